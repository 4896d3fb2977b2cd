"""The ask app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AskConfig(AppConfig):
    name = "sinau.ask"
    verbose_name = _("Tanya")

    def ready(self) -> None:
        """The desk says that it can be examined."""
        from sinau.ask import evaluated  # noqa: F401
