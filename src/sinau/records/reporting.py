"""From a statement that fits a rule to learning that counts: the only place that writes it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.records.callers import caller_for
from sinau.records.events import LearningReported, LearningWithdrawn, StrangerSetAside
from sinau.records.identities import people_of
from sinau.records.keys import key_of
from sinau.records.mapping.matching import Learnt, Miss, learnt, miss
from sinau.records.mapping.rules import Minutes, Rule
from sinau.records.models import (
    Client,
    MappingVersion,
    Pseudonym,
    Reported,
    Statement,
    Stranger,
    Support,
    Waiting,
)
from sinau.records.naming import identifier_of, name_of

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
# A registration with more statements than this is read as far as this.
_MOST_OTHERS = 1000


class ReasonMissing(Refused):
    """Who sets an actor aside says why."""


@dataclass(frozen=True)
class Fit:
    """A statement, the rule in force that it fits, and what was learnt."""

    statement: Statement
    version: MappingVersion
    learnt: Learnt

    @property
    def actor(self) -> str:
        """The identifier of whoever learnt."""
        return identifier_of(self.statement.data["actor"])


@dataclass
class Book:
    """The rules in force, read once for many statements."""

    versions: list[tuple[MappingVersion, Rule]]
    clients: dict[int, Client] = field(default_factory=dict)

    @classmethod
    def in_force(cls) -> Book:
        """The newest wording of every rule that is in use."""
        rules = [(v, v.rule()) for v in MappingVersion.objects.newest() if v.in_use]
        return cls(rules, {caller_for(one).authority_key: one for one in Client.objects.all()})

    @property
    def verb_keys(self) -> list[int]:
        """Keys of the verbs that any rule asks for."""
        return sorted({key_of(verb) for _version, rule in self.versions for verb in rule.verbs})

    def read(self, statement: Statement) -> tuple[Fit | None, Miss]:
        """The first rule that fits, or the reason of the rule that came closest."""
        client = self.clients.get(statement.authority)
        closest = Miss.VERB
        order = list(Miss)
        for version, rule in self.versions:
            others = Others(statement, rule)
            why = miss(statement.data, rule, client=str(client.pk) if client else "", others=others)
            if why is None:
                found = learnt(
                    statement.data, rule, client_name=client.name if client else "", others=others
                )
                return Fit(statement, version, found), closest
            closest = max(closest, why, key=order.index)
        return None, closest


class Others:
    """The other statements of the same registration and actor, where the rule needs them.

    Read when they are first looked at: most statements miss a rule for a reason of their own.
    """

    def __init__(self, statement: Statement, rule: Rule) -> None:
        self._statement = statement
        self._needs = rule.follows_move_on or rule.minutes_from == Minutes.REGISTRATION

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._said)

    @cached_property
    def _said(self) -> list[dict[str, Any]]:
        mine = self._statement
        if not self._needs or mine.registration is None:
            return []
        rows = Statement.objects.filter(registration=mine.registration, voided=False)
        same = rows.exclude(id=mine.id).order_by("stored")[:_MOST_OTHERS]
        actor = identifier_of(mine.data["actor"])
        return [one.data for one in same if identifier_of(one.data["actor"]) in (actor, "")]


@transaction.atomic(savepoint=False)
def take(statements: Iterable[Statement], book: Book) -> int:
    """The learning of these statements counts, each learning once; gives how many were new.

    Who is not known waits as a stranger. Voiding statements withdraw. Any of it a second time
    changes nothing.
    """
    fits: list[Fit] = []
    new = 0
    for statement in statements:
        if statement.data["verb"]["id"] == VOIDED:
            # What came before in this batch must stand before it is withdrawn.
            new += _count(fits)
            fits = []
            withdraw(str(statement.data["object"].get("id", "")))
        elif not statement.voided:
            fit, _why = book.read(statement)
            if fit is not None and fit.actor:
                fits.append(fit)
    return new + _count(fits)


def _count(fits: list[Fit]) -> int:
    known = set(
        Support.objects.filter(statement__in=[fit.statement.id for fit in fits]).values_list(
            "statement", flat=True
        )
    )
    fresh = [fit for fit in fits if fit.statement.id not in known]
    hidden = _hidden(fit.actor for fit in fresh)
    fresh = [fit for fit in fresh if fit.actor not in hidden]
    people = people_of(fit.actor for fit in fresh)
    # In one order, so that two workers with the same people wait and do not block each other.
    _lock(person.pk for person in people.values())
    new = 0
    for fit in fresh:
        person = people.get(fit.actor)
        if person is None:
            _wait(fit)
        else:
            new += _report(fit, person)
    return new


def _hidden(actors: Iterable[str]) -> set[str]:
    """Those that nobody shall know: their learning was counted before."""
    known = Pseudonym.objects.filter(identifier__in=set(actors))
    return set(known.values_list("identifier", flat=True))


def digest_of(person_id: int, found: Learnt) -> str:
    """What is the same for every statement that speaks of the same learning of the same person."""
    text = f"{person_id}\n{found.activity}\n{found.occasion}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _lock(people: Iterable[int]) -> None:
    """The person's row is the lock: two workers never report one learning twice."""
    wanted = set(people)
    if wanted:
        rows = Person.objects.select_for_update(no_key=True).filter(pk__in=wanted)
        list(rows.order_by("pk").values_list("pk"))


