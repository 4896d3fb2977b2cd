"""The records app."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "sinau.records"
    verbose_name = _("Rekam belajar")

    def ready(self) -> None:
        """Every app's facts can be said as statements, and the shipped mapping rules are there."""
        autodiscover_modules("statements")
        # Imported late: they need the models of this very app.
        from sinau.records.showing import show

        show()
        post_migrate.connect(_load_rules, sender=self)


def _load_rules(using: str, **said: Any) -> None:
    from sinau.records.writing_rules import load_shipped

    if using == "default":
        load_shipped()
