"""The ui app: a look, components and behaviours; no rows."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Templates, static files and template tags every other app builds its pages with."""

    name = "sinau.ui"
    label = "ui"
    verbose_name = _("Tampilan")

    def ready(self) -> None:
        """Find the work places and page additions of every app (`places.py`)."""
        autodiscover_modules("places")
