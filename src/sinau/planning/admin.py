"""For the system's keepers: what there is, to look at."""

from __future__ import annotations

from django.contrib import admin

from sinau.planning.models import Competency, Organ, YearPlan
from sinau.ui.admin import LookOnly


@admin.register(Organ)
class OrganAdmin(LookOnly):
    list_display = ("name", "kind", "parent", "opened_on", "closed_on")
    search_fields = ("name",)


@admin.register(Competency)
class CompetencyAdmin(LookOnly):
    list_display = ("name", "framework", "group", "verified")
    search_fields = ("name",)


@admin.register(YearPlan)
class YearPlanAdmin(LookOnly):
    list_display = ("year", "state", "item_count", "budget", "spent")
