"""The university app."""

from django.apps import AppConfig


class UniversityConfig(AppConfig):
    name = "sinau.university"
