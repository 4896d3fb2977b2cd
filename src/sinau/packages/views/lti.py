"""What outside tools ask of us: our key, who opens them, an access token, line items and scores."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.packages.actions import take_score, use_launch
from sinau.packages.actions.tools import read_assertion
from sinau.packages.house_key import house_key
from sinau.packages.lti import claims, jwts, words
from sinau.packages.lti.broken import Broken
from sinau.packages.lti.scores import read_score
from sinau.packages.models import LineItem, Tool, ToolLaunch
from sinau.packages.views.tools import origins_of
from sinau.people.access import PersonRequest, signed_in

_SALT = "sinau.packages.lti"
_TOKEN_SECONDS = 3600
_BODY_BYTES = 50_000


@require_GET
def keys(_request: HttpRequest) -> HttpResponse:
    """The public half of our key."""
    return JsonResponse({"keys": [jwts.as_jwk(house_key().public_key())]})


@csrf_exempt
def authorize(request: HttpRequest) -> HttpResponse:
    """The tool asks who opened it; the answer is sent by the person's own browser."""
    if request.method == "POST":
        # A browser brings our cookie along when it comes by GET only.
        return HttpResponseRedirect(f"{request.path}?{request.POST.urlencode()}"[:12_000])
    return _answered(request)


@signed_in
def _answered(request: PersonRequest) -> HttpResponse:
    said = {name: value for name, value in request.GET.items() if isinstance(value, str)}
    try:
        launch = use_launch(request.user, said)
    except Broken as broken:
        return render(request, "packages/lti_refused.html", {"broken": broken}, status=400)
    token = jwts.make(_claims(launch, said["nonce"]), house_key())
    response = render(
        request,
        "packages/lti_post.html",
        {"url": said["redirect_uri"], "token": token, "state": said.get("state", "")},
    )
    response._csp_update = {  # type: ignore[attr-defined]
        "form-action": origins_of(launch.account.tool)
    }
    response.headers["Cache-Control"] = "no-store"
    return response


def _claims(launch: ToolLaunch, nonce: str) -> dict[str, Any]:
    tool, person, link = launch.account.tool, launch.account.person, launch.link
    assert link is not None
    here = settings.PUBLIC_URL
    frame = claims.Frame(
        issuer=here,
        client_id=tool.client_id,
        deployment_id=str(tool.deployment),
        nonce=nonce,
        sub=str(launch.account.code),
        is_instructor=type(launch.course)
        .objects.kept_by(person)
        .filter(pk=launch.course_id)
        .exists(),
        context_id=str(launch.course_id),
        context_title=launch.course.title,
        platform_id=here,
        platform_name=f"Sinau {settings.CITY_NAME}",
        return_url=here + launch.course.get_absolute_url(),
        locale=translation.get_language() or "id",
        target=link.target_url or tool.target_url,
        name=person.name if tool.tells_name else "",
        email=person.email if tool.tells_email else "",
        custom=link.custom,
    )
    item = link.line_items.filter(is_of_link=True).first()
    return claims.resource_link(
        frame,
        at=now(),
        link_id=str(link.code),
        title=link.title,
        line_items_url=here + reverse("packages:lti_items", args=[tool.code, launch.course_id]),
        line_item_url=_url(item) if item else "",
    )


