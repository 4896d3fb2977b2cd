"""The innovation app."""

from django.apps import AppConfig


class InnovationConfig(AppConfig):
    name = "sinau.innovation"
