"""The ask app."""

from django.apps import AppConfig


class AskConfig(AppConfig):
    name = "sinau.ask"
