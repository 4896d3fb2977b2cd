"""Where a person stands: their competencies beside what the position needs, and what to do next."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in, within
from sinau.people.models import Person, Role
from sinau.planning.actions.assessing import assess
from sinau.planning.actions.needs import propose_need
from sinau.planning.forms.competencies import AssessForm, NeedForm
from sinau.planning.models import (
    Assessment,
    BoxOpening,
    Competency,
    DevelopmentPlan,
    LevelWords,
    Need,
    Performance,
    Signal,
    Source,
    Standing,
    Teaches,
)
from sinau.planning.models.assessing import READERS
from sinau.planning.reckoning import match_of, matches
from sinau.planning.rules import bands, box_of, match_rules
from sinau.planning.views.pages import asked_year, form_page
from sinau.university.models import Completion, Course, TrainingClass


def people_known_to(person: Person) -> Q:
    """Oneself, those one supervises, and those whose staff data one reads."""
    return Q(pk=person.pk) | Q(supervisor=person) | within("agency", person, *READERS)


def may_judge(viewer: Person, person: Person) -> bool:
    """Whether the viewer says at which level somebody else works: supervisor, head, officer."""
    if viewer.pk == person.pk:
        return False
    return person.supervisor_id == viewer.pk or viewer.has_role(
        Role.HEAD, Role.OFFICER, over=person.agency
    )


def _person(request: PersonRequest, pk: int) -> Person:
    people = Person.objects.filter(people_known_to(request.user))
    found: Person = get_object_or_404(people.select_related("agency", "supervisor"), pk=pk)
    return found


@signed_in
def me(request: PersonRequest) -> HttpResponse:
    """One's own page."""
    return _page(request, request.user)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The page of somebody one supervises or looks after."""
    if pk == request.user.pk:
        return redirect("planning:me")
    return _page(request, _person(request, pk))


def _page(request: PersonRequest, person: Person) -> HttpResponse:
    year = asked_year(request)
    is_own = person.pk == request.user.pk
    rows = _rows(request, person, year)
    asked = [row for row in rows if row["standing"].required]
    match = match_of(person)
    context = {
        "person": person,
        "is_own": is_own,
        "year": year,
        "match": match,
        "bands": bands(),
        "jpm_rule": match_rules()["jpm"],
        "short": [row for row in asked if row["standing"].gap],
        "open": [row for row in asked if row["standing"].is_open],
        "reached": [
            row for row in asked if not row["standing"].gap and not row["standing"].is_open
        ],
        "beyond": [row for row in rows if not row["standing"].required],
        "signals": list(Signal.objects.visible_to(request.user).filter(person=person)[:8]),
        "development": DevelopmentPlan.objects.filter(person=person, year=year).first(),
        "may_judge": may_judge(request.user, person),
        "box": _own_box(person, match) if is_own else None,
    }
    return render(request, "planning/standing.html", context)


def _own_box(person: Person, match: Any) -> Any:
    """The person's own box, where the city lets people see theirs."""
    if not BoxOpening.objects.filter(closed_at=None).exists():
        return None
    rating = Performance.objects.standing().filter(person=person).order_by("-year").first()
    return box_of(rating.rating, match.jpm) if rating and match.is_enough else None


def _rows(request: PersonRequest, person: Person, year: int) -> list[dict[str, Any]]:
    """Each competency with its levels, next words, what teaches it and the need; five queries."""
    standings = list(
        Standing.objects.filter(person=person)
        .select_related("competency__framework")
        .order_by("competency__framework__position", "competency__position")
    )
    ids = [row.competency_id for row in standings]
    words: dict[int, dict[int, str]] = defaultdict(dict)
    for said in LevelWords.objects.filter(competency__in=ids, replaced_at=None):
        words[said.competency_id][said.level] = said.words
    needs = {need.competency_id: need for need in Need.objects.filter(person=person, year=year)}
    taught = _taught(request, person, ids)
    return [
        {
            "standing": row,
            "competency": row.competency,
            "now": words[row.competency_id].get(row.level or 0, ""),
            "next": words[row.competency_id].get((row.level or 0) + 1, ""),
            "next_level": (row.level or 0) + 1,
            "steps": _steps(row, max(words[row.competency_id], default=5)),
            "need": needs.get(row.competency_id),
            "offers": [
                thing for level, thing in taught[row.competency_id] if level > (row.level or 0)
            ][:2],
        }
        for row in standings
    ]


def _steps(row: Standing, highest: int) -> list[dict[str, Any]]:
    """The ladder: which steps are reached, and where the position asks one to be."""
    return [
        {"level": n, "reached": n <= (row.level or 0), "asked": n == row.required}
        for n in range(1, max(highest, row.required) + 1)
    ]


