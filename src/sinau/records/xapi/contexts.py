"""Where and with whom it happened: registration, instructor, team, other activities, language."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Raw, Struct, UnsetType

from sinau.records.xapi import sections
from sinau.records.xapi.activities import Thing, context_activities, extensions, need_iri
from sinau.records.xapi.agents import Party, group, party
from sinau.records.xapi.checked import Stated
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import is_language_tag, is_uuid

NOTHING = Thing((), (), 0)


class ReferenceJSON(Struct, forbid_unknown_fields=True, gc=False):
    objectType: Literal["StatementRef"]
    id: str


class FirstContextJSON(Struct, forbid_unknown_fields=True, gc=False):
    """As 1.0.3 has it."""

    registration: str | UnsetType = UNSET
    instructor: Raw | UnsetType = UNSET
    team: Raw | UnsetType = UNSET
    contextActivities: Raw | UnsetType = UNSET
    revision: str | UnsetType = UNSET
    platform: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    statement: ReferenceJSON | UnsetType = UNSET
    extensions: Raw | UnsetType = UNSET


class ContextAgentJSON(Struct, forbid_unknown_fields=True, gc=False):
    objectType: Literal["contextAgent"]
    agent: Raw
    relevantTypes: list[str] | UnsetType = UNSET


class ContextGroupJSON(Struct, forbid_unknown_fields=True, gc=False):
    objectType: Literal["contextGroup"]
    group: Raw
    relevantTypes: list[str] | UnsetType = UNSET


class SecondContextJSON(FirstContextJSON, forbid_unknown_fields=True, gc=False):
    """As 2.0 has it: agents and groups with the kinds of activity they stand for."""

    contextAgents: list[ContextAgentJSON] | UnsetType = UNSET
    contextGroups: list[ContextGroupJSON] | UnsetType = UNSET


class Around(Struct, gc=False):
    """A context that was found valid."""

    registration: str | None
    agents: tuple[str, ...]
    names: tuple[Stated, ...]
    activities: Thing
    keys: int


def read_context(said: FirstContextJSON, about_activity: bool) -> Around:
    """Check it; `about_activity` says whether the statement's object is an activity."""
    keys = 0
    registration = None
    agents: tuple[str, ...] = ()
    names: tuple[Stated, ...] = ()
    activities = NOTHING
    where = ""
    try:
        if said.registration is not UNSET:
            where = "registration"
            registration = _uuid(said.registration)
            keys += 1
        if said.contextActivities is not UNSET:
            where = "contextActivities"
            activities = context_activities(bytes(said.contextActivities))
            keys += 1 + activities.keys
        if said.extensions is not UNSET:
            where = "extensions"
            keys += 1 + extensions(bytes(said.extensions))
        if said.platform is not UNSET:
            where = "platform"
            _only_about_activities(about_activity)
            keys += 1
        if said.revision is not UNSET:
            where = "revision"
            _only_about_activities(about_activity)
            keys += 1
        if said.language is not UNSET:
            where = "language"
            _language(said.language)
            keys += 1
        if said.statement is not UNSET:
            where = "statement.id"
            _uuid(said.statement.id)
            keys += 3
        if said.instructor is not UNSET:
            where = "instructor"
            someone = party(bytes(said.instructor))
            agents, names, keys = someone.everybody, someone.names, keys + 1 + someone.keys
        if said.team is not UNSET:
            where = "team"
            someone = group(bytes(said.team))
            agents, names = agents + someone.everybody, names + someone.names
            keys += 1 + someone.keys
    except Invalid as wrong:
        raise wrong.inside(where) from None
    around = Around(registration, agents, names, activities, keys)
    if isinstance(said, SecondContextJSON):
        _read_more(said, around)
    return around


def _read_more(said: SecondContextJSON, around: Around) -> None:
    if said.contextAgents is not UNSET:
        around.keys += 1
        for at, one in enumerate(said.contextAgents):
            try:
                _add(around, _agent(bytes(one.agent)), one.relevantTypes)
            except Invalid as wrong:
                raise wrong.inside(f"contextAgents[{at}]") from None
    if said.contextGroups is not UNSET:
        around.keys += 1
        for at, another in enumerate(said.contextGroups):
            try:
                _add(around, _group(bytes(another.group)), another.relevantTypes)
            except Invalid as wrong:
                raise wrong.inside(f"contextGroups[{at}]") from None


def _add(around: Around, someone: Party, types: list[str] | UnsetType) -> None:
    around.agents += someone.everybody
    around.names += someone.names
    around.keys += 2 + someone.keys
    if types is UNSET:
        return
    around.keys += 1
    if not types:
        raise Invalid(
            "Isi paling sedikit satu IRI jenis kegiatan, atau hapus relevantTypes.",
            field="relevantTypes",
            section=sections.CONTEXT_AGENTS,
        )
    for at, one in enumerate(types):
        need_iri(one, f"relevantTypes[{at}]", sections.CONTEXT_AGENTS)


def _agent(raw: bytes) -> Party:
    try:
        found = party(raw)
    except Invalid as wrong:
        raise wrong.inside("agent") from None
    if found.is_group:
        raise Invalid(
            "Di sini harus ada satu pelaku. Kelompok ditulis di contextGroups.",
            field="agent.objectType",
            section=sections.CONTEXT_AGENTS,
        )
    return found


def _group(raw: bytes) -> Party:
    try:
        return group(raw)
    except Invalid as wrong:
        raise wrong.inside("group") from None


def _uuid(text: str) -> str:
    if not is_uuid(text):
        raise Invalid(
            "Tulis UUID, misalnya 0f0e8a7a-6d0c-4c55-9d3e-1f0f4a4c7b10.", section=sections.UUIDS
        )
    return text.lower()


def _language(text: str) -> None:
    if not is_language_tag(text):
        raise Invalid(
            f"Kode bahasa {text[:40]!r} tidak menurut RFC 5646. Contoh: id, jv, en-US.",
            section=sections.CONTEXT,
        )


def _only_about_activities(about_activity: bool) -> None:
    if not about_activity:
        raise Invalid(
            "Hanya boleh ada bila object berjenis Activity. Hapus properti ini.",
            section=sections.CONTEXT,
        )
