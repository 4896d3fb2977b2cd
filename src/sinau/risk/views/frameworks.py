"""The reference: which matrix, criteria and appetite are used, and how sure they are."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions import current_framework
from sinau.risk.drawing import journey
from sinau.risk.models import Framework


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """To the framework in force."""
    return redirect(current_framework())


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One version of a framework. It is public to everybody who works here."""
    framework = get_object_or_404(Framework, pk=pk)
    scale = framework.scale
    edge = scale.treat_from("")
    map_ = journey(
        scale,
        [],
        treat_from=edge,
        title=framework.title,
        desc=_("Besaran setiap pasangan kemungkinan dan dampak; garis tebal adalah selera risiko."),
        row_title=_("Kemungkinan"),
        column_title=_("Dampak"),
    )
    context = {
        "framework": framework,
        "scale": scale,
        "map": map_,
        "edge": edge,
        "versions": Framework.objects.exclude(pk=framework.pk),
    }
    return render(request, "risk/framework.html", context)
