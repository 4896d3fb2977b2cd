"""The screen in the room: a code that changes, six digits, and how many are here."""

from __future__ import annotations

import io

import segno
from django.conf import settings
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import never_cache

from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions.attendance import room_key
from sinau.university.attendance import codes
from sinau.university.attendance.windows import Timing
from sinau.university.models import Attendance, ClassClosing, Session, TrainingClass


@signed_in
@never_cache
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The code of one session; asked again by htmx, or by the page itself without scripts."""
    training_class = get_object_or_404(
        TrainingClass.objects.kept_by(request.user).select_related("agency"), pk=pk
    )
    sessions = list(training_class.sessions.all())
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
            "drawn": _draw(address),
            "address": f"{settings.PUBLIC_URL}{reverse('university:digits')}",
        }
    agencies = list(
        Attendance.objects.filter(session=session)
        .values("registration__agency__short_name")
        .annotate(count=Count("pk"))
        .order_by("-count", "registration__agency__short_name")
    )
    shown["agencies"] = agencies[:12]
    shown["present"] = sum(row["count"] for row in agencies)
    return shown


def _draw(address: str) -> SafeString:
    """The address as a code that grows with the page."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn,
        kind="svg",
        border=3,
        dark="#111",
        light="#fff",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        svgclass="room__code",
        lineclass=None,
    )
    return mark_safe(drawn.getvalue().decode())
