"""The inbox app."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "sinau.inbox"
