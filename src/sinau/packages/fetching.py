"""The fetch URL of cmi5 (8.2): good once, gives the pass with which the unit speaks to the store."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from sinau.kernel.clock import now
from sinau.packages import guard
from sinau.packages.models import Session
from sinau.records.callers import as_basic, digest_of
from sinau.records.clients import give_pass
from sinau.records.models import Scope

PREFIX = "/ambil/"
GOOD_FOR_MINUTES = 24 * 60
_SCOPES = (Scope.STATEMENTS_WRITE, Scope.STATEMENTS_READ_MINE, Scope.STATE, Scope.PROFILE)
# 8.2.3.2: the kinds of trouble a unit is told.
ALREADY_IN_USE, GENERAL, EXPIRED = "1", "2", "3"


def answer(request: HttpRequest) -> HttpResponse:
    """The token, or what is wrong; always 200 with JSON, as cmi5 asks (8.2.2.0-3)."""
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204))
    if request.method != "POST":
        return _open(HttpResponse(status=405, headers={"Allow": "POST, OPTIONS"}))
    code, _slash, secret = request.path_info.removeprefix(PREFIX).partition("/")
    return _open(JsonResponse(_fetched(code, secret)))


@transaction.atomic
def _fetched(code: str, secret: str) -> dict[str, str]:
    try:
        session = (
            Session.objects.select_for_update(of=("self",))
            .select_related("registration__person", "unit__package")
            .filter(code=code)
            .first()
        )
    except (ValidationError, ValueError):
        session = None
    if session is None or not hmac.compare_digest(session.fetch_digest, digest_of(secret)):
        return _trouble(GENERAL, "Alamat pengambilan ini tidak dikenal.")
    if not session.is_open:
        return _trouble(EXPIRED, "Sesi ini sudah berakhir; luncurkan sekali lagi.")
    if session.fetched_at is not None:
        return _trouble(ALREADY_IN_USE, "Token sudah diambil; alamat ini hanya berlaku sekali.")
    session.fetched_at = session.heard_at = now()
    session.save(update_fields=["fetched_at", "heard_at"])
    token = give_pass(
        session.registration.person,
        scopes=_SCOPES,
        minutes=GOOD_FOR_MINUTES,
        registration=str(session.registration.code),
        guard=guard.NAME,
        subject=str(session.code),
        origins=_origins(session),
    )
    return {"auth-token": as_basic(token)}


def _origins(session: Session) -> list[str]:
    content = [settings.CONTENT_URL] if settings.CONTENT_URL else []
    if not session.unit.is_elsewhere:
        return content
    parts = urlsplit(session.unit.url)
    return [*content, f"{parts.scheme.lower()}://{parts.netloc.lower()}"]


def _trouble(code: str, text: str) -> dict[str, str]:
    return {"error-code": code, "error-text": text}


def _open(response: HttpResponse) -> HttpResponse:
    """Any site may call: the secret in the address is what counts, and no cookie is looked at."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "POST, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type, Authorization"
    response.headers["Cache-Control"] = "no-store"
    return response
