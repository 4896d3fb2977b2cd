"""Coaching, mentoring, magang and the rest: plan it, go it, prove it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.practice.actions import add_entry, confirm_entry, propose, reach_goal
from sinau.practice.actions.cycles import fresh_key
from sinau.practice.forms import CycleForm, EntryForm
from sinau.practice.models import (
    Assignment,
    Cycle,
    CycleKind,
    FollowUp,
    Goal,
    LogEntry,
    PeerReview,
    Submission,
)


def cycle_of(request: PersonRequest, pk: int) -> Cycle:
    """A cycle this person takes part in or keeps, or 404."""
    rows = Cycle.objects.visible_to(request.user)
    return get_object_or_404(
        rows.select_related("learner__agency", "guide__agency", "approver", "agency"), pk=pk
    )


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """What waits for me, what I am doing, whom I accompany, what I handed in."""
    person = request.user
    parties = ("learner", "guide")
    mine = Cycle.objects.of(person).select_related(*parties)
    context = {
        "waiting": list(Cycle.objects.waiting_for(person).select_related(*parties)),
        "mine": Paginator(mine, 20).get_page(request.GET.get("halaman")),
        "guided": list(Cycle.objects.guided_by(person).open().select_related(*parties)[:20]),
        "assignments": _assignments(person.pk),
        "reviews": list(
            PeerReview.objects.filter(
                reviewer=person, done_at=None, submission__mark=None
            ).select_related("submission__assignment")[:20]
        ),
        "follow_ups": list(
            FollowUp.objects.filter(submission__person=person, answered_at=None)
            .exclude(asked_at=None)
            .select_related("submission__assignment")
        ),
    }
    return render(request, "practice/index.html", context)


def _assignments(person: int) -> list[tuple[Assignment, Submission | None]]:
    """Those of the courses I learn, each with what I made last."""
    asked = list(
        Assignment.objects.asked()
        .filter(course__enrolments__person=person)
        .select_related("course")
        .order_by("-course__enrolments__last_seen_at", "pk")[:20]
    )
    made: dict[int, Submission] = {}
    for work in (
        Submission.objects.filter(person=person, assignment__in=asked)
        .select_related("mark")
        .order_by("number")
    ):
        made[work.assignment_id] = work
    return [(assignment, made.get(assignment.pk)) for assignment in asked]


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The plan, the goals, the log, the papers, and the next step for whoever has it."""
    cycle = cycle_of(request, pk)
    return render(request, "practice/cycle.html", context_of(request, cycle))


def context_of(
    request: PersonRequest, cycle: Cycle, entry_form: EntryForm | None = None
) -> dict[str, object]:
    """Everything the page of a cycle shows."""
    me = request.user.pk
    log = list(cycle.log.select_related("written_by", "confirmed_by"))
    mine_to_confirm = {
        entry.pk
        for entry in log
        if entry.confirmed_at is None
        and cycle.is_under_way
        and me
        == (cycle.confirmer_id if entry.written_by_id == cycle.learner_id else cycle.learner_id)
    }
    return {
        "cycle": cycle,
        "goals": list(cycle.goals.all()),
        "log": [(entry, entry.pk in mine_to_confirm) for entry in log],
        "papers": list(cycle.papers.all()),
        "steps": list(cycle.steps.select_related("by")),
        "entry_form": entry_form or EntryForm(initial={"key": fresh_key(), "minutes": 60}),
        "writes": cycle.is_under_way and me in (cycle.learner_id, cycle.guide_id),
        "confirms": me == cycle.confirmer_id and not cycle.is_closed,
        "is_learner": me == cycle.learner_id,
        "is_guide": me == cycle.guide_id,
        "is_approver": me == cycle.approver_id,
        "takes_part": me in (cycle.learner_id, cycle.guide_id, cycle.approver_id),
    }


@signed_in
def new(request: PersonRequest) -> HttpResponse:
    """Plan a way of learning by doing."""
    kind = request.GET.get("bentuk", "")
    cycle = Cycle(kind=kind if kind in CycleKind.values else CycleKind.MENTORING)
    return _form(request, cycle)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a returned plan better, or one nobody has answered yet."""
    cycle = get_object_or_404(
        Cycle.objects.of(request.user).filter(state__in=["proposed", "returned"]), pk=pk
    )
    return _form(request, cycle)


def _form(request: PersonRequest, cycle: Cycle) -> HttpResponse:
    form = CycleForm(request.POST or None, instance=cycle)
    if request.method == "POST" and form.is_valid():
        kept = propose(form.save(), form.goals, by=request.user)
        messages.success(request, _("Rencana diajukan."))
        return redirect(kept)
    status = 422 if form.errors else 200
    return render(
        request, "practice/cycle_form.html", {"form": form, "cycle": cycle}, status=status
    )


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """An entry for the log."""
    cycle = cycle_of(request, pk)
    form = EntryForm(request.POST)
    if not form.is_valid():
        context = context_of(request, cycle, form)
        return render(request, "practice/cycle.html", context, status=422)
    add_entry(cycle, form.save(commit=False), by=request.user)
    messages.success(request, _("Catatan disimpan dan menunggu pembenaran pihak lain."))
    return redirect(cycle)


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Confirm an entry, or say that a goal is reached."""
    cycle = cycle_of(request, pk)
    if goal := request.POST.get("sasaran"):
        reach_goal(get_object_or_404(Goal, cycle=cycle, pk=_number(goal)), by=request.user)
        messages.success(request, _("Sasaran dinyatakan tercapai."))
    else:
        entry = get_object_or_404(LogEntry, cycle=cycle, pk=_number(request.POST.get("catatan")))
        confirm_entry(entry, by=request.user)
        messages.success(request, _("Catatan dibenarkan."))
    return redirect(cycle)


def _number(said: str | None) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 19 else 0
