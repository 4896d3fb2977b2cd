"""The invitation: sent by the officer, read as a letter, kept in the calendar of the phone."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.university.actions import invite
from sinau.university.calendars import MIME, Event, calendar
from sinau.university.models import Registration, Session, TrainingClass
from sinau.university.views.desk_classes import kept_class


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Invite whoever has a seat and was not invited yet."""
    count = invite(kept_class(request, pk), by=request.user)
    if count:
        messages.success(
            request, _("%(count)s undangan terkirim ke kotak masuk peserta.") % {"count": count}
        )
    else:
        messages.info(request, _("Semua yang mendapat kursi sudah diundang."))
    return redirect("university:participants", pk)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The letter of invitation, to read or print; for who has a seat, and the officer."""
    training_class, mine = _mine_or_kept(request, pk)
    context = {
        "class": training_class,
        "mine": mine,
        "sessions": _sessions(training_class),
    }
    return render(request, "university/invitation.html", context)


@signed_in
def calendar_file(request: PersonRequest, pk: int) -> HttpResponse:
    """The sessions for a calendar; for who gave the seat back or a withdrawn class, the cancellation."""
    training_class, mine = _mine_or_kept(request, pk, also_cancelled=True)
    is_over = mine is not None and mine.cancelled_at is not None
    cancelled = is_over or not training_class.publications.open().exists()
    host = settings.PUBLIC_URL.partition("//")[2]
    events = [
        Event(
            uid=f"sinau-sesi-{session.pk}@{host}",
            sequence=session.sequence,
            written_at=training_class.updated_at,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            title=f"{training_class.title}: {session.title}",
            place=session.link if session.link and mine else session.place,
            url=f"{settings.PUBLIC_URL}{training_class.get_absolute_url()}",
            text=training_class.summary,
        )
        for session in _sessions(training_class)
    ]
    data = calendar(events, organiser=training_class.agency.name, cancelled=cancelled)
    response = HttpResponse(data, content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="kelas-{training_class.pk}.ics"'
    return response


def _sessions(training_class: TrainingClass) -> list[Session]:
    found = training_class.sessions.select_related("room", "training_class")
    return list(found.prefetch_related("speakers"))


def _mine_or_kept(
    request: PersonRequest, pk: int, *, also_cancelled: bool = False
) -> tuple[TrainingClass, Registration | None]:
    training_class = get_object_or_404(
        TrainingClass.objects.visible_to(request.user).select_related("agency", "owner"), pk=pk
    )
    theirs = Registration.objects.filter(training_class=training_class, person=request.user)
    theirs = theirs.exclude(seated_at=None)
    if not also_cancelled:
        theirs = theirs.standing()
    mine = theirs.order_by("-pk").first()
    keeps = request.user.has_role(Role.OFFICER, over=training_class.agency)
    if mine is None and not keeps:
        raise Http404
    return training_class, mine
