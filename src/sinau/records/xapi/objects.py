"""Who did what, and to what: the part that statements and sub-statements have in common."""

from __future__ import annotations

import msgspec
from msgspec import UNSET

from sinau.records.xapi import sections
from sinau.records.xapi.activities import LONGEST_REMEMBERED, REMEMBERED, Verb, activity, verb
from sinau.records.xapi.agents import Party, party
from sinau.records.xapi.attachments import read_attachments
from sinau.records.xapi.checked import Attached, Stated
from sinau.records.xapi.contexts import NOTHING, Around, ReferenceJSON, read_context
from sinau.records.xapi.forms import FirstJSON, FirstSubJSON, SecondSubJSON
from sinau.records.xapi.remembering import Memory
from sinau.records.xapi.results import read_result
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import is_uuid, read_timestamp
from sinau.records.xapi.versions import Version
from sinau.records.xapi.wellformed import explained


class About(msgspec.Struct, gc=False):
    """An object, and whom and what it brings along."""

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


class Body(msgspec.Struct, gc=False):
    """Actor, verb, object and what is around them, found valid."""

    actor: Party
    verb: Verb
    about: About
    around: Around
    attachments: tuple[Attached, ...]
    keys: int

    @property
    def single(self) -> bool:
        """Whether somewhere one context activity stands where an array belongs."""
        return self.about.single or self.around.activities.single


class _Kind(msgspec.Struct, gc=False):
    objectType: str = "Activity"


_kind = msgspec.json.Decoder(_Kind)
_reference = msgspec.json.Decoder(ReferenceJSON)
_NOWHERE = Around(None, (), (), NOTHING, 0)
# Objects that are activities, by their bytes; what they say does not depend on the version.
_activities: Memory[About] = Memory(most=REMEMBERED, longest=LONGEST_REMEMBERED)
_known_activity = _activities.get


class Bodies:
    """Reads them by the rules of one version."""

    def __init__(self, version: Version) -> None:
        self.version = version
        form = SecondSubJSON if version is Version.V2 else FirstSubJSON
        self._sub: msgspec.json.Decoder[FirstSubJSON] = msgspec.json.Decoder(form)

    def read(self, said: FirstJSON | FirstSubJSON) -> Body:
        where = "actor"
        try:
            actor = party(bytes(said.actor))
            where = "verb"
            did = verb(bytes(said.verb))
            where = "object"
            thing = bytes(said.object)
            about = _known_activity(thing) or self._about(thing, isinstance(said, FirstSubJSON))
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
        return Body(actor, did, about, around, attachments, keys)

    def _about(self, raw: bytes, inside: bool) -> About:
        try:
            kind = _kind.decode(raw).objectType
        except (msgspec.DecodeError, RecursionError) as error:
            raise explained(error, sections.OBJECT) from None
        if kind == "Activity":
            return _activity(raw)
        if kind in ("Agent", "Group"):
            someone = party(raw)
            return About(
                kind,
                someone.keys,
                someone.identifier,
                more_agents=someone.members,
                names=someone.names,
            )
        if kind == "StatementRef":
            return _reference_to(raw)
        if kind == "SubStatement" and not inside:
            return self._sub_statement(raw)
        raise _wrong_kind(kind)

    def _sub_statement(self, raw: bytes) -> About:
        try:
            said = self._sub.decode(raw)
        except (msgspec.DecodeError, RecursionError) as error:
            raise explained(error, sections.OBJECT_STATEMENT) from None
        body = self.read(said)
        keys = body.keys + 1
        if said.timestamp is not UNSET:
            try:
                read_timestamp(said.timestamp, self.version)
            except Invalid as wrong:
                raise wrong.inside("timestamp") from None
            keys += 1
        about, around = body.about, body.around
        agents = body.actor.everybody + about.more_agents + around.agents
        activities = around.activities.iris
        if about.kind == "Activity":
            activities = (about.text, *activities)
        elif about.text:
            agents = (about.text, *agents)
        return About(
            "SubStatement",
            keys,
            related_agents=agents,
            related_activities=activities,
            definitions=about.definitions + around.activities.definitions,
            names=body.actor.names + about.names + around.names,
            attachments=body.attachments,
            single=body.single,
        )


def _activity(raw: bytes) -> About:
    """The activity that this JSON is, kept for the next statement about it."""
    found = activity(raw)
    about = About("Activity", found.keys, found.iris[0], definitions=found.definitions)
    _activities.keep(raw, about)
    return about


def _reference_to(raw: bytes) -> About:
    try:
        said = _reference.decode(raw)
    except (msgspec.DecodeError, RecursionError) as error:
        raise explained(error, sections.OBJECT_STATEMENT) from None
    if not is_uuid(said.id):
        raise Invalid(
            "Tulis UUID pernyataan yang dirujuk.", field="id", section=sections.OBJECT_STATEMENT
        )
    return About("StatementRef", 2, target=said.id.lower())


def _wrong_kind(kind: str) -> Invalid:
    if kind == "SubStatement":
        return Invalid(
            "SubStatement tidak boleh berisi SubStatement. Pakai StatementRef atau Activity.",
            field="objectType",
            section=sections.OBJECT_STATEMENT,
        )
    return Invalid(
        f"Jenis {kind[:40]!r} tidak dikenal. Pakai Activity, Agent, Group, StatementRef, atau"
        " SubStatement.",
        field="objectType",
        section=sections.OBJECT,
    )
