"""What the standards look for at the root of a site."""

from django.urls import path

from sinau.university.views import credentials

urlpatterns = [path(".well-known/did.json", credentials.issuer, name="did")]
