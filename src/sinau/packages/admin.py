"""Packages for the keepers: to look at."""

from django.contrib import admin

from sinau.packages.models import Attempt, Package, Registration, Session
from sinau.ui.admin import LookOnly


@admin.register(Package)
class PackageAdmin(LookOnly):
    list_display = ("title", "kind", "agency", "imported_at", "withdrawn_at")
    list_filter = ("kind",)
    search_fields = ("title", "publisher_id")


@admin.register(Registration)
class RegistrationAdmin(LookOnly):
    list_display = ("code", "package", "person", "registered_at", "satisfied_at")


@admin.register(Session)
class SessionAdmin(LookOnly):
    list_display = ("code", "unit", "launched_at", "terminated_at", "abandoned_at")


@admin.register(Attempt)
class AttemptAdmin(LookOnly):
    list_display = ("registration", "unit", "number", "status", "score", "committed_at")
