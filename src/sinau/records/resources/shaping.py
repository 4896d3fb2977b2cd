"""Statements as they leave: in the shape that was asked for, with the contents of attachments.

1.0.3 Communication 2.1.3 (format, attachments, language filtering); 2.0 4.1.6.1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from django.conf import settings

from sinau.records import attachments
from sinau.records.exchange import Answer, Visit
from sinau.records.keys import key_of
from sinau.records.models import Activity
from sinau.records.xapi import exact, languages, multipart, shapes


class _Attachment(msgspec.Struct):
    sha2: str = ""
    content_type: str = msgspec.field(name="contentType", default="")


class _SubStatement(msgspec.Struct):
    attachments: list[_Attachment] = msgspec.field(default_factory=list)


class _Statement(_SubStatement):
    object: _SubStatement = msgspec.field(default_factory=_SubStatement)


_attachments_of = msgspec.json.Decoder(_Statement)


def shaped(statements: Sequence[bytes], shape: str, visit: Visit) -> Sequence[bytes]:
    """The statements as `format` wants them: exact, ids, or canonical."""
    if shape == "exact":
        return statements
    read = [exact.read(text) for text in statements]
    if shape == "ids":
        return [exact.write(shapes.ids_only(each)) for each in read]
    wanted = languages.wanted(visit.ask.header("accept-language"))
    known = _definitions(read)
    return [exact.write(shapes.canonical(each, wanted, known.get)) for each in read]


def _definitions(statements: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What is known of every activity in them, with one query."""
    iris: set[str] = set()
    for statement in statements:
        # Asking for nothing tells which would be asked for.
        shapes.canonical(statement, (), lambda iri: iris.add(iri))
    keys = [key_of(iri) for iri in sorted(iris)]
    return dict(Activity.objects.filter(key__in=keys).values_list("iri", "definition"))


# ── Contents ────────────────────────────────────────────────────────────────


def with_contents(body: bytes, statements: Iterable[bytes]) -> Answer:
    """The statements and after them each content that we keep, once, in their order."""
    parts = [
        multipart.Part(sha2=sha2, content_type=content_type, content=content)
        for sha2, content_type in _described(statements).items()
        if (content := attachments.read(sha2)) is not None
    ]
    content_type, written = multipart.write(body, parts)
    return Answer(200, written, content_type)


def is_too_much(statements: Iterable[bytes]) -> bool:
    """Whether the contents together are larger than what may come in at once."""
    sizes = map(attachments.size, _described(statements))
    return sum(sizes) > settings.XAPI_MAX_BYTES


def _described(statements: Iterable[bytes]) -> dict[str, str]:
    """Hash and type of every attachment, in order."""
    types: dict[str, str] = {}
    for text in statements:
        if b'"attachments"' in text:
            said = _attachments_of.decode(text)
            for each in [*said.attachments, *said.object.attachments]:
                types.setdefault(each.sha2.lower(), each.content_type)
    return types
