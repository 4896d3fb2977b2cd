"""Statements out of bytes: each property checked as its version of the specification asks.

The way is short because the store is fast: msgspec finds wrong types and unknown names while it
decodes, parts that come again and again (agents, verbs, activities, extensions) are remembered by
their bytes, and no dictionary is made of a statement that has nothing wrong in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec
from msgspec import UNSET, Raw, UnsetType

from sinau.records.xapi import sections
from sinau.records.xapi.activities import LONGEST_REMEMBERED, REMEMBERED, activity, verb
from sinau.records.xapi.agents import authority, party
from sinau.records.xapi.attachments import AttachmentJSON, read_attachments
from sinau.records.xapi.checked import Attached, Checked, Stated
from sinau.records.xapi.contexts import (
    NOTHING,
    Around,
    FirstContextJSON,
    ReferenceJSON,
    SecondContextJSON,
    read_context,
)
from sinau.records.xapi.results import ResultJSON, read_result
from sinau.records.xapi.shapes import with_arrays
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import is_uuid, read_timestamp
from sinau.records.xapi.versions import Version, is_statement_version
from sinau.records.xapi.wellformed import check_text, explained, has_spaced_colon, refuse_key_twice

VOIDED = "http://adlnet.gov/expapi/verbs/voided"


class _FirstSubJSON(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    objectType: Literal["SubStatement"]
    actor: Raw
    verb: Raw
    object: Raw
    result: ResultJSON | UnsetType = UNSET
    context: FirstContextJSON | UnsetType = UNSET
    timestamp: str | UnsetType = UNSET
    attachments: list[AttachmentJSON] | UnsetType = UNSET


class _SecondSubJSON(_FirstSubJSON, forbid_unknown_fields=True, gc=False):
    context: SecondContextJSON | UnsetType = UNSET


class _FirstJSON(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    actor: Raw
    verb: Raw
    object: Raw
    id: str | UnsetType = UNSET
    result: ResultJSON | UnsetType = UNSET
    context: FirstContextJSON | UnsetType = UNSET
    timestamp: str | UnsetType = UNSET
    stored: str | UnsetType = UNSET
    authority: Raw | UnsetType = UNSET
    version: str | UnsetType = UNSET
    attachments: list[AttachmentJSON] | UnsetType = UNSET


class _SecondJSON(_FirstJSON, forbid_unknown_fields=True, gc=False):
    context: SecondContextJSON | UnsetType = UNSET


class _Kind(msgspec.Struct, gc=False):
    objectType: str = "Activity"


class _About(msgspec.Struct, gc=False):
    """An object that is no activity, and whom and what it brings along."""

    kind: str
    keys: int
    text: str = ""
    target: str | None = None
    more_agents: tuple[str, ...] = ()
    related_agents: tuple[str, ...] = ()
    related_activities: tuple[str, ...] = ()
    definitions: tuple[Stated, ...] = ()
    names: tuple[Stated, ...] = ()
    attachments: tuple[Attached, ...] = ()
    single: bool = False


_kind = msgspec.json.Decoder(_Kind)
_reference = msgspec.json.Decoder(ReferenceJSON)
_several = msgspec.json.Decoder(list[Raw])
_PROPERTIES = ("id", "timestamp", "stored", "authority", "version")
# Every combination of them made once: bit n says that property n is there.
_HOLDS = tuple(
    frozenset(name for at, name in enumerate(_PROPERTIES) if bits >> at & 1) for bits in range(32)
)
_NOWHERE = Around(None, (), (), NOTHING, 0)


class _Reader:
    """The rules of one version."""

    def __init__(self, version: Version) -> None:
        self.version = version
        second = version is Version.V2
        self._statement = msgspec.json.Decoder(_SecondJSON if second else _FirstJSON)
        self._sub = msgspec.json.Decoder(_SecondSubJSON if second else _FirstSubJSON)

    def read(self, raw: bytes) -> Checked:
        try:
            said = self._statement.decode(raw)
        except (msgspec.DecodeError, RecursionError) as error:
            raise explained(error, sections.PROPERTIES) from None
        where = "actor"
        try:
            actor = party(bytes(said.actor))
            where = "verb"
            did = verb(bytes(said.verb))
            where = "object"
            thing = bytes(said.object)
            about = known_activity(thing) or self._about(thing)
            around = _NOWHERE
            keys = actor.keys + did.keys + about.keys + 3
            if said.context is not UNSET:
                where = "context"
                around = read_context(said.context, about.kind == "Activity")
                keys += 1 + around.keys
            if said.result is not UNSET:
                where = "result"
                keys += 1 + read_result(said.result)
            attachments = about.attachments
            if said.attachments is not UNSET:
                where = "attachments"
                own, more = read_attachments(said.attachments)
                attachments = own + attachments
                keys += 1 + more
        except Invalid as wrong:
            raise wrong.inside(where) from None
        voids = did.iri == VOIDED
        if voids and about.kind != "StatementRef":
            raise _cannot_void()
        bits, id, moment, more = self._administration(said)
        keys += more
        # A key that came twice makes one more than those that were read.
        if raw.count(b'":') != keys:
            refuse_key_twice(raw)
        single = about.single or around.activities.single
        return Checked(
            json=with_arrays(raw) if single else raw,
            id=id,
            timestamp=moment,
            verb=did.iri,
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
            attachments=attachments,
            holds=_HOLDS[bits],
        )

    def _administration(self, said: _FirstJSON) -> tuple[int, str | None, datetime | None, int]:
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

    def _about(self, raw: bytes) -> _About:
        try:
            kind = _kind.decode(raw).objectType
        except (msgspec.DecodeError, RecursionError) as error:
            raise explained(error, sections.OBJECT) from None
        if kind == "Activity":
            return remembered_activity(raw)
        if kind in ("Agent", "Group"):
            someone = party(raw)
            return _About(
                kind,
                someone.keys,
                someone.identifier,
                more_agents=someone.members,
                names=someone.names,
            )
        if kind == "StatementRef":
            return _reference_to(raw)
        if kind == "SubStatement":
            return self._sub_statement(raw)
        raise Invalid(
            f"Jenis {kind[:40]!r} tidak dikenal. Pakai Activity, Agent, Group, StatementRef, atau"
            " SubStatement.",
            field="objectType",
            section=sections.OBJECT,
        )

    def _sub_statement(self, raw: bytes) -> _About:
        try:
            said = self._sub.decode(raw)
        except (msgspec.DecodeError, RecursionError) as error:
            raise explained(error, sections.OBJECT_STATEMENT) from None
        where = "actor"
        try:
            actor = party(bytes(said.actor))
            where = "verb"
            did = verb(bytes(said.verb))
            where = "object"
            thing = bytes(said.object)
            _refuse_nesting(thing)
            about = known_activity(thing) or self._about(thing)
            keys = 4 + actor.keys + did.keys + about.keys
            around = _NOWHERE
            if said.context is not UNSET:
                where = "context"
                around = read_context(said.context, about.kind == "Activity")
                keys += 1 + around.keys
            if said.result is not UNSET:
                where = "result"
                keys += 1 + read_result(said.result)
            if said.timestamp is not UNSET:
                where = "timestamp"
                read_timestamp(said.timestamp, self.version)
                keys += 1
            attachments: tuple[Attached, ...] = ()
            if said.attachments is not UNSET:
                where = "attachments"
                attachments, more = read_attachments(said.attachments)
                keys += 1 + more
        except Invalid as wrong:
            raise wrong.inside(where) from None
        agents = actor.everybody + about.more_agents + around.agents
        activities = around.activities.iris
        if about.kind == "Activity":
            activities = (about.text, *activities)
        elif about.text:
            agents = (about.text, *agents)
        return _About(
            "SubStatement",
            keys,
            related_agents=agents,
            related_activities=activities,
            definitions=about.definitions + around.activities.definitions,
            names=actor.names + about.names + around.names,
            attachments=attachments,
            single=around.activities.single,
        )


_READERS = {version: _Reader(version) for version in Version}
# Objects that are activities, by their bytes; what they say does not depend on the version.
_activities: dict[bytes, _About] = {}
known_activity = _activities.get


def remembered_activity(raw: bytes) -> _About:
    """The activity that this JSON is, kept for the next statement about it."""
    found = activity(raw)
    about = _About("Activity", found.keys, found.iris[0], definitions=found.definitions)
    if len(raw) <= LONGEST_REMEMBERED:
        if len(_activities) >= REMEMBERED:
            _activities.clear()
        _activities[raw] = about
    return about


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


_WHITE = b" \t\r\n"


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


def _refuse_nesting(raw: bytes) -> None:
    if known_activity(raw) is None and b"SubStatement" in raw:
        try:
            nested = _kind.decode(raw).objectType == "SubStatement"
        except (msgspec.DecodeError, RecursionError) as error:
            raise explained(error, sections.OBJECT_STATEMENT) from None
        if nested:
            raise Invalid(
                "SubStatement tidak boleh berisi SubStatement. Pakai StatementRef atau Activity.",
                field="objectType",
                section=sections.OBJECT_STATEMENT,
            )


def _reference_to(raw: bytes) -> _About:
    try:
        said = _reference.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise explained(error, sections.OBJECT_STATEMENT) from None
    if not is_uuid(said.id):
        raise Invalid(
            "Tulis UUID pernyataan yang dirujuk.", field="id", section=sections.OBJECT_STATEMENT
        )
    return _About("StatementRef", 2, target=said.id.lower())


def _cannot_void() -> Invalid:
    return Invalid(
        "Pernyataan pembatal harus menunjuk pernyataan lain. Pakai StatementRef.",
        field="object.objectType",
        section=sections.VOIDING,
    )
