"""The knowledge app."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "sinau.knowledge"

    def ready(self) -> None:
        """Say what other rooms may show of this one."""
        from sinau.knowledge import embeds  # noqa: F401
