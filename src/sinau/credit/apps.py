"""The credit app."""

from django.apps import AppConfig


class CreditConfig(AppConfig):
    name = "sinau.credit"
