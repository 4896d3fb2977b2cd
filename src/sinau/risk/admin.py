"""For the keepers of the system: look, do not touch."""

from __future__ import annotations

from django.contrib import admin

from sinau.risk.models import Assessment, Framework, Register, Risk
from sinau.ui.admin import LookOnly


@admin.register(Framework)
class FrameworkAdmin(LookOnly):
    list_display = ["title", "regulation", "effective_from", "verified", "fingerprint"]


@admin.register(Register)
class RegisterAdmin(LookOnly):
    list_display = ["title", "agency", "keeper", "risk_count"]
    search_fields = ["title"]


@admin.register(Risk)
class RiskAdmin(LookOnly):
    list_display = ["code", "event", "register", "category"]
    search_fields = ["code", "event"]


@admin.register(Assessment)
class AssessmentAdmin(LookOnly):
    list_display = ["risk", "kind", "score", "level_name", "assessed_by", "assessed_at"]
