"""Pseudonymise a person on lawful request: asked by one, approved by another, done for good.

Statements, links, documents and names are rewritten in one transaction. Nothing is deleted or added,
so counts and sums per agency and per activity stay what they were; the JP ledger and its evidence
are not touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.records.disguise import Disguise
from sinau.records.documents import Place
from sinau.records.events import (
    PersonPseudonymised,
    PseudonymApproved,
    PseudonymAsked,
    PseudonymRefused,
)
from sinau.records.identities import identifiers_of, people_of, periods_of
from sinau.records.keys import key_of, related_key_of
from sinau.records.learnt import forget_seen
from sinau.records.models import (
    GUARDIANS,
    Document,
    Identity,
    Kind,
    Pseudonym,
    PseudonymRequest,
    Statement,
    Stranger,
    Support,
)
from sinau.records.references import AUTHORITY_MASK

_CHUNK = 500


class WordsMissing(Refused):
    """A request says its legal basis and reason, a refusal its reason."""


class AlreadyAsked(Refused):
    """One request about a person is decided before another one is made."""


class NeedsAnother(Refused):
    """Who asked does not approve, and neither does the person it is about."""


class AlreadyDecided(Refused):
    """A request is decided once."""


@transaction.atomic
def ask(person: Person, *, basis: str, reason: str, by: Person) -> PseudonymRequest:
    """The request waits for a second person; while it waits there is no other."""
    if not basis.strip() or not reason.strip():
        raise WordsMissing(_("Isi dasar hukum dan alasan permintaan."))
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if PseudonymRequest.objects.filter(person=person, refused_at=None, done_at=None).exists():
        raise AlreadyAsked(_("Sudah ada permintaan untuk pegawai ini yang belum selesai."))
    made = PseudonymRequest.objects.create(
        person=person,
        basis=basis.strip()[:200],
        reason=reason.strip()[:300],
        asked_by=by,
        asked_at=now(),
    )
    announce(
        PseudonymAsked(
            request_id=made.pk, person_id=person.pk, name=person.name, reason=made.reason
        ),
        by=by,
    )
    return made


def _decidable(request: PseudonymRequest, by: Person) -> PseudonymRequest:
    request = (
        PseudonymRequest.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=request.pk)
    )
    if by.pk in (request.asked_by_id, request.person_id) or not by.answers_for_city(*GUARDIANS):
        raise NeedsAnother(
            _(
                "Permintaan diputus oleh orang kedua, bukan oleh yang meminta atau yang bersangkutan."
            )
        )
    if not request.is_open:
        raise AlreadyDecided(_("Permintaan ini sudah diputus."))
    return request


@transaction.atomic
def approve(request: PseudonymRequest, *, by: Person) -> PseudonymRequest:
    """A second person agrees; the worker carries it out, and it cannot be undone."""
    from sinau.records.tasks import pseudonymise

    request = _decidable(request, by)
    request.approved_at, request.decided_by = now(), by
    request.save(update_fields=["approved_at", "decided_by"])
    announce(
        PseudonymApproved(
            request_id=request.pk, person_id=request.person_id, name=request.person.name
        ),
        by=by,
    )
    pseudonymise.defer(request_id=request.pk)
    return request


@transaction.atomic
def refuse(request: PseudonymRequest, *, by: Person, reason: str) -> PseudonymRequest:
    """A second person does not agree, and says why."""
    if not reason.strip():
        raise WordsMissing(_("Tuliskan alasan penolakan."))
    request = _decidable(request, by)
    request.refused_at, request.decided_by = now(), by
    request.refusal = reason.strip()[:300]
    request.save(update_fields=["refused_at", "decided_by", "refusal"])
    announce(
        PseudonymRefused(
            request_id=request.pk,
            person_id=request.person_id,
            name=request.person.name,
            reason=request.refusal,
        ),
        by=by,
    )
    return request


@transaction.atomic
def carry_out(request_id: int) -> bool:
    """No statement or document names the person any more; False when that was done before."""
    request = (
        PseudonymRequest.objects.select_for_update(of=("self",))
        .select_related("person__agency", "decided_by")
        .get(pk=request_id)
    )
    if request.approved_at is None or request.done_at is not None:
        return False
    person = request.person
    disguise = Disguise(_identifiers(person))
    statements = 0
    for chunk in statements_about(list(disguise.pseudonyms)):
        _rewrite(chunk, disguise)
        statements += len(chunk)
    _rewrite_keys(disguise)
    documents = _rewrite_documents(disguise)
    _forget(disguise, person)
    request.statements, request.documents, request.done_at = statements, documents, now()
    request.save(update_fields=["statements", "documents", "done_at"])
    announce(
        PersonPseudonymised(
            request_id=request.pk,
            person_id=person.pk,
            name=person.name,
            statements=statements,
            documents=documents,
        ),
        by=request.decided_by,
    )
    return True


def _identifiers(person: Person) -> list[str]:
    """All that are or were theirs, without those that are somebody else's by now."""
    known = [one for one, _until in periods_of(person)]
    known = list(dict.fromkeys([*known, *identifiers_of(person)]))
    owners = people_of(known)
    return [one for one in known if one not in owners or owners[one].pk == person.pk]


