"""Peta situasi probabilitas of one risk."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from sinau.people.access import PersonRequest, signed_in
from sinau.risk.modelling import inputs_of
from sinau.risk.models import Risk
from sinau.risk.pictures.of_risk import bowtie_of, fan_of, maps_of, reading_of, words_of


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One risk as probabilities: where it may stand, how often in words, what was learnt, what holds it."""
    risk = get_object_or_404(
        Risk.objects.visible_to(request.user).select_related(
            "register__framework", "register__agency", "standing", "closure", "estimate"
        ),
        pk=pk,
    )
    context: dict[str, Any] = {"risk": risk, "register": risk.register}
    inputs = inputs_of(Risk.objects.filter(pk=pk).select_related("standing"))
    if inputs.is_empty:
        return render(request, "risk/picture.html", {**context, "is_empty": True})
    seen = inputs.risks[0]
    learnings = list(seen.learnings.filter(estimate=seen.estimate).order_by("learnt_at", "pk"))
    context |= {
        "estimate": seen.estimate,
        "loss": seen.estimate.loss if seen.estimate else None,
        "maps": maps_of(seen),
        "reading": reading_of(seen),
        "words": words_of(inputs),
        "fan": fan_of(seen, learnings),
        "bowtie": bowtie_of(seen),
    }
    return render(request, "risk/picture.html", context)
