"""For the keepers of the system: look, do not touch."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from sinau.risk.models import Assessment, Framework, Register, Risk


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """History is not edited here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False


@admin.register(Framework)
class FrameworkAdmin(ReadOnly):
    list_display = ["title", "regulation", "effective_from", "verified", "fingerprint"]


@admin.register(Register)
class RegisterAdmin(ReadOnly):
    list_display = ["title", "agency", "keeper", "risk_count"]
    search_fields = ["title"]


@admin.register(Risk)
class RiskAdmin(ReadOnly):
    list_display = ["code", "event", "register", "category"]
    search_fields = ["code", "event"]


@admin.register(Assessment)
class AssessmentAdmin(ReadOnly):
    list_display = ["risk", "kind", "score", "level_name", "assessed_by", "assessed_at"]
