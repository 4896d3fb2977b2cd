"""For the keepers of the system: look, do not touch."""

from __future__ import annotations

from django.contrib import admin

from sinau.innovation.models import Idea, Pilot, Stop
from sinau.ui.admin import LookOnly


@admin.register(Idea)
class IdeaAdmin(LookOnly):
    list_display = ["title", "agency", "owner", "stage", "changed_at"]
    search_fields = ["title"]


@admin.register(Pilot)
class PilotAdmin(LookOnly):
    list_display = ["idea", "starts_on", "ends_on", "started_by", "is_open"]


@admin.register(Stop)
class StopAdmin(LookOnly):
    list_display = ["idea", "stage", "stopped_by", "stopped_at"]
