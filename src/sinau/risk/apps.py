"""The risk app."""

from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "sinau.risk"
