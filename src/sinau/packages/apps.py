"""The packages app."""

from django.apps import AppConfig


class PackagesConfig(AppConfig):
    name = "sinau.packages"
