"""Articles for programs: list, read, draft, revise without overwriting anybody, submit."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sinau.kernel.api import (
    ApiRequest,
    Field,
    Problem,
    ProblemDocument,
    Query,
    Router,
    Schema,
    Status,
    answers,
    needs,
)
from sinau.knowledge import actions
from sinau.knowledge.actions.articles import Meaning, Text, text_of
from sinau.knowledge.api.cursors import CursorQuery, Strand, strand_of
from sinau.knowledge.api.scopes import READ, WRITE
from sinau.knowledge.forms import agencies_for
from sinau.knowledge.models import Article, ArticleKind, ArticleStatus, Revision
from sinau.people.models import Agency, Audience, Role

router = Router(tags=["pengetahuan"])
prefix = "knowledge"
_KINDS = "|".join(ArticleKind.values)
_AUDIENCES = "|".join(Audience.values)
_LETTERS = 200_000


class ArticleOut(Schema):
    """An article as lists show it."""

    slug: str
    title: str
    summary: str
    kind: str
    status: str
    agency: str = Field(description="Kode perangkat daerah pemiliknya.")
    audience: str
    sectors: list[str]
    legal_basis: list[str] = Field(description="Peraturan yang dikutip.")
    created_at: dt.datetime
    updated_at: dt.datetime
    verified_at: dt.datetime | None = None
    review_due: dt.date | None = None
    needs_check: bool = Field(description="Peraturan yang menjadi dasarnya berubah.")
    url: str


class PassageRef(Schema):
    """A section that can be cited."""

    heading: str
    anchor: str
    url: str


class RevisionOut(Schema):
    """One text the article has had."""

    number: int
    title: str
    state: str
    note: str
    written_by: str
    written_at: dt.datetime


class ArticleWhole(ArticleOut):
    """An article with its text, its sections and, for those who may write it, its revisions."""

    body: str = Field(description="Markdown: naskah terverifikasi, atau draf bila belum ada.")
    revision: int = Field(description="Nomor revisi naskah ini.")
    newest_revision: int = Field(description="Nomor revisi terakhir; dasar If-Match.")
    source_url: str
    passages: list[PassageRef]
    revisions: list[RevisionOut]


class TextIn(Schema):
    """A text."""

    title: str = Field(min_length=1, max_length=200)
    body: str = Field(min_length=1, max_length=_LETTERS, description="Markdown.")
    summary: str = Field("", max_length=400)
    legal_basis: list[str] = Field(default=[], max_length=30)


class DraftIn(TextIn):
    """A new article."""

    kind: str = Field(ArticleKind.ARTICLE, pattern=f"^({_KINDS})$")
    agency: str = Field("", max_length=40, description="Kode; kosong: tempat orang ini bekerja.")
    audience: str = Field(Audience.AGENCY, pattern=f"^({_AUDIENCES})$")
    sectors: list[str] = Field(default=[], max_length=12)
    reference: str = Field(
        "", max_length=200, description="Nama Anda untuk naskah ini; diulang, drafnya tetap satu."
    )
    source_url: str = Field("", max_length=300, pattern="^(https?://[^ ]*)?$")


class RevisionIn(TextIn):
    """A newer text."""

    note: str = Field("", max_length=200, description="Apa yang berubah dan mengapa.")


class ArticleQuery(CursorQuery):
    """Which articles are wanted."""

    kind: str = Field("", max_length=20)
    status: str = Field("", max_length=20)
    agency: str = Field("", max_length=40, description="Kode perangkat daerah.")
    sector: str = Field("", max_length=80)
    changed_since: dt.datetime | None = Field(
        None, description="Berubah pada atau setelah saat ini."
    )


@router.get("/articles", auth=needs(READ), response=answers(200, Strand[ArticleOut]))
def list_articles(
    request: ApiRequest, response: HttpResponse, wanted: Query[ArticleQuery]
) -> dict[str, Any]:
    """Artikel yang boleh dibaca orang yang diwakili token, menurut waktu berubahnya."""
    rows = Article.objects.visible_to(request.user).open_ones().select_related("agency")
    rows = (
        rows.filter(status=wanted.status)
        if wanted.status
        else rows.exclude(status=ArticleStatus.RETIRED)
    )
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.agency:
        rows = rows.filter(agency__code=wanted.agency)
    if wanted.sector:
        rows = rows.filter(sectors__contains=[wanted.sector])
    if wanted.changed_since:
        rows = rows.filter(updated_at__gte=_with_zone(wanted.changed_since))
    return strand_of(request, response, rows, wanted, lambda row: _shown(request, row))


@router.get(
    "/articles/{slug:slug}", auth=needs(READ), response=answers(200, ArticleWhole, 304, None)
)
def show_article(
    request: ApiRequest, response: HttpResponse, slug: str
) -> dict[str, Any] | Status[None]:
    """Satu artikel; kepala ETag menyebut versinya, If-None-Match menghemat kiriman ulang."""
    article = get_object_or_404(_readable(request), slug=slug)
    tag = etag(article)
    response["ETag"] = tag
    if tag in _tags(request.headers.get("If-None-Match", "")):
        return Status(304, None)
    return _whole(request, article)


@router.post("/articles", auth=needs(WRITE), response=answers(200, ArticleWhole, 201, ArticleWhole))
def create_draft(
    request: ApiRequest, response: HttpResponse, said: DraftIn
) -> Status[dict[str, Any]]:
    """Draf baru; dengan `reference` yang sama, permintaan kedua menjawab draf yang sudah ada."""
    agency = _agency(request, said.agency)
    source = _source(request, said.reference)
    with transaction.atomic():
        # One draft for a reference, even when it is sent twice at the same moment.
        type(request.user).objects.select_for_update().get(pk=request.user.pk)
        known = Article.objects.filter(source=source).first() if source else None
        article = known or actions.draft_article(
            _text(said),
            kind=said.kind,
            agency=agency,
            audience=said.audience,
            by=request.user,
            meaning=Meaning(
                sectors=[" ".join(word.split())[:80] for word in said.sectors if word.strip()]
            ),
            source=source,
            source_url=said.source_url,
        )
    article = get_object_or_404(_readable(request), pk=article.pk)
    response["ETag"] = etag(article)
    response["Location"] = request.build_absolute_uri(f"/api/v1/knowledge/articles/{article.slug}")
    return Status(200 if known else 201, _whole(request, article))


@router.post(
    "/articles/{slug:slug}/revisions",
    auth=needs(WRITE),
    response=answers(201, ArticleWhole, 412, ProblemDocument, 428, ProblemDocument),
)
def create_revision(
    request: ApiRequest, response: HttpResponse, slug: str, said: RevisionIn
) -> Status[dict[str, Any]]:
    """Usulkan naskah baru. Kirim ETag yang dibaca dalam If-Match; bila ada yang lebih dulu, 412.

    Jawaban 412 memuat keduanya: `theirs` naskah yang sekarang dan `mine` naskah yang dikirim.
    """
    wanted = _tags(request.headers.get("If-Match", ""))
    if not wanted:
        raise Problem(
            428,
            _("Kirim kepala If-Match berisi ETag artikel yang Anda baca."),
            slug="precondition-required",
        )
    with transaction.atomic():
        editable = Article.objects.editable_by(request.user).open_ones()
        locked = get_object_or_404(editable.select_for_update(of=("self",)), slug=slug)
        article = _readable(request).get(pk=locked.pk)
        if etag(article) not in wanted and "*" not in wanted:
            raise _moved(article, said)
        began = text_of(article.working) if article.working else Text(title="", body="")
        # A file, address or transcript that only the page knows stays.
        text = replace(began, **asdict_of(said))
        actions.revise_article(article, text, note=said.note, by=request.user)
    article = _readable(request).get(pk=article.pk)
    response["ETag"] = etag(article)
    return Status(201, _whole(request, article))


@router.post(
    "/articles/{slug:slug}/submission", auth=needs(WRITE), response=answers(200, ArticleWhole)
)
def create_submission(request: ApiRequest, slug: str) -> dict[str, Any]:
    """Ajukan naskah terakhir untuk diperiksa kurator; diulang, pengajuannya tetap satu."""
    article = get_object_or_404(Article.objects.editable_by(request.user).open_ones(), slug=slug)
    actions.submit_article(article, by=request.user)
    return _whole(request, get_object_or_404(_readable(request), pk=article.pk))


# ── Found and shown ─────────────────────────────────────────────────────────


def _readable(request: ApiRequest) -> QuerySet[Article]:
    rows: QuerySet[Article] = Article.objects.visible_to(request.user).open_ones()
    return rows.select_related("agency", "working", "verified_revision")


def etag(article: Article) -> str:
    """Which version of the article this is; any newer text, state or home is another."""
    said = f"{article.pk}/{article.working_id}/{article.updated_at.isoformat()}/{article.audience}"
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:24]}"'


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",") if tag.strip()}


def _moved(article: Article, said: RevisionIn) -> Problem:
    newest = article.working
    assert newest is not None
    return Problem(
        412,
        _("Orang lain sudah menulis revisi %(number)s. Gabungkan, lalu kirim lagi.")
        % {"number": newest.number},
        slug="edited-meanwhile",
        headers={"ETag": etag(article)},
        theirs=_plain(newest),
        mine=said.dict(exclude={"note"}),
    )


def _plain(revision: Revision) -> dict[str, Any]:
    return {
        "title": revision.title,
        "body": revision.body,
        "summary": revision.summary,
        "legal_basis": revision.legal_basis,
    }


def asdict_of(said: TextIn) -> dict[str, Any]:
    """The fields a program sends, as a text holds them."""
    text = _text(said)
    return {name: getattr(text, name) for name in ("title", "body", "summary", "legal_basis")}


def _text(said: TextIn) -> Text:
    basis = [" ".join(line.split())[:120] for line in said.legal_basis if line.strip()]
    title = " ".join(said.title.replace("\0", "").split())
    if not title:
        raise Problem(422, _("Judulnya kosong."))
    return Text(
        title=title,
        body=said.body.replace("\0", ""),
        summary=" ".join(said.summary.replace("\0", "").split()),
        legal_basis=[line.replace("\0", "") for line in basis],
    )


def _source(request: ApiRequest, reference: str) -> str:
    if not reference.strip():
        return ""
    named = hashlib.sha256(f"{request.user.pk}/{reference.strip()}".encode()).hexdigest()
    return f"knowledge.given:{named[:40]}"


def _agency(request: ApiRequest, code: str) -> Agency:
    choices = agencies_for(request.user, Role.CURATOR, Role.OFFICER, Role.HEAD, Role.COMMUNITY_LEAD)
    if code:
        return get_object_or_404(choices, code=code)
    return get_object_or_404(choices, pk=request.user.agency_id)


def _with_zone(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _shown(request: ApiRequest, article: Article) -> dict[str, Any]:
    return {
        **{
            name: getattr(article, name)
            for name in (
                *("slug", "title", "summary", "kind", "status", "audience", "sectors"),
                *("legal_basis", "created_at", "updated_at", "verified_at", "review_due"),
            )
        },
        "agency": article.agency.code,
        "needs_check": article.open_checks > 0,
        "url": request.build_absolute_uri(article.get_absolute_url()),
    }


def _whole(request: ApiRequest, article: Article) -> dict[str, Any]:
    may_write = Article.objects.editable_by(request.user).filter(pk=article.pk).exists()
    shown = article.verified_revision or article.working
    assert shown is not None and article.working is not None
    revisions = article.revisions.select_related("written_by")[:100] if may_write else []
    url = request.build_absolute_uri(article.get_absolute_url())
    return {
        **_shown(request, article),
        "body": article.body,
        "revision": shown.number,
        "newest_revision": article.working.number if may_write else shown.number,
        "source_url": article.source_url,
        "passages": [
            {
                "heading": passage.heading,
                "anchor": passage.anchor,
                "url": f"{url}#{passage.anchor}" if passage.anchor else url,
            }
            for passage in article.passages.order_by("position")
        ],
        "revisions": [
            {
                **{name: getattr(each, name) for name in ("number", "title", "state", "note")},
                "written_by": each.written_by.nip,
                "written_at": each.written_at,
            }
            for each in revisions
        ],
    }
