"""The public register: which AI the city uses, for whom, with which data. Nobody signs in here."""

from __future__ import annotations

from django.db.models import Min, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from sinau.innovation.gate import PILOT, RETIRED, criteria_of
from sinau.innovation.models import Idea, Partner, Stage
from sinau.innovation.models.ideas import OPEN_TO_ALL
from sinau.innovation.views.standing import TONES
from sinau.kernel.clock import today


def index(request: HttpRequest) -> HttpResponse:
    """Every AI use, the live ones first; of each kind the one that began earliest."""
    partners = Prefetch("partners", Partner.objects.select_related("agency"))
    uses = list(
        Idea.objects.in_use()
        .select_related("plan", "agency")
        .prefetch_related(partners)
        .annotate(begun_at=Min("pilots__started_at"))
        .order_by("stage", "begun_at", "title")
    )
    rows = [
        {
            "idea": idea,
            "tone": TONES[idea.stage],
            "agencies": ", ".join(row.agency.name for row in idea.partners.all()),
        }
        for idea in uses
    ]
    live = sum(idea.stage in OPEN_TO_ALL for idea in uses)
    context = {
        "rows": rows,
        "live": live,
        "trying": len(uses) - live,
        "today": today(),
        "criteria": criteria_of(PILOT, today()),
    }
    return render(request, "innovation/register.html", context)


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One use in plain words. One that was stopped keeps its page and says so."""
    uses = Idea.objects.filter(pilots__isnull=False).distinct()
    idea = get_object_or_404(uses.select_related("plan", "agency"), slug=slug)
    pilot = idea.pilots.order_by("started_at").first()
    launch = idea.launches.first()
    context = {
        "idea": idea,
        "plan": idea.plan,
        "tone": TONES[idea.stage],
        "agencies": [row.agency.name for row in idea.partners.select_related("agency")],
        "since": pilot.starts_on if pilot else None,
        "launched": launch.launched_at if launch else None,
        "stop": idea.stops.first() if idea.stage == Stage.STOPPED else None,
        "retired": idea.passages.filter(gate=RETIRED).first(),
    }
    return render(request, "innovation/use.html", context)
