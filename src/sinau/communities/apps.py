"""The communities app."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "sinau.communities"

    def ready(self) -> None:
        """Say what other rooms may show of this one."""
        from sinau.communities import embeds  # noqa: F401
