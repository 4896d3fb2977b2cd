"""The network of agencies over the whole city."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from sinau.innovation.collaborating import collaboration
from sinau.innovation.multisector import weights
from sinau.innovation.network_drawing import ring
from sinau.people.access import PersonRequest, signed_in


@signed_in
def show(request: PersonRequest) -> HttpResponse:
    """Who works with whom; agencies only, never a person."""
    city = collaboration()
    found = city.found
    pairs = len(city.neighbours) * (len(city.neighbours) - 1) // 2
    across = sum(city.sectors[one] != city.sectors[two] for one, two in found.ties)
    context = {
        "city": city,
        "found": found,
        "svg": ring(city) if found.ties else "",
        "pairs": pairs,
        "across": across,
        "within": len(found.ties) - across,
        "across_part": round(100 * across / len(found.ties)) if found.ties else 0,
        "bridges": sorted(
            (one for one in city.tied if one.is_bridge), key=lambda one: -one.betweenness
        ),
        "alone": [one for one in city.neighbours if not one.ties],
        "reciprocity": None if city.reciprocity is None else round(100 * city.reciprocity),
        "verified": weights()["version"]["verified"],
    }
    return render(request, "innovation/network.html", context)
