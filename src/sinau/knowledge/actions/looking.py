"""Look through a bundle: what each thing of it would become here, before anything changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from sinau.kernel.clock import now
from sinau.knowledge.actions.articles import RESERVED
from sinau.knowledge.addresses import Directory
from sinau.knowledge.bringing import Archive, Unreadable
from sinau.knowledge.bundles import on_this_machine, read_apart
from sinau.knowledge.models import (
    Article,
    Bringing,
    BringingKind,
    BroughtItem,
    Document,
    ItemKind,
    ItemState,
    Regulation,
    Verdict,
)

PICTURE_AT_MOST = 10 * 1024 * 1024
_SIGNS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
}


def media_type_of(content: bytes) -> str:
    """What kind of picture it is by its first bytes; empty when it is none."""
    for sign, media_type in _SIGNS.items():
        if content.startswith(sign) and (sign != b"RIFF" or content[8:12] == b"WEBP"):
            return media_type
    return ""


def look_through(bringing: Bringing) -> None:
    """Read the file and keep its items; a second time they are found anew."""

    def tell(count: int) -> None:
        Bringing.objects.filter(pk=bringing.pk).update(total=count, moved_at=now())

    try:
        with on_this_machine(bringing.file) as path:
            pieces, said = read_apart(path, bringing.name, bringing.origin, tell)
            pictures = _pictures(path, pieces)
            papers = _papers(path, pieces, bringing)
    except Unreadable as trouble:
        bringing.problem = [trouble.code, trouble.params]
        bringing.read_at = now()
        bringing.save(update_fields=["problem", "read_at"])
        return
    bringing.kind = said["kind"]
    bringing.origin = said["origin"] or bringing.origin
    bringing.aliases, bringing.remarks = said["aliases"], said["remarks"]
    items = _Looker(bringing, pictures, papers).items(pieces)
    with transaction.atomic():
        bringing.items.all().delete()
        BroughtItem.objects.bulk_create(items, batch_size=500)
        bringing.total, bringing.done, bringing.read_at = len(items), 0, now()
        bringing.save()


def _pictures(path: Path, pieces: Iterable[dict[str, Any]]) -> dict[str, str]:
    """SHA-256 of each picture a page shows, by its name in the archive; only true pictures."""
    wanted = {name for piece in pieces for name in (piece["fields"].get("pictures") or {}).values()}
    if not wanted:
        return {}
    found: dict[str, str] = {}
    with path.open("rb") as file:
        archive = Archive(file)
        for name in sorted(wanted):
            if archive.size(name) <= PICTURE_AT_MOST:
                content = archive.read(name, PICTURE_AT_MOST)
                if media_type_of(content):
                    found[name] = hashlib.sha256(content).hexdigest()
    return found


def _papers(path: Path, pieces: Iterable[dict[str, Any]], bringing: Bringing) -> dict[str, str]:
    """SHA-256 of each paper, by its name in the archive; empty when it is larger than is read."""
    wanted = [piece["path"] for piece in pieces if piece["kind"] == ItemKind.DOCUMENT]
    if wanted == [bringing.name]:
        return {
            bringing.name: bringing.sha256 if bringing.size <= settings.UPLOAD_MAX_BYTES else ""
        }
    found: dict[str, str] = {}
    if wanted:
        with path.open("rb") as file:
            archive = Archive(file)
            for name in wanted:
                small = archive.size(name) <= settings.UPLOAD_MAX_BYTES
                found[name] = hashlib.sha256(archive.read(name)).hexdigest() if small else ""
    return found


class _Looker:
    def __init__(self, bringing: Bringing, pictures: dict[str, str], papers: dict[str, str]):
        self.bringing = bringing
        self.pictures = pictures
        self.papers = papers
        self.person = bringing.uploaded_by
        self.is_own = bringing.kind == BringingKind.SINAU and bringing.origin == settings.PUBLIC_URL

    def items(self, pieces: list[dict[str, Any]]) -> list[BroughtItem]:
        """Every piece as an item with its verdict."""
        items = [self._item(number, piece) for number, piece in enumerate(pieces, 1)]
        texts = [item for item in items if item.kind in (ItemKind.ARTICLE, ItemKind.LINK)]
        self._find(texts)
        self._plan(texts)
        directory = directory_of(items, self.bringing.aliases)
        for item in texts:
            self._judge(item, directory)
        for item in items:
            if item.kind == ItemKind.DOCUMENT:
                self._judge_document(item)
            elif item.kind == ItemKind.REGULATION:
                self._judge_regulation(item)
            item.is_chosen = item.verdict == Verdict.NEW or (
                item.verdict == Verdict.CHANGED
                and not any(code == "edited-here" for code, _params in item.remarks)
            )
        return items

    def _item(self, number: int, piece: dict[str, Any]) -> BroughtItem:
        fields = piece["fields"]
        found = fields.get("pictures") or {}
        fields["pictures"] = {
            path: [name, self.pictures[name]]
            for path, name in found.items()
            if name in self.pictures
        }
        item = BroughtItem(
            bringing=self.bringing,
            number=number,
            verdict=Verdict.LEFT,
            **{name: piece[name] for name in ("kind", "key", "path", "body", "topics", "fields")},
            title=piece["title"][:200],
            summary=piece["summary"][:400],
            legal_basis=piece["legal_basis"],
            remarks=piece["remarks"],
            reason=piece["reason"] or [],
        )
        item.source = self._source(item)
        item.digest = _digest(item)
        return item

    def _source(self, item: BroughtItem) -> str:
        """What the thing is called here, the same each time its origin is exported."""
        key = hashlib.sha256(item.key.encode()).hexdigest()[:24]
        origin = hashlib.sha256(
            f"{self.bringing.kind}/{self.bringing.origin}".encode()
        ).hexdigest()[:12]
        return f"knowledge.brought:{origin}-{key}"

    # ── What is here already ────────────────────────────────────────────────

    def _find(self, items: list[BroughtItem]) -> None:
        """The articles these items became earlier, among those of the same agency."""
        mine = Article.objects.editable_by(self.person).living()
        mine = mine.select_related("working__written_by", "verified_revision")
        sources = [item.source for item in items]
        known = {
            article.source: article
            for article in mine.filter(agency=self.bringing.agency, source__in=sources)
        }
        slugs = {str(item.fields.get("slug") or "") for item in items} - {""}
        ours = (
            {article.slug: article for article in mine.filter(slug__in=slugs)}
            if self.is_own
            else {}
        )
        brought = BroughtItem.objects.filter(
            source__in=sources, state=ItemState.DONE, bringing__agency=self.bringing.agency
        )
        self.last = {item.source: item for item in brought.order_by("pk").defer("body")}
        for item in items:
            item.article = ours.get(str(item.fields.get("slug"))) or known.get(item.source)
            item.slug = item.article.slug if item.article else ""

    def _plan(self, items: list[BroughtItem]) -> None:
        """An address for everything new, so that links can lead there."""
        new = [item for item in items if item.article is None]
        wanted = {item.number: _base(item) for item in new}
        taken = set(
            Article.objects.filter(slug__in=set(wanted.values())).values_list("slug", flat=True)
        )
        taken |= set(RESERVED)
        for item in new:
            slug, nth = wanted[item.number], 1
            while slug in taken or (nth > 1 and Article.objects.filter(slug=slug).exists()):
                nth += 1
                slug = f"{wanted[item.number]}-{nth}"
            taken.add(slug)
            item.slug = slug

    # ── Verdicts ────────────────────────────────────────────────────────────

    def _judge(self, item: BroughtItem, directory: Directory) -> None:
        settled = directory.settle(item.body)
        if settled.lost_links:
            names = ", ".join(dict.fromkeys(settled.lost_links))
            item.remarks.append(
                ["links-lost", {"count": len(settled.lost_links), "names": names[:300]}]
            )
        if settled.lost_pictures:
            names = ", ".join(dict.fromkeys(settled.lost_pictures))
            item.remarks.append(
                ["pictures-lost", {"count": len(settled.lost_pictures), "names": names[:300]}]
            )
        article = item.article
        if article is None and self.is_own:
            item.verdict, item.kind = Verdict.LEFT, ItemKind.LEFT
            item.reason = ["own-not-yours", {}]
        elif article is None:
            item.verdict = Verdict.NEW
        else:
            self._compare(item, article, settled.body)

    def _compare(self, item: BroughtItem, article: Article, body: str) -> None:
        working, last = article.working, self.last.get(item.source)
        assert working is not None
        if (last is not None and last.digest == item.digest) or (
            working.title,
            working.body,
            working.summary,
        ) == (item.title, body, item.summary):
            item.verdict = Verdict.SAME
        else:
            item.verdict = Verdict.CHANGED
            if last is None or last.revision_id != working.pk:
                item.remarks.append(["edited-here", {"by": working.written_by.name}])

    def _judge_document(self, item: BroughtItem) -> None:
        sha256 = self.papers.get(item.path, "")
        item.digest = sha256
        if not sha256:
            item.kind, item.verdict = ItemKind.LEFT, Verdict.LEFT
            item.reason = ["paper-too-large", {"limit": settings.UPLOAD_MAX_BYTES}]
            return
        here = Document.objects.visible_to(self.person).filter(sha256=sha256, put_aside_at=None)
        item.document = here.first()
        item.verdict = Verdict.SAME if item.document else Verdict.NEW

    def _judge_regulation(self, item: BroughtItem) -> None:
        here = Regulation.objects.visible_to(self.person)
        twin = here.filter(short_title__iexact=item.title).first()
        item.regulation = twin
        if twin is None:
            item.verdict = Verdict.NEW
            return
        texts = [piece["text"] for piece in item.fields["pieces"]]
        if texts == list(twin.passages.order_by("position").values_list("text", flat=True)):
            item.verdict = Verdict.SAME
        else:
            item.kind, item.verdict = ItemKind.LEFT, Verdict.LEFT
            item.reason = ["regulation-differs", {"title": twin.short_title}]


def directory_of(items: Iterable[BroughtItem], aliases: dict[str, str]) -> Directory:
    """Where the pages and pictures of these items are, or will be."""
    pages: dict[str, str] = {}
    pictures: dict[str, str] = {}
    for item in items:
        if item.slug:
            pages[item.key] = f"/pengetahuan/{item.slug}/"
        for path, (_name, sha256) in (item.fields.get("pictures") or {}).items():
            pictures[path] = f"/pengetahuan/gambar/{sha256}/"
    return Directory(pages, aliases, pictures)


def _base(item: BroughtItem) -> str:
    wanted = str(item.fields.get("slug") or "") or item.title
    return slugify(wanted)[:100].strip("-") or "artikel"


def _digest(item: BroughtItem) -> str:
    """A hash over all that would be kept, so that a change is noticed."""
    shown = sorted(sha256 for _name, sha256 in (item.fields.get("pictures") or {}).values())
    said = [item.title, item.body, item.summary, item.topics, item.legal_basis, shown]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