def _taught(
    request: PersonRequest, person: Person, ids: list[int]
) -> dict[int, list[tuple[int, Course | TrainingClass]]]:
    done = Completion.objects.filter(person=person)
    open_things = Q(course__in=Course.objects.published().visible_to(request.user)) | Q(
        training_class__in=TrainingClass.objects.published().visible_to(request.user).coming()
    )
    rows = (
        Teaches.objects.filter(open_things, competency__in=ids)
        .exclude(course__in=done.exclude(course=None).values("course"))
        .select_related("course", "training_class")
    )
    found: dict[int, list[tuple[int, Course | TrainingClass]]] = defaultdict(list)
    for row in rows:
        thing = row.course or row.training_class
        if thing:
            found[row.competency_id].append((row.level, thing))
    return found


@signed_in
def history(request: PersonRequest, pk: int, key: str) -> HttpResponse:
    """Every finding about one person and one competency: who, when, which level, on what it rests."""
    person = _person(request, pk)
    competency = get_object_or_404(Competency, key=key)
    standing = Standing.objects.filter(person=person, competency=competency).first()
    found = Assessment.objects.visible_to(request.user).filter(person=person, competency=competency)
    context = {
        "person": person,
        "is_own": person.pk == request.user.pk,
        "competency": competency,
        "standing": standing,
        "assessments": list(found.select_related("assessed_by")),
        "levels": list(LevelWords.objects.filter(competency=competency, replaced_at=None)),
        "may_judge": may_judge(request.user, person),
    }
    return render(request, "planning/history.html", context)


@signed_in
def assessment_new(request: PersonRequest, pk: int, key: str) -> HttpResponse:
    """Say at which level oneself or somebody else works."""
    person = _person(request, pk)
    competency = get_object_or_404(Competency.objects.in_use(), key=key)
    is_own = person.pk == request.user.pk
    if not is_own and not may_judge(request.user, person):
        raise Http404
    form = AssessForm(request.POST or None, competency=competency, of_oneself=is_own)
    back = reverse("planning:me") if is_own else reverse("planning:person", args=[person.pk])
    if request.method == "POST" and form.is_valid():
        assess(
            person,
            competency,
            level=form.cleaned_data["level"],
            source=_source(request.user, person),
            by=request.user,
            words=form.cleaned_data["words"],
        )
        messages.success(request, _("Penilaian dicatat."))
        return redirect(back)
    lead = (
        _("Pilih tingkat yang paling mirip dengan pekerjaan Anda sehari-hari.")
        if is_own
        else _("Pilih tingkat yang terlihat dalam pekerjaan %(name)s.") % {"name": person.name}
    )
    return form_page(
        request,
        form,
        title=_("Nilai %(name)s") % {"name": competency.name},
        lead=lead,
        back=back,
        back_label=_("Kompetensi saya") if is_own else person.name,
        submit=_("Simpan penilaian"),
    )


def _source(viewer: Person, person: Person) -> Source:
    if viewer.pk == person.pk:
        return Source.SELF
    is_above = person.supervisor_id == viewer.pk or viewer.has_role(Role.HEAD, over=person.agency)
    return Source.SUPERVISOR if is_above else Source.CENTRE


@signed_in
@require_POST
def need_create(request: PersonRequest, key: str) -> HttpResponse:
    """Propose to learn what one's position asks for."""
    competency = get_object_or_404(Competency.objects.in_use(), key=key)
    propose_need(request.user, competency, year=asked_year(request), by=request.user)
    messages.success(request, _("Kebutuhan diusulkan dan menunggu atasan Anda."))
    return redirect("planning:me")


@signed_in
def need_new(request: PersonRequest) -> HttpResponse:
    """Propose to learn something beyond that, and say why."""
    form = NeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        need = propose_need(
            request.user,
            form.cleaned_data["competency"],
            year=asked_year(request),
            by=request.user,
            to_level=form.cleaned_data["to_level"],
            words=form.cleaned_data["words"],
        )
        messages.success(request, _("Kebutuhan diusulkan dan menunggu atasan Anda."))
        return redirect(need)
    return form_page(
        request,
        form,
        title=_("Usulkan kebutuhan lain"),
        lead=_("Untuk yang belum diminta jabatan Anda tetapi diperlukan pekerjaan."),
        back=reverse("planning:me"),
        back_label=_("Kompetensi saya"),
        submit=_("Usulkan"),
    )


@signed_in
def team(request: PersonRequest) -> HttpResponse:
    """Those one supervises or looks after, with their match and what is missing."""
    viewer = request.user
    scope = request.GET.get("lingkup", "")
    mine = Person.objects.serving().filter(supervisor=viewer)
    wider = viewer.has_role(*READERS)
    people = mine
    if wider and (scope == "semua" or not mine.exists()):
        people = Person.objects.serving().filter(within("agency", viewer, *READERS))
    page = Paginator(
        people.select_related("agency").order_by("agency__path", "name", "pk"), 50
    ).get_page(request.GET.get("halaman"))
    ids = [person.pk for person in page]
    found = matches(Standing.objects.filter(person__in=ids))
    context = {
        "page": page,
        "rows": [(person, found.get(person.pk)) for person in page],
        "scopes": [("semua", _("Semua dalam tanggung jawab saya"))] if wider else [],
    }
    return render(request, "planning/team.html", context)
