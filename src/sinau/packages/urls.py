"""The addresses of packages, below /belajar/paket/."""

from django.urls import path

from sinau.packages.views import packages

app_name = "packages"

urlpatterns = [
    path("<int:pk>/", packages.show, name="package"),
]