@transaction.atomic
def _report(fit: Fit, person: Person) -> bool:
    """The learning is told, unless another statement told it; then this one only supports it.

    Whoever calls has locked the person.
    """
    digest = digest_of(person.pk, fit.learnt)
    earlier = (
        Reported.objects.filter(evidence__startswith=f"records.learning:{digest}")
        .order_by("-round")
        .first()
    )
    Waiting.objects.filter(statement=fit.statement.id).delete()
    if earlier is not None and earlier.withdrawn_at is None:
        Support.objects.get_or_create(statement=fit.statement.id, defaults={"learning": earlier})
        return False
    number = earlier.round + 1 if earlier else 1
    evidence = f"records.learning:{digest}" + (f".{number}" if number > 1 else "")
    learning = Reported.objects.create(
        evidence=evidence,
        person=person,
        activity=fit.learnt.activity,
        occasion=fit.learnt.occasion,
        round=number,
        title=fit.learnt.title,
        minutes=fit.learnt.minutes,
        ended_on=fit.learnt.ended_on,
        rule=fit.version,
        reported_at=now(),
    )
    Support.objects.create(statement=fit.statement.id, learning=learning)
    MappingVersion.objects.filter(pk=fit.version.pk).update(counted=F("counted") + 1)
    announce(_fact(fit, learning), by=None)
    return True


def _fact(fit: Fit, learning: Reported) -> LearningReported:
    found = fit.learnt
    return LearningReported(
        person_id=learning.person_id,
        evidence=learning.evidence,
        form=found.form,
        title=found.title,
        organiser=found.organiser,
        started_on=found.started_on,
        ended_on=found.ended_on,
        minutes=found.minutes,
        stated_jp=found.stated_jp,
        evidence_url=learning.get_absolute_url(),
        statement_id=str(fit.statement.id),
        rule_version=fit.version.pk,
    )


def _wait(fit: Fit) -> None:
    stranger, is_new = Stranger.objects.get_or_create(
        identifier=fit.actor,
        defaults={
            "name": name_of(fit.statement.data["actor"])[:200],
            "first_at": fit.statement.stored,
            "last_at": fit.statement.stored,
        },
    )
    _row, is_new = Waiting.objects.get_or_create(
        statement=fit.statement.id,
        defaults={"stored": fit.statement.stored, "stranger": stranger},
    )
    if is_new:
        Stranger.objects.filter(pk=stranger.pk).update(
            waiting=F("waiting") + 1, last_at=fit.statement.stored
        )


