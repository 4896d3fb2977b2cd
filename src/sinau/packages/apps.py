"""The packages app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PackagesConfig(AppConfig):
    name = "sinau.packages"
    verbose_name = _("Paket belajar")

    def ready(self) -> None:
        """Passes of cmi5 are looked at by us."""
        # Imported late: they need the models of this very app.
        from sinau.packages import embeds  # noqa: F401 (stands up for our nouns)
        from sinau.packages.guard import NAME, XAPI, ActivityGuard, SessionGuard
        from sinau.records.guarding import guard_with

        guard_with(NAME, SessionGuard())
        guard_with(XAPI, ActivityGuard())
