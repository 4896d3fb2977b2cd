"""The portfolio for whoever leads: two minutes on a phone."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinau.innovation.portfolio import WATCHING, portfolio
from sinau.innovation.views.standing import TONES
from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs
from sinau.ui.sheets import sheet_response


@needs(*WATCHING)
def show(request: PersonRequest) -> HttpResponse:
    """What stands where, which gates are shut and why, whose turn it is."""
    found = portfolio(request.user)
    chosen = request.GET.get("tampil", "")
    items = [
        item
        for item in found.items
        if (chosen != "tertutup" or item.closed_at)
        and (chosen != "giliran" or item.waits_for_head)
        and (chosen != "risiko" or item.above)
    ]
    context = {
        "found": found,
        "rows": [{"item": item, "tone": TONES[item.idea.stage]} for item in items],
        "choices": [
            ("tertutup", _("Gerbang tertutup"), found.shut),
            ("giliran", _("Menunggu pimpinan"), found.waiting),
            ("risiko", _("Risiko di atas selera"), sum(bool(item.above) for item in found.items)),
        ],
        "is_filtered": bool(chosen),
        "today": today(),
    }
    return render(request, "innovation/portfolio.html", context)


@needs(*WATCHING)
def export(request: PersonRequest) -> HttpResponse:
    """The same rows as Excel."""
    headings = [
        _("Gagasan"),
        _("Tahap"),
        _("Perangkat daerah"),
        _("Pemilik"),
        _("Gerbang tertutup karena"),
        _("Risiko di atas selera"),
        _("Giliran"),
    ]
    rows: list[list[Any]] = [
        [
            item.idea.title,
            item.idea.get_stage_display(),
            item.agencies,
            item.idea.owner.name,
            "; ".join(item.reasons),
            item.above,
            item.turn,
        ]
        for item in portfolio(request.user).items
    ]
    return sheet_response("portofolio-inovasi.xlsx", _("Portofolio"), headings, rows)
