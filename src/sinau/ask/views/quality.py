"""How good the desk is: the published figures of its examination, its history, and how long gaps last."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinau.ask.models import Gap, TrialRun
from sinau.ask.reporting import compared, part_of_hundred, percent
from sinau.ask.standing import desk_standing
from sinau.ask.turnaround import turnaround
from sinau.kernel.words import date_id
from sinau.ui.charts import Point

RUNS = 12


def index(request: HttpRequest) -> HttpResponse:
    """For everybody; no words of any question stand here."""
    runs = list(
        TrialRun.objects.filter(published_at__isnull=False, finished_at__isnull=False)[:RUNS]
    )
    newest = runs[0] if runs else None
    context = {
        "run": newest,
        "lines": compared(newest, runs[1] if len(runs) > 1 else None) if newest else [],
        "points": _points(runs),
        "runs": [(run, _row(run)) for run in runs],
        "figures": turnaround(Gap.objects.all()),
        "standing": desk_standing(),
        "headline": _("Sumber yang diharapkan ditemukan, ujian demi ujian"),
    }
    return render(request, "ask/quality.html", context)


def _points(runs: list[TrialRun]) -> list[Point]:
    measured = [run for run in reversed(runs) if run.figures.get("right", {}).get("of")]
    return [
        Point(label=date_id(run.started_at), value=part_of_hundred(run.figures["right"]))
        for run in measured
    ]


def _row(run: TrialRun) -> list[str]:
    keys = ("accurate", "answered", "right", "declined", "held")
    shares = [run.figures.get(key) for key in keys]
    return [percent(share) if share and share["of"] else "–" for share in shares]