def statements_about(identifiers: list[str]) -> Iterator[list[Statement]]:
    """Every statement in which one of these stands, in chunks: as actor, object, member or related."""
    direct = [key_of(one) for one in identifiers]
    linked = [*direct, *(related_key_of(one) for one in identifiers)]
    with connection.cursor() as rows:
        rows.execute(
            """select stored, id from records_statement
               where actor = any(%s) or object = any(%s) or authority = any(%s)
               union select stored, id from records_link where key = any(%s)
               order by stored, id""",
            [direct, direct, direct, linked],
        )
        places = rows.fetchall()
    for at in range(0, len(places), _CHUNK):
        part = places[at : at + _CHUNK]
        found = Statement.objects.filter(
            stored__gte=part[0][0], stored__lte=part[-1][0], id__in=[one for _stored, one in part]
        )
        yield list(found.order_by("stored", "id"))


def _rewrite(chunk: list[Statement], disguise: Disguise) -> None:
    keys = _moved(disguise)
    with connection.cursor() as rows:
        rows.execute(
            """update records_statement s set data = n.data, actor = n.actor, object = n.object,
                   authority = n.authority
               from unnest(%s::text[]::timestamptz[], %s::uuid[], %s::text[]::jsonb[], %s::bigint[],
                           %s::bigint[], %s::bigint[]) n (stored, id, data, actor, object, authority)
               where s.stored = n.stored and s.id = n.id""",
            [
                [row.stored.isoformat() for row in chunk],
                [row.id for row in chunk],
                [json.dumps(disguise.applied(row.data), ensure_ascii=False) for row in chunk],
                [keys.get(row.actor, row.actor) for row in chunk],
                [keys.get(row.object, row.object) for row in chunk],
                [keys.get(row.authority, row.authority) for row in chunk],
            ],
        )
    # Which learning a statement led to would say whose it is.
    Support.objects.filter(statement__in=[row.id for row in chunk]).delete()


def _moved(disguise: Disguise) -> dict[int, int]:
    return {key_of(old): key_of(new) for old, new in disguise.pseudonyms.items()}


def _rewrite_keys(disguise: Disguise) -> None:
    """Links, and what statements that refer to others are found by."""
    moved = _moved(disguise)
    moved |= {related_key_of(old): related_key_of(new) for old, new in disguise.pseudonyms.items()}
    reached = moved | {
        key_of(old) ^ AUTHORITY_MASK: key_of(new) ^ AUTHORITY_MASK
        for old, new in disguise.pseudonyms.items()
    }
    with connection.cursor() as rows:
        for old, new in moved.items():
            rows.execute("update records_link set key = %s where key = %s", [new, old])
        for old, new in reached.items():
            rows.execute(
                """update records_reach set keys = array_replace(keys, %s::bigint, %s::bigint)
                   where keys && array[%s::bigint]""",
                [old, new, old],
            )


def _rewrite_documents(disguise: Disguise) -> int:
    """Documents of the person are somebody's whom nobody knows, and name the person no more."""
    found = list(
        Document.objects.select_for_update().filter(
            agent_key__in=[key_of(one) for one in disguise.pseudonyms]
        )
    )
    for old in found:
        agent = disguise.pseudonyms[old.agent]
        place = Place(
            kind=Kind(old.kind),
            agent=agent,
            activity=old.activity,
            registration=str(old.registration) if old.registration else None,
        )
        key = place.key(old.name)
        old.delete()
        old.place, old.agent, old.agent_key = key, agent, key_of(agent)
        old.content = _disguised(bytes(old.content), disguise)
        old.save(force_insert=True)
    return len(found)


def _disguised(content: bytes, disguise: Disguise) -> bytes:
    try:
        said = json.loads(content)
    except (UnicodeDecodeError, ValueError):
        return content
    after = disguise.applied(said)
    return content if after == said else json.dumps(after, ensure_ascii=False).encode()


def _forget(disguise: Disguise, person: Person) -> None:
    """What still led from an identifier to the person or their names is gone."""
    known = list(disguise.pseudonyms)
    with connection.cursor() as rows:
        rows.execute(
            "delete from records_agent where key = any(%s)", [[key_of(one) for one in known]]
        )
    Identity.objects.filter(person=person).delete()
    Stranger.objects.filter(identifier__in=known).delete()
    Pseudonym.objects.bulk_create(
        [
            Pseudonym(identifier=one, agency=person.agency)
            for one in dict.fromkeys(disguise.pseudonyms.values())
        ]
    )
    transaction.on_commit(forget_seen)
