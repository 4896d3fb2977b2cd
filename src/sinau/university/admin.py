"""For the system's keepers: what there is, to look at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from sinau.university.models import Certificate, Course, TrainingClass


class LookOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Officers write on their own pages; here nothing is changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Course)
class CourseAdmin(LookOnly):
    list_display = ("title", "agency", "enrolment_count", "completion_count")
    search_fields = ("title",)


@admin.register(TrainingClass)
class ClassAdmin(LookOnly):
    list_display = ("title", "agency", "starts_at", "seat_count")
    search_fields = ("title",)


@admin.register(Certificate)
class CertificateAdmin(LookOnly):
    list_display = ("number", "name", "activity", "issued_on")
    search_fields = ("number", "code", "name")
