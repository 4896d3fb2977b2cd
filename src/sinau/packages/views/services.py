"""The services that outside tools call: a token, line items, scores, and who takes part in a course."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sinau.kernel.refusals import Refused
from sinau.packages.actions import take_score
from sinau.packages.actions.grading import drop_item, keep_item
from sinau.packages.actions.partners import as_uuid
from sinau.packages.actions.tools import accounts_of, read_assertion
from sinau.packages.lti import jwts, words
from sinau.packages.lti.broken import Broken
from sinau.packages.lti.members import Member, described
from sinau.packages.lti.scores import read_item, read_score
from sinau.packages.models import LineItem, Tool, ToolScore
from sinau.people.models import Person
from sinau.university.models import Course

_SALT = "sinau.packages.lti"
_TOKEN_SECONDS = 3600
_BODY_BYTES = 50_000
_ROWS = 100


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """An access token for what the tool proves by its key (LTI Security 4.1)."""
    said = request.POST
    if said.get("grant_type") != "client_credentials":
        return refusal("unsupported_grant_type", "Harus client_credentials.")
    if said.get("client_assertion_type") != words.ASSERTION_TYPE:
        return refusal("invalid_request", "Jenis bukti harus jwt-bearer.")
    proof = said.get("client_assertion", "")
    try:
        tool = _tool_of(jwts.issuer_said(proof))
        if tool is None:
            raise Broken("LTI Security 1.0, 4.1.1 (iss)", "Alat tidak dikenal.")
        read_assertion(tool, proof)
    except Broken as broken:
        return refusal("invalid_client", str(broken), status=401)
    offered = words.SCOPES if tool.lists_people else words.GRADES
    scopes = [one for one in said.get("scope", "").split() if one in offered]
    if not scopes:
        return refusal("invalid_scope", "Lingkup tidak dikenal.")
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


def refusal(error: str, text: str, *, status: int = 400) -> HttpResponse:
    """What a program is told that asks wrongly (RFC 6749, 5.2)."""
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
                return refusal("invalid_token", "Token tidak dikenal atau sudah lewat.", status=401)
            tool = _tool_of(client)
            if kind.lower() != "bearer" or tool is None or tool.code != code:
                return refusal("invalid_token", "Token bukan untuk alat ini.", status=401)
            if not set(scopes[request.method]) & set(granted):
                return refusal("insufficient_scope", "Token tidak memuat lingkup ini.", status=403)
            try:
                return view(request, tool, **named)
            except LineItem.DoesNotExist:
                return refusal("not_found", "Butir nilai tidak ada.", status=404)
            except (Broken, Refused) as trouble:
                return refusal("refused", str(trouble), status=400)

        return guarded

    return wrap


_READ = (words.SCOPE_LINE_ITEM, words.SCOPE_LINE_ITEM_READ)
_WRITE = (words.SCOPE_LINE_ITEM,)


@_with_scope(GET=_READ, POST=_WRITE)
def items(request: HttpRequest, tool: Tool, course: int) -> HttpResponse:
    """The line items of the tool in a course, by pages (AGS 3.2.1), or one more."""
    if not tool.links.filter(course=course).exists():
        return refusal("not_found", "Kursus ini tidak memakai alat.", status=404)
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
    page = _cut(request, rows)
    response = JsonResponse([say(row) for row in page], safe=False, content_type=content_type)
    return _with_next(request, response, page)


def _cut(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    limit = min(_number(request.GET.get("limit"), _ROWS) or _ROWS, _ROWS)
    return Paginator(rows, limit).get_page(_number(request.GET.get("page"), 1))


def _with_next(request: HttpRequest, response: HttpResponse, page: Page[Any]) -> HttpResponse:
    if page.has_next():
        said = request.GET.copy()
        said["limit"], said["page"] = str(page.paginator.per_page), str(page.next_page_number())
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
        "id": f"{item_url(one)}/results/{row.account.code}",
        "scoreOf": item_url(one),
        "userId": str(row.account.code),
        "resultScore": float(row.given * one.score_maximum / row.maximum),
        "resultMaximum": float(one.score_maximum),
        "comment": row.comment,
    }


def _item(tool: Tool, pk: int) -> LineItem:
    return LineItem.objects.select_related("tool", "link").get(tool=tool, pk=pk)


def item_url(one: LineItem) -> str:
    """The address of a line item, as tools know it."""
    return settings.PUBLIC_URL + reverse("packages:lti_item", args=[one.tool.code, one.pk])


def _described(one: LineItem) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": item_url(one),
        "label": one.label,
        "scoreMaximum": float(one.score_maximum),
        "resourceId": one.resource_id,
        "tag": one.tag,
    }
    return said | ({"resourceLinkId": str(one.link.code)} if one.link else {})


@_with_scope(GET=(words.SCOPE_PEOPLE,))
def people(request: HttpRequest, tool: Tool, course: int) -> HttpResponse:
    """Who takes part in a course that has something of the tool (NRPS 2.0), as its officer allows it."""
    found = Course.objects.filter(pk=course, pk__in=tool.links.values("course")).first()
    if found is None or not tool.lists_people:
        return refusal("not_found", "Kursus ini tidak memakai alat.", status=404)
    link = None
    if "rlid" in request.GET:
        link = tool.links.filter(course=found, code=as_uuid(request.GET["rlid"])).first()
        if link is None:
            return refusal("not_found", "Bahan dengan nomor itu tidak ada.", status=404)
    page = _cut(request, _taking_part(found, request.GET.get("role", "")))
    codes = accounts_of(tool, list(page))
    members = [
        Member(
            user_id=str(codes[person.pk]),
            is_instructor=person.pk == found.owner_id,
            is_learner=person.is_learner,
            name=person.name if tool.tells_name else "",
            email=person.email if tool.tells_email else "",
        )
        for person in page
    ]
    said = {
        "id": settings.PUBLIC_URL + reverse("packages:lti_people", args=[tool.code, found.pk]),
        "context": {"id": str(found.pk), "title": found.title},
        "members": [described(one, custom=link.custom if link else None) for one in members],
    }
    return _with_next(request, JsonResponse(said, content_type=words.PEOPLE), page)


def _taking_part(course: Course, role: str) -> QuerySet[Any]:
    """Who serves the city and has begun the course, and who answers for it; of one role when asked."""
    begun = Exists(course.enrolments.filter(person=OuterRef("pk")))
    rows: QuerySet[Any] = Person.objects.serving().annotate(is_learner=begun).order_by("pk")
    if not role:
        return rows.filter(Q(is_learner=True) | Q(pk=course.owner_id))
    if role in (words.LEARNER, "Learner"):
        return rows.filter(is_learner=True)
    return rows.filter(pk=course.owner_id if role in (words.INSTRUCTOR, "Instructor") else None)
