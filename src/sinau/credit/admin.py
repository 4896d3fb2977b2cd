"""The ledger for the keepers of the system: to look at, never to change."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from sinau.credit.models import Entry, RuleVersion


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows are written by actions only."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    list_display = ("person", "title", "jp", "earned_on", "rule")
    search_fields = ("evidence", "title", "person__nip")


@admin.register(RuleVersion)
class RuleVersionAdmin(ReadOnly):
    list_display = ("form", "label", "regulation", "verified", "in_use")
