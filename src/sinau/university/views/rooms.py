"""The screen in the room: a code that changes, six digits, and how many are here."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions.attendance import room_key
from sinau.university.attendance import codes
from sinau.university.attendance.windows import Timing
from sinau.university.models import ClassClosing, Registration, Session, TrainingClass
from sinau.university.qr import code_of


@signed_in
@never_cache
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The code of one session; asked again by htmx, or by the page itself without scripts."""
    training_class = get_object_or_404(
        TrainingClass.objects.kept_by(request.user).select_related("agency"), pk=pk
    )
    sessions = list(training_class.sessions.select_related("room", "training_class"))
    session = _chosen(sessions, request.GET.get("sesi", ""))
    context = {"class": training_class, "sessions": sessions, "session": session}
    if session is not None:
        context |= _on_screen(training_class, session)
    part = request.headers.get("HX-Request") and session is not None
    name = "university/parts/room_panel.html" if part else "university/room.html"
    return render(request, name, context)


def _chosen(sessions: list[Session], asked: str) -> Session | None:
    """The session asked for, else the one that is on, else the next, else the last."""
    for session in sessions:
        if asked == str(session.pk):
            return session
    moment = now()
    running = [s for s in sessions if s.window.closes_at >= moment]
    return running[0] if running else (sessions[-1] if sessions else None)


def _on_screen(training_class: TrainingClass, session: Session) -> dict[str, object]:
    """What the screen shows at this second."""
    moment = now()
    timing = session.window.timing(moment)
    is_closed = ClassClosing.objects.filter(training_class=training_class).exists()
    is_on = timing in (Timing.ON_TIME, Timing.LATE) and not is_closed
    shown: dict[str, object] = {"is_on": is_on, "timing": timing.value, "is_closed": is_closed}
    if is_on:
        code = codes.show(room_key(), session.pk, int(moment.timestamp()))
        address = f"{settings.PUBLIC_URL}{reverse('university:scan', args=[code.token])}"
        shown |= {
            "code": code,
            "digits": f"{code.digits[:3]} {code.digits[3:]}",
            "drawn": code_of(address, "room__code"),
            "address": f"{settings.PUBLIC_URL}{reverse('university:digits')}",
        }
    here = Count("attendances", filter=Q(attendances__session=session))
    agencies = list(
        Registration.objects.seated()
        .filter(training_class=training_class)
        .order_by()
        .values("agency__short_name")
        .annotate(here=here, seats=Count("pk", distinct=True))
        .order_by("-here", "agency__short_name")
    )
    shown["agencies"] = agencies[:12]
    shown["more"] = max(0, len(agencies) - 12)
    shown["present"] = sum(row["here"] for row in agencies)
    shown["seats"] = sum(row["seats"] for row in agencies)
    return shown
