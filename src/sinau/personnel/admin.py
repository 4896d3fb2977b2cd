"""The catalogue for the keepers of the system; requests are only to be looked at."""

from django.contrib import admin
from django.http import HttpRequest

from sinau.personnel.models import LeaveRequest, Service


@admin.register(Service)
class ServiceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "agency", "updated_at")
    autocomplete_fields = ()
    raw_id_fields = ("agency", "owner")


@admin.register(LeaveRequest)
class LeaveRequestAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("number", "person", "start_on", "days", "state")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: LeaveRequest | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: LeaveRequest | None = None) -> bool:
        return False
