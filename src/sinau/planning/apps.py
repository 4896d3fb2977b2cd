"""The planning app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "sinau.planning"

    def ready(self) -> None:
        """The university asks us what a position needs."""
        # Imported late: it needs the models of this very app.
        from sinau.planning import advising  # noqa: F401 (gives counsel)
