"""Statements out of bytes: each property checked as its version of the specification asks.

The way is short because the store is fast: msgspec finds wrong types and unknown names while it
decodes, parts that come again and again (agents, verbs, activities, extensions) are remembered by
their bytes, and no dictionary is made of a statement that has nothing wrong in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec import UNSET, Raw

from sinau.records.xapi import sections
from sinau.records.xapi.agents import authority
from sinau.records.xapi.checked import Checked
from sinau.records.xapi.forms import FirstJSON, SecondJSON
from sinau.records.xapi.objects import Bodies
from sinau.records.xapi.shapes import with_arrays
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import is_uuid, read_timestamp
from sinau.records.xapi.versions import Version, is_statement_version
from sinau.records.xapi.wellformed import (
    check_text,
    explained,
    has_spaced_colon,
    refuse_key_twice,
)

VOIDED = "http://adlnet.gov/expapi/verbs/voided"

_WHITE = b" \t\r\n"
_several = msgspec.json.Decoder(list[Raw])
_PROPERTIES = ("id", "timestamp", "stored", "authority", "version")
# Every combination of them made once: bit n says that property n is there.
_HOLDS = tuple(
    frozenset(name for at, name in enumerate(_PROPERTIES) if bits >> at & 1) for bits in range(32)
)


class _Reader:
    """The rules of one version."""

    def __init__(self, version: Version) -> None:
        self.version = version
        form = SecondJSON if version is Version.V2 else FirstJSON
        self._statement: msgspec.json.Decoder[FirstJSON] = msgspec.json.Decoder(form)
        self._read_body = Bodies(version).read

    def read(self, raw: bytes) -> Checked:
        try:
            said = self._statement.decode(raw)
        except (msgspec.DecodeError, RecursionError) as error:
            raise explained(error, sections.PROPERTIES) from None
        body = self._read_body(said)
        actor, about, around = body.actor, body.about, body.around
        iri = body.verb.iri
        voids = iri == VOIDED
        if voids and about.kind != "StatementRef":
            raise _cannot_void()
        bits, id, moment, keys = self._administration(said)
        # A key that came twice makes one more than those that were read.
        if raw.count(b'":') != body.keys + keys:
            refuse_key_twice(raw)
        return Checked(
            json=with_arrays(raw) if body.single else raw,
            id=id,
            timestamp=moment,
            verb=iri,
            actor=actor.identifier,
            object=about.text,
            object_type=about.kind,
            registration=around.registration,
            target=about.target,
            voids=voids,
            more_agents=actor.members + about.more_agents,
            related_agents=around.agents + about.related_agents,
            related_activities=around.activities.iris + about.related_activities,
            definitions=about.definitions + around.activities.definitions,
            names=actor.names + about.names + around.names,
            attachments=body.attachments,
            holds=_HOLDS[bits],
        )

    def _administration(self, said: FirstJSON) -> tuple[int, str | None, datetime | None, int]:
        """Which of the properties that a store assigns are there, the id, the moment, the keys."""
        bits = keys = 0
        id = moment = None
        where = ""
        try:
            if said.id is not UNSET:
                where = "id"
                if not is_uuid(said.id):
                    raise Invalid(
                        "Tulis UUID, misalnya 0f0e8a7a-6d0c-4c55-9d3e-1f0f4a4c7b10.",
                        section=sections.ID,
                    )
                bits, id = 1, said.id.lower()
            if said.timestamp is not UNSET:
                where = "timestamp"
                moment = read_timestamp(said.timestamp, self.version)
                bits |= 2
            if said.stored is not UNSET:
                where = "stored"
                read_timestamp(said.stored, self.version)
                bits |= 4
            if said.authority is not UNSET:
                where = "authority"
                keys = authority(bytes(said.authority)).keys
                bits |= 8
            if said.version is not UNSET:
                where = "version"
                self._check_version(said.version)
                bits |= 16
        except Invalid as wrong:
            raise wrong.inside(where) from None
        return bits, id, moment, keys + bits.bit_count()

    def _check_version(self, text: str) -> None:
        if not is_statement_version(text, self.version):
            raise Invalid(
                f"Versi {text[:20]!r} tidak diterima. Tulis {self.version}, atau hapus properti ini.",
                section=sections.VERSION,
            )


_READERS = {version: _Reader(version) for version in Version}


def read_statements(body: bytes, version: Version) -> tuple[list[Checked], bool]:
    """The statements of a request, and whether they came as an array; all good, or `Invalid`."""
    if not body.lstrip(_WHITE).startswith(b"["):
        return [read_statement(body, version)], False
    _check_body(body)
    try:
        parts = _several.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise explained(error).named() from None
    read = _READERS[version].read
    found: list[Checked] = []
    try:
        for part in parts:
            found.append(read(bytes(part)))
    except Invalid as wrong:
        raise wrong.inside(f"[{len(found)}]").named() from None
    _refuse_same_id(found)
    return found, True


def read_statement(body: bytes, version: Version) -> Checked:
    """The one statement of a request; an array is `Invalid`."""
    _check_body(body)
    try:
        return _READERS[version].read(body.strip(_WHITE))
    except Invalid as wrong:
        raise wrong.named() from None


def _check_body(body: bytes) -> None:
    check_text(body)
    if has_spaced_colon(body):
        try:
            refuse_key_twice(body)
        except ValueError as error:
            raise (error.named() if isinstance(error, Invalid) else explained(error)) from None


def _refuse_same_id(statements: Sequence[Checked]) -> None:
    ids = [one.id for one in statements if one.id]
    if len(set(ids)) == len(ids):
        return
    seen: set[str] = set()
    for at, one in enumerate(statements):
        if one.id and one.id in seen:
            raise Invalid(
                f"[{at}].id: dua pernyataan dalam satu permintaan memakai id yang sama. Bedakan.",
                field=f"[{at}].id",
                section="1.0.3 Communication 2.1.2; 2.0 4.1.6.1",
            )
        seen.add(one.id or "")


def _cannot_void() -> Invalid:
    return Invalid(
        "Pernyataan pembatal harus menunjuk pernyataan lain. Pakai StatementRef.",
        field="object.objectType",
        section=sections.VOIDING,
    )
