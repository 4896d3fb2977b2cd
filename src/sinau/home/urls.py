"""Addresses of the front page and of what the house says about itself."""

from django.urls import path

from sinau.home.views import about, front

app_name = "home"
urlpatterns = [
    path("", front.index, name="index"),
    path("tentang/", about.show, name="about"),
    path("privasi/", about.privacy, name="privacy"),
]
