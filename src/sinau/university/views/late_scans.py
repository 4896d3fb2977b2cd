"""A scan that waited in the phone until there was a signal again."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.university.actions import record_attendance
from sinau.university.actions.attendance import room_key, session_of_late_digits
from sinau.university.attendance import codes
from sinau.university.models import Session
from sinau.university.models.attendance import AttendanceMethod
from sinau.university.views.attendance import DEVICE_COOKIE, mark_of, remember


@require_POST
def create(request: HttpRequest) -> JsonResponse:
    """Take a scan with its own time, when its code was good then; the answer is for the script.

    `kept` says whether the phone should keep it and try again (only when nobody is signed in).
    """
    user = request.user
    if not user.is_authenticated:
        return _answer(_("Masuk dahulu; pindaian Anda masih tersimpan."), kept=True, status=401)
    if request.POST.get("siapa") != str(user.pk):
        return _answer(_("Pindaian ini milik orang lain di perangkat ini."), kept=True, status=403)
    found = _what_was_seen(request)
    if found is None:
        return _answer(
            _("Kodenya tidak cocok dengan waktu pindaian. Mintalah petugas mencatat Anda."),
            status=422,
        )
    session, moment, method = found
    device = request.COOKIES.get(DEVICE_COOKIE, "") or secrets.token_urlsafe(12)
    try:
        attendance = record_attendance(
            session, user, method=method, at=moment, device=mark_of(device), sent_at=now()
        )
    except Refused as refusal:
        return _answer(str(refusal), status=409)
    url = reverse("university:attendance", args=[attendance.pk])
    response = JsonResponse({"url": url, "said": _("Tercatat."), "kept": False})
    remember(response, device)
    return response


def _what_was_seen(request: HttpRequest) -> tuple[Session, datetime, AttendanceMethod] | None:
    """The session and the moment: a receipt says both, digits need the phone's own clock."""
    second = int(now().timestamp())
    if receipt := request.POST.get("bukti", "")[:120]:
        seen = codes.check_receipt(room_key(), receipt, second, life=codes.LATE_LIFE)
        if isinstance(seen, codes.NotGood):
            return None
        session = get_object_or_404(
            Session.objects.select_related("training_class"), pk=seen[0].session_id
        )
        return session, datetime.fromtimestamp(seen[1], UTC), AttendanceMethod.SCAN
    said = request.POST.get("pada", "")
    if not (said.isascii() and said.isdigit() and len(said) <= 11):
        return None
    moment = int(said)
    if not second - codes.LATE_LIFE <= moment <= second + codes.STEP:
        return None
    assert request.user.is_authenticated
    session_found = session_of_late_digits(request.user, request.POST.get("digits", ""), moment)
    if session_found is None:
        return None
    return session_found, datetime.fromtimestamp(moment, UTC), AttendanceMethod.DIGITS


def _answer(said: str, *, status: int, kept: bool = False) -> JsonResponse:
    return JsonResponse({"said": said, "kept": kept}, status=status)
