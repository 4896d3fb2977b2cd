"""State, agent profiles and activity profiles: documents that clients keep with us.

1.0.3 Communication 2.2, 2.3, 2.6, 2.7, 3.1; 2.0 4.1.4, 4.1.6.2, 4.1.6.5, 4.1.6.6.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

import msgspec

from sinau.records import belonging, documents
from sinau.records.documents import Check, Content, Place
from sinau.records.exchange import NO_CONTENT, Answer, Problem, Visit
from sinau.records.models import Document, Kind, Scope
from sinau.records.preconditions import SECTION as CONCURRENCY
from sinau.records.preconditions import Preconditions, is_known_to
from sinau.records.resources import parameters
from sinau.records.resources.parameters import Parameters
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.versions import Version

NAME_AT_MOST = 2_000
_TYPE_AT_MOST = 255
_NO_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Documents:
    """One of the three resources: what names a document in it."""

    kind: Kind
    name: str
    about: frozenset[str]
    scope: Scope
    section: str
    has_registration: bool = False
    removes_all: bool = False

    # ── Requests ────────────────────────────────────────────────────────────

    def show(self, visit: Visit) -> Answer:
        """One document, or without its id the ids of all in this place."""
        visit.need(self.scope, Scope.ALL_READ)
        given, place = self._read(visit, "since")
        since = parameters.moment(given, "since")
        if self.name in given:
            return _shown(visit, documents.get(place, self._name(given)))
        return _listed(*documents.names(place, since))

    def put(self, visit: Visit) -> Answer:
        """The document is what was sent."""
        place, name, content = self._sent(visit)
        documents.put(place, name, content, self._may_be_put(visit))
        return NO_CONTENT

    def post(self, visit: Visit) -> Answer:
        """What was sent is added to the JSON document, or is the first content."""
        place, name, content = self._sent(visit)
        documents.merge(place, name, content, _may_be_changed(visit))
        return NO_CONTENT

    def remove(self, visit: Visit) -> Answer:
        """The document is gone; without its id all in this place are, where that exists."""
        visit.need(self.scope)
        given, place = self._read(visit)
        if self.removes_all and self.name not in given:
            documents.remove_all(place)
        else:
            documents.remove(place, self._name(given), _may_be_changed(visit))
        return NO_CONTENT

    # ── What was sent ───────────────────────────────────────────────────────

    def _sent(self, visit: Visit) -> tuple[Place, str, Content]:
        visit.need(self.scope)
        given, place = self._read(visit)
        name = self._name(given)
        return place, name, Content(visit.body(), _content_type(visit))

    def _read(self, visit: Visit, *also: str) -> tuple[dict[str, str], Place]:
        known = self.about | {self.name, *also}
        if self.has_registration:
            known |= {"registration"}
        given = parameters.read(visit.ask.query, frozenset(known))
        return given, self._place(given, visit)

    def _place(self, given: Parameters, visit: Visit) -> Place:
        for name in sorted(self.about):
            parameters.needed(given, name, self.section)
        agent = ""
        if "agent" in self.about:
            agent, _said = parameters.agent(given, "agent", visit.version)
            belonging.check_agent(visit.caller, agent)
        registration = parameters.uuid(given, "registration")
        if self.has_registration:
            belonging.check_registration(visit.caller, registration)
        return Place(
            kind=self.kind,
            agent=agent,
            activity=parameters.iri(given, "activityId"),
            registration=registration,
        )

    def _name(self, given: Parameters) -> str:
        name = parameters.needed(given, self.name, self.section)
        if len(name) > NAME_AT_MOST:
            raise Invalid(
                f'Parameter "{self.name}" paling panjang {NAME_AT_MOST} huruf.', field=self.name
            )
        return name

    # ── What may be changed ─────────────────────────────────────────────────

    def _may_be_put(self, visit: Visit) -> Check:
        """PUT overwrites, so it must say what it believes to overwrite.

        1.0.3 spares State from that; 2.0 spares whatever does not exist yet.
        """
        believed = Preconditions.of(visit.ask)
        by_first = visit.version is Version.V1
        if believed.are_given() or (by_first and self.kind is Kind.STATE):
            return _may_be_changed(visit)

        def check(known: Document | None) -> None:
            if known is not None:
                raise Problem(
                    409,
                    "Dokumen itu sudah ada. Ambil dahulu isinya, lalu kirim lagi dengan If-Match "
                    "berisi ETag-nya.",
                    field="If-Match",
                    section=CONCURRENCY,
                )
            if by_first:
                raise Problem(
                    400,
                    "Sertakan If-None-Match: * untuk dokumen baru, atau If-Match untuk mengganti.",
                    field="If-None-Match",
                    section=CONCURRENCY,
                )

        return check


def _may_be_changed(visit: Visit) -> Check:
    believed = Preconditions.of(visit.ask)
    return lambda known: believed.check(known.etag if known else None)


def _content_type(visit: Visit) -> str:
    said = visit.ask.header("content-type").strip() or _NO_TYPE
    if len(said) > _TYPE_AT_MOST or not said.isprintable():
        raise Invalid("Content-Type tidak sah.", field="Content-Type")
    return said


# ── Answers ─────────────────────────────────────────────────────────────────


def _shown(visit: Visit, document: Document | None) -> Answer:
    if document is None:
        raise Problem(404, "Dokumen itu tidak ada.", section="1.0.3 Communication 3.2")
    headers = (("ETag", f'"{document.etag}"'), _last_modified(document.changed_at))
    if is_known_to(visit.ask, document.etag):
        return Answer(304, content_type="", headers=headers)
    return Answer(200, bytes(document.content), document.content_type, headers)


def _listed(names: list[str], last: datetime | None) -> Answer:
    headers = (_last_modified(last),) if last else ()
    return Answer(200, msgspec.json.encode(names), headers=headers)


def _last_modified(at: datetime) -> tuple[str, str]:
    return "Last-Modified", format_datetime(at.astimezone(UTC), usegmt=True)


STATE = Documents(
    Kind.STATE,
    "stateId",
    frozenset({"activityId", "agent"}),
    Scope.STATE,
    "1.0.3 Communication 2.3",
    has_registration=True,
    removes_all=True,
)
AGENT_PROFILE = Documents(
    Kind.AGENT_PROFILE,
    "profileId",
    frozenset({"agent"}),
    Scope.PROFILE,
    "1.0.3 Communication 2.6",
)
ACTIVITY_PROFILE = Documents(
    Kind.ACTIVITY_PROFILE,
    "profileId",
    frozenset({"activityId"}),
    Scope.PROFILE,
    "1.0.3 Communication 2.7",
)
