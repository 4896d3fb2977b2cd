"""The public register: which AI the city uses, for whom, with which data. Nobody signs in here."""

from __future__ import annotations

from typing import Any

from django.db.models import Min, OuterRef, Prefetch, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from sinau.innovation.gate import PILOT, RETIRED, criteria_of
from sinau.innovation.models import EntryVersion, Idea, Partner, Stage
from sinau.innovation.models.ideas import OPEN_TO_ALL, IdeaQuerySet
from sinau.innovation.record import approved, completeness, first_day, grouped, rule_file
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
    idea = _find(slug)
    version = approved(idea)
    content = version.content if version else first_day(idea.plan)
    filled, total = completeness(content)
    pilot = idea.pilots.order_by("started_at").first()
    launch = idea.launches.first()
    context = {
        "idea": idea,
        "purpose": next((row["text"] for row in content if row["key"] == "tujuan"), ""),
        "groups": grouped([row for row in content if row["key"] != "tujuan"]),
        "version": version,
        "filled": filled,
        "total": total,
        "tone": TONES[idea.stage],
        "agencies": [row.agency.name for row in idea.partners.select_related("agency")],
        "since": pilot.starts_on if pilot else None,
        "launched": launch.launched_at if launch else None,
        "stop": idea.stops.first() if idea.stage == Stage.STOPPED else None,
        "retired": idea.passages.filter(gate=RETIRED).first(),
    }
    return render(request, "innovation/use.html", context)


def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every version that everybody could read, the newest first."""
    idea = _find(slug)
    versions = idea.entry_versions.filter(decision__is_approved=True).select_related("decision")
    before: dict[str, str] = {}
    rows = []
    for version in reversed(versions):
        now_said = {row["key"]: row["text"] for row in version.content}
        titles = {row["key"]: row["title"] for row in version.content}
        changed = [titles[key] for key in now_said if before.get(key) != now_said[key]]
        rows.append({"version": version, "changed": changed if before else []})
        before = now_said
    return render(request, "innovation/use_history.html", {"idea": idea, "rows": rows[::-1]})


def index_data(request: HttpRequest) -> JsonResponse:
    """The whole register for programs."""
    uses = _published(Idea.objects.in_use()).order_by("stage", "title")
    said = {
        "fields": rule_file()["version"]["key"],
        "counted_on": today().isoformat(),
        "uses": [_as_data(request, idea) for idea in uses],
    }
    return _open_to_all(JsonResponse(said, json_dumps_params={"ensure_ascii": False}))


def data(request: HttpRequest, slug: str) -> JsonResponse:
    """One use for programs."""
    uses = _published(Idea.objects.filter(pilots__isnull=False).distinct())
    idea = get_object_or_404(uses, slug=slug)
    said = _as_data(request, idea)
    return _open_to_all(JsonResponse(said, json_dumps_params={"ensure_ascii": False}))


def _find(slug: str) -> Idea:
    uses = Idea.objects.filter(pilots__isnull=False).distinct()
    idea: Idea = get_object_or_404(uses.select_related("plan", "agency"), slug=slug)
    return idea


def _published(ideas: IdeaQuerySet) -> Any:
    last = EntryVersion.objects.filter(idea=OuterRef("pk"), decision__is_approved=True)
    partners = Prefetch("partners", Partner.objects.select_related("agency"))
    return (
        ideas.select_related("plan", "agency")
        .prefetch_related(partners)
        .annotate(
            since=Min("pilots__starts_on"),
            content=Subquery(last.values("content")[:1]),
            number=Subquery(last.values("number")[:1]),
            approved_at=Subquery(last.values("decision__decided_at")[:1]),
        )
    )


def _as_data(request: HttpRequest, idea: Any) -> dict[str, Any]:
    content = idea.content or first_day(idea.plan)
    filled, total = completeness(content)
    return {
        "name": idea.title,
        "address": request.build_absolute_uri(idea.public_url),
        "stage": idea.stage,
        "owner": idea.agency.name,
        "agencies": [row.agency.name for row in idea.partners.all()],
        "since": idea.since,
        "reviewed_at": idea.reviewed_at,
        "version": idea.number,
        "approved_at": idea.approved_at,
        "filled": filled,
        "of": total,
        "entry": {row["key"]: {"title": row["title"], "text": row["text"]} for row in content},
    }


def _open_to_all(answer: JsonResponse) -> JsonResponse:
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
