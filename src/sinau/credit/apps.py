"""The credit app."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CreditConfig(AppConfig):
    name = "sinau.credit"
    verbose_name = _("Buku JP")

    def ready(self) -> None:
        """The rules that ship with this version are known as soon as the tables are there; others may ask."""
        post_migrate.connect(_load_rules, sender=self)
        import_module("sinau.credit.appraising")


def _load_rules(using: str, **said: Any) -> None:
    from sinau.credit.ruling import load_rules

    if using == "default":
        load_rules()
