"""Bring in what was chosen, item by item, each in a transaction of its own."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.knowledge.actions.articles import (
    Meaning,
    Text,
    draft_article,
    revise_article,
    text_of,
)
from sinau.knowledge.actions.attaching import keep_attachment
from sinau.knowledge.actions.documents import receive_document
from sinau.knowledge.actions.looking import directory_of, media_type_of
from sinau.knowledge.actions.regulations import Details, publish_pieces
from sinau.knowledge.addresses import Directory
from sinau.knowledge.bringing import Archive, Unreadable
from sinau.knowledge.bundles import on_this_machine
from sinau.knowledge.events import BundleTaken
from sinau.knowledge.models import (
    Article,
    ArticleKind,
    Bringing,
    BringingKind,
    BroughtItem,
    ItemKind,
    ItemState,
    Level,
    Picture,
    PictureUse,
    RegulationStatus,
    Seci,
    Verdict,
)
from sinau.people.models import Audience, Person

_REVIEW_MONTHS = (3, 6, 12, 24)


def take_items(bringing: Bringing) -> None:
    """Go on where it was left; when nothing is left the bundle is taken."""
    known = bringing.items.defer("body").filter(
        Q(is_chosen=True) | Q(verdict=Verdict.SAME) | Q(article__isnull=False)
    )
    directory = directory_of(known, bringing.aliases)
    with on_this_machine(bringing.file) as path, path.open("rb") as file:
        chest = _Chest(bringing, path, file)
        for pk in _waiting(bringing):
            _take_one(pk, bringing, directory, chest)
    _close(bringing)


def _waiting(bringing: Bringing) -> list[int]:
    waiting = bringing.items.filter(is_chosen=True, state=ItemState.WAITING)
    return list(waiting.order_by("number").values_list("pk", flat=True))


def _take_one(pk: int, bringing: Bringing, directory: Directory, chest: _Chest) -> None:
    """One item; a refusal is kept with it and the others go on."""
    assert bringing.take_asked_by is not None
    trouble: list[Any] = []
    try:
        with transaction.atomic():
            # A second worker leaves alone what this one has in hand.
            found = BroughtItem.objects.select_for_update(skip_locked=True, of=("self",)).filter(
                pk=pk, state=ItemState.WAITING
            )
            item = found.select_related("article__working", "article__agency").first()
            if item is None:
                return
            _take(item, bringing, directory, chest, by=bringing.take_asked_by)
            item.state, item.done_at = ItemState.DONE, now()
            item.save()
            _step(bringing)
            return
    except Refused as refusal:
        trouble = ["refused", {"words": str(refusal.message)}]
    except Unreadable as bad:
        trouble = [bad.code, bad.params]
    BroughtItem.objects.filter(pk=pk).update(state=ItemState.FAILED, reason=trouble, done_at=now())
    _step(bringing)


def _step(bringing: Bringing) -> None:
    Bringing.objects.filter(pk=bringing.pk).update(done=F("done") + 1, moved_at=now())


@transaction.atomic
def _close(bringing: Bringing) -> None:
    found = Bringing.objects.select_for_update(of=("self",)).get(pk=bringing.pk)
    if found.taken_at is not None or _waiting(found):
        return
    found.taken_at = found.moved_at = now()
    found.save(update_fields=["taken_at", "moved_at"])
    done = found.items.filter(state=ItemState.DONE).count()
    failed = found.items.filter(state=ItemState.FAILED).count()
    announce(
        BundleTaken(bringing_id=found.pk, name=found.name, taken=done, failed=failed),
        by=found.take_asked_by,
    )


def _take(
    item: BroughtItem, bringing: Bringing, directory: Directory, chest: _Chest, *, by: Person
) -> None:
    if item.kind == ItemKind.DOCUMENT:
        content = chest.content(item.path)
        item.document = receive_document(
            File(io.BytesIO(content), name=item.path),
            name=item.path,
            agency=bringing.agency,
            audience=bringing.audience,
            by=by,
        )
    elif item.kind == ItemKind.REGULATION:
        item.regulation = publish_pieces(item.fields["pieces"], _details(item, bringing), by=by)
    else:
        body = directory.settle(item.body).body
        _take_text(item, bringing, body, _attachment(item, chest, by=by), by=by)
        assert item.article is not None
        for name, sha256 in (item.fields.get("pictures") or {}).values():
            keep_picture(item.article, chest.content(name), sha256)


def _text(
    item: BroughtItem, bringing: Bringing, body: str, began: Text | None, attachment_id: int | None
) -> Text:
    """What the file says; what only this house says beside it stays."""
    said = {
        "title": item.title,
        "body": body,
        "summary": item.summary,
        "legal_basis": list(item.legal_basis),
    }
    link = item.fields.get("url" if item.kind == ItemKind.LINK else "link_url")
    said |= {"link_url": str(link)[:300]} if link else {}
    if transcript := item.fields.get("transcript"):
        said["transcript"] = transcript
    if attachment_id is not None:
        said["attachment_id"] = attachment_id
    return replace(began, **said) if began is not None else Text(**said)


def _take_text(
    item: BroughtItem, bringing: Bringing, body: str, attachment_id: int | None, *, by: Person
) -> None:
    began = text_of(item.article.working) if item.article and item.article.working else None
    text = _text(item, bringing, body, began, attachment_id)
    note = _note(item, bringing)
    if item.article is not None:
        item.before = item.article.working
        item.revision = revise_article(item.article, text, note=note, by=by)
        return
    article = draft_article(
        text,
        kind=_kind(item),
        agency=bringing.agency,
        audience=_audience(item, bringing),
        by=by,
        review_months=_months(item),
        level=_level(item),
        meaning=Meaning(
            sectors=list(item.topics),
            competency=str(item.fields.get("competency") or "")[:40],
            seci=seci if (seci := item.fields.get("seci")) in Seci.values else "",
            source_event=str(item.fields.get("source_event") or "")[:200],
        ),
        source=item.source,
        source_url=str(item.fields.get("url") or "")[:300],
        slug=item.slug,
    )
    assert article.working is not None
    article.working.note = note
    article.working.save(update_fields=["note"])
    item.article, item.revision, item.slug = article, article.working, article.slug


def _attachment(item: BroughtItem, chest: _Chest, *, by: Person) -> int | None:
    """The file of a recording or document, kept as it came."""
    name = str(item.fields.get("attachment") or "")
    if not name or name not in chest:
        return None
    content = chest.content(name)
    called = str(item.fields.get("attachment_name") or name)
    return keep_attachment(ContentFile(content, name=called), name=called, by=by).pk


def _note(item: BroughtItem, bringing: Bringing) -> str:
    """Where it comes from and who wrote it, since that must not be lost."""
    authors = ", ".join(item.fields.get("authors") or [])
    words = _("Dibawa masuk dari %(origin)s") % {"origin": bringing.origin or bringing.name}
    if authors:
        words += _("; ditulis oleh %(names)s") % {"names": authors}
    if day := str(item.fields.get("changed_at") or "")[:10]:
        words += f" ({day})"
    return words if len(words) <= 200 else f"{words[:199]}…"


def _kind(item: BroughtItem) -> str:
    wanted = "link" if item.kind == ItemKind.LINK else str(item.fields.get("kind") or "")
    return wanted if wanted in ArticleKind.values else ArticleKind.ARTICLE


def _audience(item: BroughtItem, bringing: Bringing) -> str:
    """What the text says of itself, unless the person who brings it in keeps it narrower."""
    order = [Audience.AGENCY, Audience.CITY, Audience.PUBLIC]
    said = item.fields.get("audience")
    if said in order:
        return min(Audience(said), Audience(bringing.audience), key=order.index)
    return bringing.audience


def _level(item: BroughtItem) -> str:
    """A text that says it is confidential stays so; nothing opens itself."""
    said = str(item.fields.get("level") or "")
    return said if said in (Level.CONFIDENTIAL, Level.SECRET) else ""


def _months(item: BroughtItem) -> int:
    said = str(item.fields.get("review_months") or "")
    return int(said) if said.isdigit() and int(said) in _REVIEW_MONTHS else 12


def _details(item: BroughtItem, bringing: Bringing) -> Details:
    said = item.fields
    status = said.get("status")
    return Details(
        kind=said["kind"],
        number=said["number"],
        year=said["year"],
        title=said["title"],
        short_title=said["short_title"],
        issuer=said["issuer"],
        status=status if status in RegulationStatus.values else RegulationStatus.IN_FORCE,
        notice=said["notice"],
        agency=bringing.agency,
        audience=_audience(item, bringing),
    )


def keep_picture(article: Article, content: bytes, sha256: str) -> Picture:
    """The article shows this picture; the same picture is kept once."""
    media_type = media_type_of(content)
    if not media_type or hashlib.sha256(content).hexdigest() != sha256:
        raise Unreadable("broken", name=sha256[:12])
    picture = Picture.objects.filter(sha256=sha256).first()
    if picture is None:
        picture = Picture(sha256=sha256, media_type=media_type, size=len(content), kept_at=now())
        name = f"{sha256}.{media_type.split('/')[1]}"
        picture.file.save(name, ContentFile(content), save=False)
        picture.save()
    PictureUse.objects.get_or_create(picture=picture, article=article)
    return picture


class _Chest:
    """The files of the bundle by name; opened when the first is wanted."""

    def __init__(self, bringing: Bringing, path: Path, file: Any) -> None:
        self.bringing = bringing
        self.path = path
        self.file = file
        self.archive: Archive | None = None

    def __contains__(self, name: str) -> bool:
        if name == self.bringing.name or self.bringing.kind != BringingKind.SINAU:
            return False
        if self.archive is None:
            self.archive = Archive(self.file)
        return name in self.archive

    def content(self, name: str) -> bytes:
        """The bytes of one file."""
        if name == self.bringing.name:
            return self.path.read_bytes()
        if self.archive is None:
            self.archive = Archive(self.file)
        return self.archive.read(name)
