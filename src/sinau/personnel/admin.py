"""The catalogue for the keepers of the system; requests are only to be looked at."""

from django.contrib import admin

from sinau.personnel.models import LeaveRequest, Service
from sinau.ui.admin import LookOnly


@admin.register(Service)
class ServiceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "agency", "updated_at")
    raw_id_fields = ("agency", "owner")


@admin.register(LeaveRequest)
class LeaveRequestAdmin(LookOnly):
    list_display = ("number", "person", "start_on", "days", "state")
