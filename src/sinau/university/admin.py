"""For the system's keepers: what there is, to look at."""

from __future__ import annotations

from django.contrib import admin

from sinau.ui.admin import LookOnly
from sinau.university.models import Certificate, Course, TrainingClass


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
