"""The journal app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "sinau.journal"
    verbose_name = _("Jejak")

    def ready(self) -> None:
        """Find every fact and every listener of the house."""
        autodiscover_modules("events", "listeners")
        # Imported late: announcing needs the models of this very app.
        from sinau.journal.announcing import announce
        from sinau.kernel.telling import keep_with

        keep_with(announce)
