"""What outside tools ask of us: our key, who opens them, an access token, line items and scores."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.packages.actions import take_score, use_launch
from sinau.packages.actions.tools import as_uuid, drop_item, hear_choice, keep_item, read_assertion
from sinau.packages.house_key import house_key, house_keys
from sinau.packages.lti import claims, jwts, words
from sinau.packages.lti.broken import Broken
from sinau.packages.lti.scores import read_item, read_score
from sinau.packages.models import LineItem, Tool, ToolLaunch, ToolScore
from sinau.packages.views.tools import origins_of
from sinau.people.access import PersonRequest, signed_in

_SALT = "sinau.packages.lti"
_TOKEN_SECONDS = 3600
_BODY_BYTES = 50_000
_ROWS = 100


@require_GET
def keys(_request: HttpRequest) -> HttpResponse:
    """The public halves of our key and of the one before it."""
    return JsonResponse({"keys": [jwts.as_jwk(key.public_key()) for key in house_keys()]})


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
        target=(link.target_url if link else "") or tool.target_url,
        name=person.name if tool.tells_name else "",
        email=person.email if tool.tells_email else "",
        custom=link.custom if link else {},
    )
    if link is None:
        back = here + reverse("packages:lti_choice")
        return claims.deep_linking(frame, at=now(), return_url=back, data=str(launch.code))
    item = link.line_items.filter(is_of_link=True).first()
    return claims.resource_link(
        frame,
        at=now(),
        link_id=str(link.code),
        title=link.title,
        line_items_url=here + reverse("packages:lti_items", args=[tool.code, launch.course_id]),
        line_item_url=_url(item) if item else "",
    )


@csrf_exempt
@require_POST
def choice(request: HttpRequest) -> HttpResponse:
    """The tool says what was chosen in it; the officer confirms that on a page of ours."""
    try:
        launch = hear_choice(request.POST.get("JWT", "")[: jwts.LONGEST])
    except Broken as broken:
        return render(request, "packages/lti_refused.html", {"broken": broken}, status=400)
    # Sent by a page of the tool, so without our cookie; the next page comes with it.
    return HttpResponseRedirect(reverse("packages:tool_choice", args=[launch.code]))


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


def _with_scope(**scopes: tuple[str, ...]) -> Callable[[Service], Service]:
    """Only for the tool in the address, with a token for one of the scopes that its method needs."""

    def wrap(view: Service) -> Service:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, code: UUID, **named: Any) -> HttpResponse:
            if request.method not in scopes:
                return HttpResponse(status=405, headers={"Allow": ", ".join(scopes)})
            kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
            try:
                client, granted = signing.loads(secret, salt=_SALT, max_age=_TOKEN_SECONDS)
            except signing.BadSignature:
                return _no("invalid_token", "Token tidak dikenal atau sudah lewat.", status=401)
            tool = _tool_of(client)
            if kind.lower() != "bearer" or tool is None or tool.code != code:
                return _no("invalid_token", "Token bukan untuk alat ini.", status=401)
            if not set(scopes[request.method]) & set(granted):
                return _no("insufficient_scope", "Token tidak memuat lingkup ini.", status=403)
            try:
                return view(request, tool, **named)
            except LineItem.DoesNotExist:
                return _no("not_found", "Butir nilai tidak ada.", status=404)
            except (Broken, Refused) as trouble:
                return _no("refused", str(trouble), status=400)

        return guarded

    return wrap


_READ = (words.SCOPE_LINE_ITEM, words.SCOPE_LINE_ITEM_READ)
_WRITE = (words.SCOPE_LINE_ITEM,)


@_with_scope(GET=_READ, POST=_WRITE)
def items(request: HttpRequest, tool: Tool, course: int) -> HttpResponse:
    """The line items of the tool in a course, by pages (AGS 3.2.1), or one more."""
    if not tool.links.filter(course=course).exists():
        return _no("not_found", "Kursus ini tidak memakai alat.", status=404)
    if request.method == "POST":
        one = keep_item(tool, course, read_item(_body(request, words.LINE_ITEM)))
        return JsonResponse(_described(one), content_type=words.LINE_ITEM, status=201)
    rows = LineItem.objects.filter(tool=tool, course=course).select_related("tool", "link")
    for name, field in (("resource_id", "resource_id"), ("tag", "tag")):
        if name in request.GET:
            rows = rows.filter(**{field: request.GET[name][:255]})
    if "resource_link_id" in request.GET:
        # Links without a number do not count as those of no number.
        rows = rows.filter(link__isnull=False, link__code=as_uuid(request.GET["resource_link_id"]))
    return _page(request, rows, _described, words.LINE_ITEMS)


@_with_scope(GET=_READ, PUT=_WRITE, DELETE=_WRITE)
def item(request: HttpRequest, tool: Tool, pk: int) -> HttpResponse:
    """One line item, read, written anew or dropped."""
    one = _item(tool, pk)
    if request.method == "DELETE":
        drop_item(one)
        return HttpResponse(status=204)
    if request.method == "PUT":
        said = read_item(_body(request, words.LINE_ITEM))
        one = keep_item(tool, one.course_id, said, held=one)
    return JsonResponse(_described(one), content_type=words.LINE_ITEM)


def _page(
    request: HttpRequest, rows: QuerySet[Any], say: Callable[[Any], Any], content_type: str
) -> HttpResponse:
    """At most `limit` rows, and where the next ones are (AGS 3.2.1, RFC 8288)."""
    limit = min(_number(request.GET.get("limit"), _ROWS) or _ROWS, _ROWS)
    page = Paginator(rows, limit).get_page(_number(request.GET.get("page"), 1))
    response = JsonResponse([say(row) for row in page], safe=False, content_type=content_type)
    if page.has_next():
        said = request.GET.copy()
        said["limit"], said["page"] = str(limit), str(page.next_page_number())
        where = f"{settings.PUBLIC_URL}{request.path}?{said.urlencode()}"
        response.headers["Link"] = f'<{where}>; rel="next"'
    return response


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) < 7 else otherwise


def _body(request: HttpRequest, content_type: str) -> Any:
    if request.content_type != content_type:
        raise Broken("AGS 2.0, 3", f"Jenis isi harus {content_type}.")
    if len(request.body) > _BODY_BYTES:
        raise Broken("AGS 2.0, 3", "Isi terlalu panjang.")
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise Broken("AGS 2.0, 3", "Isi bukan JSON.") from None


@_with_scope(POST=(words.SCOPE_SCORE,))
def score(request: HttpRequest, tool: Tool, pk: int) -> HttpResponse:
    """The tool says how far a person is."""
    said = _body(request, words.SCORE)
    take_score(_item(tool, pk), read_score(said))
    return HttpResponse(status=204)


@_with_scope(GET=(words.SCOPE_RESULT,))
def results(request: HttpRequest, tool: Tool, pk: int) -> HttpResponse:
    """What is kept of everybody, or of one (`user_id`), in a line item (AGS 3.3)."""
    one = _item(tool, pk)
    rows = one.scores.filter(
        grading_progress="FullyGraded", given__isnull=False, maximum__gt=0
    ).select_related("account")
    if "user_id" in request.GET:
        rows = rows.filter(account__code=as_uuid(request.GET["user_id"]))
    return _page(request, rows, partial(_result, one), words.RESULTS)


def _result(one: LineItem, row: ToolScore) -> dict[str, Any]:
    assert row.given is not None and row.maximum
    return {
        "id": f"{_url(one)}/results/{row.account.code}",
        "scoreOf": _url(one),
        "userId": str(row.account.code),
        "resultScore": float(row.given * one.score_maximum / row.maximum),
        "resultMaximum": float(one.score_maximum),
        "comment": row.comment,
    }


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