# ── By programs ─────────────────────────────────────────────────────────────


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """An access token for what the tool proves by its key (LTI Security 4.1)."""
    said = request.POST
    if said.get("grant_type") != "client_credentials":
        return _no("unsupported_grant_type", "Harus client_credentials.")
    if said.get("client_assertion_type") != words.ASSERTION_TYPE:
        return _no("invalid_request", "Jenis bukti harus jwt-bearer.")
    proof = said.get("client_assertion", "")
    try:
        tool = _tool_of(jwts.issuer_said(proof))
        if tool is None:
            raise Broken("LTI Security 1.0, 4.1.1 (iss)", "Alat tidak dikenal.")
        read_assertion(tool, proof)
    except Broken as broken:
        return _no("invalid_client", str(broken), status=401)
    scopes = [one for one in said.get("scope", "").split() if one in words.SCOPES]
    if not scopes:
        return _no("invalid_scope", "Lingkup tidak dikenal.")
    response = JsonResponse(
        {
            "access_token": signing.dumps([tool.client_id, scopes], salt=_SALT),
            "token_type": "Bearer",
            "expires_in": _TOKEN_SECONDS,
            "scope": " ".join(scopes),
        }
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _tool_of(code: str) -> Tool | None:
    try:
        return Tool.objects.usable().filter(code=code).first()
    except (ValidationError, ValueError):
        return None


def _no(error: str, text: str, *, status: int = 400) -> HttpResponse:
    return JsonResponse({"error": error, "error_description": text}, status=status)


Service = Callable[..., HttpResponse]


def _with_scope(method: str, *scopes: str) -> Callable[[Service], Service]:
    """Only for the tool in the address, with a token for one of these scopes."""

    def wrap(view: Service) -> Service:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, code: UUID, **named: Any) -> HttpResponse:
            if request.method != method:
                return HttpResponse(status=405, headers={"Allow": method})
            kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
            try:
                client, granted = signing.loads(secret, salt=_SALT, max_age=_TOKEN_SECONDS)
            except signing.BadSignature:
                return _no("invalid_token", "Token tidak dikenal atau sudah lewat.", status=401)
            tool = _tool_of(client)
            if kind.lower() != "bearer" or tool is None or tool.code != code:
                return _no("invalid_token", "Token bukan untuk alat ini.", status=401)
            if not set(scopes) & set(granted):
                return _no("insufficient_scope", "Token tidak memuat lingkup ini.", status=403)
            try:
                return view(request, tool, **named)
            except LineItem.DoesNotExist:
                return _no("not_found", "Butir nilai tidak ada.", status=404)
            except (Broken, Refused) as trouble:
                return _no("refused", str(trouble), status=400)

        return guarded

    return wrap


@_with_scope("GET", words.SCOPE_LINE_ITEM, words.SCOPE_LINE_ITEM_READ)
def items(_request: HttpRequest, tool: Tool, course: int) -> HttpResponse:
    """The line items of the tool in a course."""
    rows = LineItem.objects.filter(tool=tool, course=course).select_related("tool", "link")
    said = [_described(row) for row in rows[:500]]
    return JsonResponse(said, safe=False, content_type=words.LINE_ITEMS)


@_with_scope("GET", words.SCOPE_LINE_ITEM, words.SCOPE_LINE_ITEM_READ)
def item(_request: HttpRequest, tool: Tool, pk: int) -> HttpResponse:
    """One line item."""
    return JsonResponse(_described(_item(tool, pk)), content_type=words.LINE_ITEM)


@_with_scope("POST", words.SCOPE_SCORE)
def score(request: HttpRequest, tool: Tool, pk: int) -> HttpResponse:
    """The tool says how far a person is."""
    if request.content_type != words.SCORE:
        return _no("unsupported_media_type", f"Harus {words.SCORE}. (AGS 2.0, 3.4)", status=415)
    if len(request.body) > _BODY_BYTES:
        return _no("too_large", "Nilai terlalu panjang.", status=413)
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Broken("AGS 2.0, 3.4", "Nilai bukan JSON.") from None
    take_score(_item(tool, pk), read_score(said))
    return HttpResponse(status=204)


@_with_scope("GET", words.SCOPE_RESULT)
def results(_request: HttpRequest, tool: Tool, pk: int) -> HttpResponse:
    """What is kept of everybody in a line item."""
    one = _item(tool, pk)
    said = [
        {
            "id": f"{_url(one)}/results/{row.account.code}",
            "scoreOf": _url(one),
            "userId": str(row.account.code),
            "resultScore": float(row.given * one.score_maximum / row.maximum),
            "resultMaximum": float(one.score_maximum),
            "comment": row.comment,
        }
        for row in one.scores.filter(grading_progress="FullyGraded").select_related("account")[:500]
        if row.given is not None and row.maximum
    ]
    return JsonResponse(said, safe=False, content_type=words.RESULTS)


def _item(tool: Tool, pk: int) -> LineItem:
    return LineItem.objects.select_related("tool", "link").get(tool=tool, pk=pk)


def _url(one: LineItem) -> str:
    return settings.PUBLIC_URL + reverse("packages:lti_item", args=[one.tool.code, one.pk])


def _described(one: LineItem) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": _url(one),
        "label": one.label,
        "scoreMaximum": float(one.score_maximum),
        "resourceId": one.resource_id,
        "tag": one.tag,
    }
    return said | ({"resourceLinkId": str(one.link.code)} if one.link else {})
