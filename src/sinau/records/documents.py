"""Keep documents; two clients that change the same one at once do not lose each other's change."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db import connection, transaction
from django.db.models import QuerySet

from sinau.kernel.clock import now
from sinau.records.exchange import JSON, Problem
from sinau.records.keys import key_of
from sinau.records.models import Document, Kind
from sinau.records.xapi.trouble import Invalid

MERGE_SECTION = "1.0.3 Communication 2.2"
# Somebody may have created and deleted it between our two looks; that does not go on for ever.
_TRIES = 5
_AS_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw])
_AS_ANYTHING = msgspec.json.Decoder(msgspec.Raw)

# Raises when the document, or that there is none, does not allow the change.
Check = Callable[[Document | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where documents are: of whom, about what, in which registration."""

    kind: Kind
    agent: str = ""
    activity: str = ""
    registration: str | None = None

    def key(self, name: str) -> uuid.UUID:
        """The key of the one document with this name."""
        said = [int(self.kind), self.agent, self.activity, self.registration, name]
        digest = hashlib.blake2b(json.dumps(said).encode(), digest_size=16).digest()
        return uuid.UUID(bytes=digest)

    def documents(self) -> QuerySet[Document]:
        """All that are here; without a registration those of every registration."""
        found = Document.objects.filter(
            kind=self.kind, agent_key=key_of(self.agent), activity_key=key_of(self.activity)
        )
        return found.filter(registration=self.registration) if self.registration else found


@dataclass(frozen=True, slots=True)
class Content:
    """What a client wants to be kept."""

    body: bytes
    content_type: str

    @property
    def is_json(self) -> bool:
        return self.content_type.partition(";")[0].strip().lower() == JSON


def get(place: Place, name: str) -> Document | None:
    """The document; None when there is none."""
    return Document.objects.filter(place=place.key(name)).first()


def names(place: Place, since: datetime | None) -> tuple[list[str], datetime | None]:
    """Names of the documents changed after that moment, and when the last of them was changed."""
    found = place.documents()
    if since is not None:
        found = found.filter(changed_at__gt=since)
    rows = list(found.order_by("changed_at", "name").values_list("name", "changed_at"))
    return list(dict.fromkeys(name for name, _at in rows)), rows[-1][1] if rows else None


def put(place: Place, name: str, content: Content, check: Check) -> None:
    """The document is exactly this content; sent again it is the same."""
    if content.is_json:
        _readable(content.body)
    _change(place, name, check, lambda _known: content)


def merge(place: Place, name: str, content: Content, check: Check) -> None:
    """The JSON document has these properties too; where there is none yet, it is this content."""
    if content.is_json:
        _readable(content.body)
    _change(place, name, check, lambda known: _merged(known, content) if known else content)


@transaction.atomic
def remove(place: Place, name: str, check: Check) -> None:
    """There is no such document; a second time changes nothing."""
    known = _locked(place.key(name))
    check(known)
    if known is not None:
        known.delete()


def remove_all(place: Place) -> None:
    """There are no documents here; a second time changes nothing."""
    place.documents().delete()


# ── Changing one ────────────────────────────────────────────────────────────


def _change(
    place: Place, name: str, check: Check, changed: Callable[[Document | None], Content]
) -> None:
    for _try in range(_TRIES):
        with transaction.atomic():
            known = _locked(place.key(name))
            check(known)
            content = changed(known)
            if known is not None:
                return _update(known, content)
            if _insert(place, name, content):
                return None
    raise Problem(409, "Dokumen ini sedang diubah pihak lain; coba lagi sebentar lagi.")


def _locked(key: uuid.UUID) -> Document | None:
    return Document.objects.select_for_update().filter(place=key).first()


def _update(document: Document, content: Content) -> None:
    document.content, document.content_type = content.body, content.content_type
    document.etag, document.changed_at = _etag(content.body), now()
    document.save(update_fields=["content", "content_type", "etag", "changed_at"])


_INSERT = """
insert into records_document (place, kind, agent, activity, agent_key, activity_key, registration,
    name, content, content_type, etag, changed_at)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
on conflict do nothing
"""


def _insert(place: Place, name: str, content: Content) -> bool:
    """Whether it was us who created it; the other case waits until the other one is done."""
    with connection.cursor() as rows:
        rows.execute(
            _INSERT,
            [
                *(place.key(name), int(place.kind), place.agent, place.activity),
                *(key_of(place.agent), key_of(place.activity), place.registration, name),
                *(content.body, content.content_type, _etag(content.body), now()),
            ],
        )
        return bool(rows.rowcount)


def _etag(body: bytes) -> str:
    return hashlib.sha1(body, usedforsecurity=False).hexdigest()


# ── Merging ─────────────────────────────────────────────────────────────────


def _merged(known: Document, content: Content) -> Content:
    """Properties of the first level, taken over as they were written."""
    before = Content(bytes(known.content), known.content_type)
    if not before.is_json or not content.is_json:
        raise Invalid(
            "Hanya dokumen application/json yang dapat digabung; ganti seluruhnya dengan PUT.",
            field="Content-Type",
            section=MERGE_SECTION,
        )
    joined = _object(before.body, "yang tersimpan") | _object(content.body, "yang dikirim")
    return Content(msgspec.json.encode(joined), known.content_type)


def _object(body: bytes, which: str) -> dict[str, msgspec.Raw]:
    try:
        return _AS_OBJECT.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise Invalid(
            f"Dokumen {which} bukan objek JSON, sehingga tidak dapat digabung; "
            "ganti seluruhnya dengan PUT.",
            section=MERGE_SECTION,
        ) from None


def _readable(body: bytes) -> None:
    try:
        _AS_ANYTHING.decode(body)
        body.decode()
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise Invalid(
            "Isi bukan JSON yang sah; perbaiki, atau kirim dengan Content-Type yang sesuai.",
            section=MERGE_SECTION,
        ) from None