@transaction.atomic
def withdraw(statement_id: str) -> None:
    """A voided statement no longer supports its learning; without support the learning is withdrawn."""
    try:
        wanted = UUID(statement_id)
    except ValueError:
        return
    waiting = Waiting.objects.filter(statement=wanted).select_related("stranger").first()
    if waiting is not None:
        Stranger.objects.filter(pk=waiting.stranger_id).update(waiting=F("waiting") - 1)
        waiting.delete()
    support = (
        Support.objects.select_for_update().filter(statement=wanted, withdrawn_at=None).first()
    )
    if support is None:
        return
    support.withdrawn_at = now()
    support.save(update_fields=["withdrawn_at"])
    learning = Reported.objects.select_for_update().get(pk=support.learning_id)
    if learning.supports.filter(withdrawn_at=None).exists() or learning.withdrawn_at:
        return
    learning.withdrawn_at = now()
    learning.save(update_fields=["withdrawn_at"])
    announce(
        LearningWithdrawn(
            person_id=learning.person_id,
            evidence=learning.evidence,
            title=learning.title,
            statement_id=statement_id,
        ),
        by=None,
    )


@transaction.atomic
def meet(stranger: Stranger, person: Person) -> int:
    """Everything that waited for this actor counts for the person; a second time nothing waits."""
    stranger = Stranger.objects.select_for_update().get(pk=stranger.pk)
    _lock([person.pk])
    waiting = list(stranger.statements.order_by("stored", "statement"))
    book = Book.in_force()
    found = _statements({row.stored for row in waiting}, [row.statement for row in waiting])
    new = 0
    for row in waiting:
        statement = found.get(row.statement)
        if statement is not None and not statement.voided:
            fit, _why = book.read(statement)
            new += _report(fit, person) if fit is not None else 0
    stranger.statements.all().delete()
    stranger.person, stranger.waiting, stranger.set_aside_at = person, 0, None
    stranger.save(update_fields=["person", "waiting", "set_aside_at"])
    return new


def _statements(stored: set[datetime], ids: list[UUID]) -> Mapping[UUID, Statement]:
    # The moment of storing is in the question so that only partitions of those months are read.
    if not ids:
        return {}
    rows = Statement.objects.filter(id__in=ids, stored__gte=min(stored), stored__lte=max(stored))
    return {row.id: row for row in rows}


@transaction.atomic
def set_aside(stranger: Stranger, *, by: Person, reason: str) -> Stranger:
    """The actor is nobody of ours and leaves the list; a second time changes nothing."""
    if not reason.strip():
        raise ReasonMissing(_("Tuliskan alasan, misalnya “peserta dari luar pemerintah kota”."))
    stranger = Stranger.objects.select_for_update().get(pk=stranger.pk)
    if stranger.set_aside_at is None:
        stranger.set_aside_at, stranger.set_aside_by = now(), by
        stranger.set_aside_reason = reason.strip()[:300]
        stranger.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_reason"])
        announce(
            StrangerSetAside(
                stranger_id=stranger.pk,
                name=str(stranger)[:200],
                reason=stranger.set_aside_reason,
            ),
            by=by,
        )
    return stranger


# What the ledger tells us about its own rules, so that the pages here can offer and preview them.
_forms: list[Callable[[], list[tuple[str, str]]]] = []
_worth: list[Callable[[Learnt, Person], str]] = []


def offer_ledger(
    forms: Callable[[], list[tuple[str, str]]], worth: Callable[[Learnt, Person], str]
) -> None:
    """The ledger says which forms of learning it knows and what learning would be worth."""
    _forms[:], _worth[:] = [forms], [worth]


def forms_of_learning() -> list[tuple[str, str]]:
    """Keys and names of the forms the ledger knows; none where there is no ledger."""
    return _forms[0]() if _forms else []


def worth_of(found: Learnt, person: Person) -> str:
    """What the ledger would say the learning is worth, in words; empty where there is no ledger."""
    return _worth[0](found, person) if _worth else ""
