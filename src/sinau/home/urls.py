"""Addresses of the front page and of what the house says about itself."""

from django.urls import path

from sinau.home.views import about, crawlers, front

app_name = "home"
urlpatterns = [
    path("", front.index, name="index"),
    path("tentang/", about.show, name="about"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("privasi/", about.privacy, name="privacy"),
]
