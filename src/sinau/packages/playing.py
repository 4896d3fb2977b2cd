"""The page around a SCORM unit, at the address for content: it holds the API the unit looks for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from sinau.packages.actions.attempting import commit, given, open_attempt, version_of
from sinau.packages.models import Session
from sinau.packages.scorm.elements import RESPONSES, SCORM_12, SCORM_2004, groups
from sinau.packages.scorm.runtime import CODES, BadCommit

_FILES = "berkas"
COMMIT_AT_MOST = 2 * 1024 * 1024
_ASSETS = {
    "scorm-player.js": "text/javascript; charset=utf-8",
    "scorm-player.css": "text/css; charset=utf-8",
}
# Not in `js`: what stands there is in the bundle of every page.
_FOLDER = Path(__file__).parent / "static" / "packages" / "player"


def answer(request: HttpRequest, rest: list[str]) -> HttpResponse:
    """The page, what it needs, or what a unit keeps with us."""
    from sinau.packages.content import nothing, over, session_of

    token, what = (*rest, "")[:2]
    if token == _FILES:
        return _asset(what) or nothing()
    session = session_of(token)
    if session is None or version_of(session) not in ("1.2", "2004"):
        return over()
    if what == "catat" and request.method == "POST":
        return _commit(request, session)
    if what == "" and request.method in ("GET", "HEAD"):
        return _page(request, session, token)
    return nothing()


def _asset(name: str) -> HttpResponse | None:
    if name not in _ASSETS:
        return None
    return HttpResponse((_FOLDER / name).read_bytes(), content_type=_ASSETS[name])


def _page(request: HttpRequest, session: Session, token: str) -> HttpResponse:
    attempt = open_attempt(session)
    version = version_of(session)
    back = request.GET.get("kembali", "")
    setup = {
        "version": version,
        "isSco": session.unit.more.get("is_sco", True),
        "serial": attempt.serial,
        "values": given(session, attempt),
        "model": model_data(version),
        "commit": f"/putar/{token}/catat",
        "launch": f"/isi/{token}/{session.unit.url}",
        "closed": not session.is_open,
    }
    html = render_to_string(
        "packages/player.html",
        {
            "title": session.unit.title,
            "package": session.unit.package.title,
            "setup": json.dumps(setup, ensure_ascii=False),
            "back": back if back.startswith(f"{settings.PUBLIC_URL}/") else settings.PUBLIC_URL,
        },
    )
    return HttpResponse(html, headers={"Cache-Control": "no-store"})


def model_data(version: str) -> dict[str, Any]:
    """The data model as the adapter in the page follows it."""
    elements = SCORM_12 if version == "1.2" else SCORM_2004
    return {
        "elements": {
            name: [each.access, each.kind.as_data(), each.default]
            for name, each in elements.items()
        },
        "groups": {
            name: [list(kids), is_list] for name, (kids, is_list) in groups(version).items()
        },
        "codes": CODES[version],
        "responses": RESPONSES,
    }


def _commit(request: HttpRequest, session: Session) -> HttpResponse:
    from sinau.packages.content import said_json

    said = said_json(request, COMMIT_AT_MOST)
    if (
        not isinstance(said, dict)
        or not isinstance(said.get("values"), dict)
        or type(said.get("serial")) is not int
    ):
        return JsonResponse({"error": "unreadable"}, status=400)
    try:
        attempt = commit(
            session,
            said["values"],
            serial=min(max(said["serial"], 0), 2_000_000_000),
            finished=said.get("finished") is True,
        )
    except BadCommit as bad:
        return JsonResponse({"error": "refused", "name": bad.name, "code": bad.code}, status=422)
    if attempt is None:
        return JsonResponse({"error": "over"}, status=410)
    return JsonResponse({"serial": attempt.serial, "status": attempt.status})
