"""A class as everybody sees it, and its closing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.university.actions import Seats, close_class, outlook_of, reopen_class
from sinau.university.forms import ReasonForm
from sinau.university.ledgers import ledger_of
from sinau.university.models import (
    AgencyQuota,
    Attendance,
    Certificate,
    ClassClosing,
    Registration,
    TrainingClass,
)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What, where and when, the seats, and this person's place."""
    training_class = get_object_or_404(
        TrainingClass.objects.visible_to(request.user).select_related("agency", "owner"), pk=pk
    )
    mine = (
        Registration.objects.standing()
        .filter(training_class=training_class, person=request.user)
        .first()
    )
    sessions = list(
        training_class.sessions.select_related("room", "training_class", "notes").prefetch_related(
            "speakers"
        )
    )
    keeps = request.user.has_role(Role.OFFICER, over=training_class.agency)
    is_inside = keeps or (mine is not None and mine.seated_at is not None)
    there = dict(
        Attendance.objects.filter(registration=mine).values_list("session_id", "at") if mine else ()
    )
    certificate = (
        Certificate.objects.of(request.user)
        .filter(completion__training_class=training_class, completion__undone_at=None)
        .first()
        if mine
        else None
    )
    return render(
        request,
        "university/class.html",
        {
            "class": training_class,
            "sessions": [(session, there.get(session.pk)) for session in sessions],
            "mine": mine,
            "place_in_line": _place_in_line(mine),
            "certificate": certificate,
            "closing": ClassClosing.objects.filter(training_class=training_class).first(),
            "is_open": training_class.publications.open().exists(),
            "keeps": keeps,
            "is_inside": is_inside,
            "papers": list(training_class.papers.all()) if is_inside else [],
            "agency_seats": _agency_seats(training_class, request),
            "reserved_for": _reserved_for(training_class, request),
        },
    )


def _place_in_line(mine: Registration | None) -> int:
    """1 for the first who waits; 0 for somebody who does not."""
    if mine is None or not mine.is_waiting:
        return 0
    line = Registration.objects.waiting().filter(training_class=mine.training_class_id)
    return list(line.values_list("pk", flat=True)).index(mine.pk) + 1


def _agency_seats(training_class: TrainingClass, request: PersonRequest) -> int | None:
    """How many seats this person's agency can still get; None where every free seat is theirs too."""
    if training_class.quota_per_agency is None and not training_class.reserved.exists():
        return None
    return Seats(training_class).left_for(request.user.agency_id)


def _reserved_for(training_class: TrainingClass, request: PersonRequest) -> AgencyQuota | None:
    """Seats kept for this person's agency, as long as they are."""
    kept = training_class.reserved.filter(released_at=None)
    return kept.filter(agency=request.user.agency_id).first()


@signed_in
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Close the class; before that, say what happens to whom."""
    training_class = get_object_or_404(TrainingClass.objects.kept_by(request.user), pk=pk)
    if request.method == "POST":
        closing = close_class(training_class, by=request.user)
        messages.success(
            request,
            _("Kelas ditutup. %(count)s sertifikat terbit dan JP-nya sedang dicatat.")
            % {"count": closing.completed},
        )
        return redirect("university:participants", pk)
    if ClassClosing.objects.filter(training_class=training_class).exists():
        return redirect("university:participants", pk)
    context = {
        "class": training_class,
        "outlook": outlook_of(training_class),
        "ledger": ledger_of(training_class) if training_class.is_over else None,
    }
    return render(request, "university/close.html", context)


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Open a closed class again for a correction, with a reason."""
    training_class = get_object_or_404(TrainingClass.objects.kept_by(request.user), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reopen_class(training_class, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Kelas dibuka kembali. Koreksi kehadirannya, lalu tutup lagi."))
        return redirect("university:participants", pk)
    context = {"class": training_class, "form": form}
    status = 422 if form.errors else 200
    return render(request, "university/reopen.html", context, status=status)
