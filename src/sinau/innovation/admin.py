"""For the keepers of the system: look, do not touch."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from sinau.innovation.models import Idea, Pilot, Stop


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """History is not edited here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False


@admin.register(Idea)
class IdeaAdmin(ReadOnly):
    list_display = ["title", "agency", "owner", "stage", "changed_at"]
    search_fields = ["title"]


@admin.register(Pilot)
class PilotAdmin(ReadOnly):
    list_display = ["idea", "starts_on", "ends_on", "started_by", "is_open"]


@admin.register(Stop)
class StopAdmin(ReadOnly):
    list_display = ["idea", "stage", "stopped_by", "stopped_at"]
