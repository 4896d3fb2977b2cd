"""The ui app: a look, components and behaviours; no rows."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Templates, static files and template tags every other app builds its pages with."""

    name = "sinau.ui"
    label = "ui"
    verbose_name = _("Tampilan")
