"""An article and a regulation as files another house can read, and this one takes back unchanged."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from sinau.knowledge.bringing import matter
from sinau.knowledge.bringing.writing import with_addresses
from sinau.knowledge.models import Article, Attachment, Passage, Regulation, Section

_ARTICLE = re.compile(r"^/pengetahuan/(?P<slug>[\w-]+)/(?P<anchor>#.*)?$")
_PICTURE = re.compile(r"^/pengetahuan/gambar/(?P<sha256>[0-9a-f]{64})/$")
_PIECE = ("section", "bab", "pasal", "ayat", "angka", "inner_pasal", "heading", "opens", "text")


def article_file(article: Article, slugs: set[str], pictures: Mapping[str, str]) -> str:
    """The text readers of it see, with everything that is said of it above."""
    said = _said(article)
    if article.attachment is not None:
        said["attachment"] = attachment_name(article.attachment)
        said["attachment_name"] = article.attachment.name
    return matter.join(said, _outward(article.body, slugs, pictures))


def attachment_name(attachment: Attachment) -> str:
    """Where the file of an article stands in the ZIP."""
    return f"berkas/{attachment.sha256}.{attachment.name.rsplit('.', 1)[-1]}"


def _said(article: Article) -> dict[str, Any]:
    """Every field, in the order people read them."""
    url = f"{settings.PUBLIC_URL}{article.get_absolute_url()}"
    shown = article.verified_revision or article.working
    said = {
        "title": article.title,
        "summary": article.summary,
        "kind": article.kind,
        "slug": article.slug,
        "id": url,
        "url": url,
        "legal_basis": list(article.legal_basis),
        "sectors": list(article.sectors),
        "competency": article.competency,
        "seci": article.seci,
        "source_event": article.source_event,
        "link_url": article.link_url,
        "transcript": article.transcript,
        "agency": article.agency.name,
        "agency_code": article.agency.code,
        "audience": article.audience,
        "level": article.level,
        "owner": article.owner.name,
        "deputy": article.deputy.name if article.deputy else "",
        "author": shown.written_by.name if shown else "",
        "status": article.status,
        "revision": shown.number if shown else 0,
        "review_months": article.review_months,
        "created_at": article.created_at.isoformat(),
        "updated_at": article.updated_at.isoformat(),
        "verified_at": article.verified_at.isoformat() if article.verified_at else "",
        "verified_by": article.verified_by.name if article.verified_by else "",
        "review_due": article.review_due.isoformat() if article.review_due else "",
        "source": article.source,
        "source_url": _absolute(article.source_url),
    }
    return {name: value for name, value in said.items() if value not in ("", [])}


def _absolute(address: str) -> str:
    return f"{settings.PUBLIC_URL}{address}" if address.startswith("/") else address


def _outward(body: str, slugs: set[str], pictures: Mapping[str, str]) -> str:
    """Addresses of this house lead to the files beside it, or to the house itself."""

    def address(said: str, _is_picture: bool) -> str:
        picture = _PICTURE.match(said)
        if picture is not None and picture["sha256"] in pictures:
            return f"../{pictures[picture['sha256']]}"
        article = _ARTICLE.match(said)
        if article is not None and article["slug"] in slugs:
            return f"{article['slug']}.md{article['anchor'] or ''}"
        return _absolute(said)

    return with_addresses(body, address)


# ── Regulations ─────────────────────────────────────────────────────────────


def regulation_data(regulation: Regulation, passages: list[Passage]) -> str:
    """The regulation piece by piece, as it is published again from."""
    said = {
        **_details(regulation),
        "pieces": [
            {**{name: getattr(passage, name) for name in _PIECE}, **_spot(passage)}
            for passage in passages
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _spot(passage: Passage) -> dict[str, Any]:
    return {"page": passage.page, "anchor": passage.anchor}


def _details(regulation: Regulation) -> dict[str, Any]:
    return {
        "kind": regulation.kind,
        "number": regulation.number,
        "year": regulation.year,
        "title": regulation.title,
        "short_title": regulation.short_title,
        "issuer": regulation.issuer,
        "status": regulation.status,
        "notice": regulation.notice,
        "audience": regulation.audience,
        "agency": regulation.agency.name,
        "slug": regulation.slug,
        "url": f"{settings.PUBLIC_URL}{regulation.get_absolute_url()}",
        "updated_at": regulation.updated_at.isoformat(),
    }


def regulation_file(regulation: Regulation, passages: list[Passage]) -> str:
    """The same for people to read."""
    said = {name: value for name, value in _details(regulation).items() if value not in ("", None)}
    lines = [f"# {regulation.short_title}", "", regulation.title]
    for passage in passages:
        for level, label, title in (head[:3] for head in passage.opens):
            sign = "###" if level == "pasal" else "##"
            lines += ["", f"{sign} {' '.join(filter(None, (label, title)))}"]
        if passage.section in (Section.ARTICLE, Section.LOOSE) and passage.heading:
            lines += ["", f"## {passage.heading}"]
        mark = f"({passage.ayat}) " if passage.ayat else ""
        lines += ["", mark + passage.text.replace("\n", "  \n")]
    return matter.join(said, "\n".join(lines) + "\n")
