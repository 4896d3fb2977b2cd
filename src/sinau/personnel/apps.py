"""The personnel app."""

from django.apps import AppConfig


class PersonnelConfig(AppConfig):
    name = "sinau.personnel"
