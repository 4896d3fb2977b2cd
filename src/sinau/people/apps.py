"""The people app."""

from django.apps import AppConfig
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "sinau.people"
    verbose_name = _("Pegawai")

    def ready(self) -> None:
        """The keepers' pages have no door of their own: they come in as everybody does."""
        # Imported late: views need the models of this very app.
        from sinau.people.views import keepers

        admin.site.login = keepers.sign_in  # type: ignore[method-assign]
        admin.site.password_change = keepers.change_password  # type: ignore[method-assign, assignment]
