"""The communities app."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "sinau.communities"
