"""Be recorded in a room: scan, sign in if need be, say yes; or type six digits; or an officer's mark."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import (
    mark_by_hand,
    record_attendance,
    session_of_digits,
    unmark,
)
from sinau.university.actions.attendance import WrongDigits, open_sessions, room_key
from sinau.university.attendance import codes
from sinau.university.forms import DigitsForm, ReasonForm
from sinau.university.models import Attendance, Registration, Session, TrainingClass
from sinau.university.models.attendance import AttendanceMethod

RECEIPT_COOKIE = "sinau_hadir"
DEVICE_COOKIE = "sinau_perangkat"
DEVICE_LIFE = 400 * 24 * 60 * 60


def _second() -> int:
    return int(now().timestamp())


@never_cache
def update(request: HttpRequest, token: str) -> HttpResponse:
    """A scan: the code is checked at once and its receipt kept, so signing in may take its time."""
    seen = codes.check(room_key(), token, _second())
    if isinstance(seen, codes.NotGood):
        context = {"reason": seen.reason, "is_signed_in": request.user.is_authenticated}
        return render(request, "university/scan_again.html", context, status=410)
    response = redirect("university:attendance_confirm")
    response.set_cookie(
        RECEIPT_COOKIE,
        codes.give_receipt(room_key(), seen.session_id, _second()),
        max_age=codes.RECEIPT_LIFE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@signed_in
@never_cache
def create(request: PersonRequest) -> HttpResponse:
    """With the receipt in hand: who, which session, and one button."""
    receipt = request.COOKIES.get(RECEIPT_COOKIE, "")
    found = codes.check_receipt(room_key(), receipt, _second())
    if isinstance(found, codes.NotGood):
        lost = {"reason": found.reason, "is_signed_in": True}
        return _without_receipt(render(request, "university/scan_again.html", lost, status=410))
    seen, second = found
    session = get_object_or_404(
        Session.objects.select_related("training_class"), pk=seen.session_id
    )
    if request.method != "POST":
        context = {
            "session": session,
            "class": session.training_class,
            "scanned_at": datetime.fromtimestamp(second, UTC),
            "receipt": receipt,
        }
        return render(request, "university/attend.html", context)
    device = request.COOKIES.get(DEVICE_COOKIE, "") or secrets.token_urlsafe(12)
    attendance = record_attendance(
        session,
        request.user,
        method=AttendanceMethod.SCAN,
        at=datetime.fromtimestamp(second, UTC),
        device=mark_of(device),
    )
    return remember(_without_receipt(redirect("university:attendance", attendance.pk)), device)


def mark_of(device: str) -> str:
    """What is kept of the browser's random number: enough to compare, nothing to find it by."""
    return hashlib.sha256(f"{settings.SECRET_KEY}:{device}".encode()).hexdigest()[:16]


def _without_receipt(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(RECEIPT_COOKIE, samesite="Lax")
    return response


def remember(response: HttpResponse, device: str) -> HttpResponse:
    """The browser keeps its random number."""
    response.set_cookie(
        DEVICE_COOKIE,
        device[:64],
        max_age=DEVICE_LIFE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@signed_in
@never_cache
def new(request: PersonRequest) -> HttpResponse:
    """Type the six digits when the camera does not help."""
    form = DigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            session = session_of_digits(request.user, form.cleaned_data["digits"])
        except WrongDigits:
            form.add_error(
                "digits",
                _(
                    "Angka ini tidak sesuai dengan layar kelas Anda. Ketik angka yang tampil sekarang."
                ),
            )
        else:
            device = request.COOKIES.get(DEVICE_COOKIE, "") or secrets.token_urlsafe(12)
            attendance = record_attendance(
                session,
                request.user,
                method=AttendanceMethod.DIGITS,
                device=mark_of(device),
            )
            return remember(redirect("university:attendance", attendance.pk), device)
    context = {"form": form, "sessions": open_sessions(request.user)}
    status = 422 if form.errors else 200
    return render(request, "university/digits.html", context, status=status)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The green page: name, time, and which number one is on the list."""
    attendance = get_object_or_404(
        Attendance.objects.select_related("session__training_class", "registration"),
        pk=pk,
        registration__person=request.user,
    )
    turn = Attendance.objects.filter(session=attendance.session, pk__lte=attendance.pk).count()
    context = {
        "attendance": attendance,
        "session": attendance.session,
        "class": attendance.session.training_class,
        "turn": turn,
    }
    return render(request, "university/attended.html", context)


@signed_in
def remove(request: PersonRequest, pk: int, attendance: int) -> HttpResponse:
    """An officer takes back, with a reason, a mark made by hand."""
    training_class = get_object_or_404(TrainingClass.objects.kept_by(request.user), pk=pk)
    found = get_object_or_404(
        Attendance.objects.select_related("session__training_class", "registration__person"),
        pk=attendance,
        session__training_class=training_class,
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        unmark(found, reason=form.cleaned_data["reason"], by=request.user)
        name = found.registration.person.name
        messages.success(request, _("Catatan hadir %(name)s dihapus.") % {"name": name})
        return redirect(f"{reverse('university:participants', args=[pk])}?sesi={found.session_id}")
    context = {"form": form, "class": training_class, "attendance": found}
    return render(request, "university/unmark.html", context, status=422 if form.errors else 200)


@signed_in
def edit(request: PersonRequest, pk: int, registration: int, session: int) -> HttpResponse:
    """An officer writes down, with a reason, that somebody was there."""
    training_class = get_object_or_404(TrainingClass.objects.kept_by(request.user), pk=pk)
    participant = get_object_or_404(
        Registration.objects.seated().select_related("person"),
        pk=registration,
        training_class=training_class,
    )
    found = get_object_or_404(training_class.sessions, pk=session)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mark_by_hand(found, participant, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("%(name)s dicatat hadir.") % {"name": participant.person.name})
        return redirect(f"{reverse('university:participants', args=[pk])}?sesi={found.pk}")
    context = {"form": form, "class": training_class, "participant": participant, "session": found}
    return render(request, "university/mark.html", context, status=422 if form.errors else 200)
