"""The ledger for the keepers of the system: to look at, never to change."""

from django.contrib import admin

from sinau.credit.models import Entry, RuleVersion
from sinau.ui.admin import LookOnly


@admin.register(Entry)
class EntryAdmin(LookOnly):
    list_display = ("person", "title", "jp", "earned_on", "rule")
    search_fields = ("evidence", "title", "person__nip")


@admin.register(RuleVersion)
class RuleVersionAdmin(LookOnly):
    list_display = ("form", "label", "regulation", "verified", "in_use")
