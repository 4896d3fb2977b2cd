"""Try a rule on statements that are there, without writing anything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from sinau.people.models import Person
from sinau.records.callers import caller_for
from sinau.records.identities import people_of
from sinau.records.keys import key_of
from sinau.records.mapping.matching import Learnt, Miss, learnt, miss, title_of
from sinau.records.mapping.rules import Rule
from sinau.records.models import Client, Reported, Statement
from sinau.records.naming import identifier_of, name_of
from sinau.records.reporting import Others, digest_of, worth_of
from sinau.records.storing import house_caller

# As many statements with one of the rule's verbs are looked at, the newest first.
LOOKED_AT = 300
# Examples that are shown of what does not fit.
EXAMPLES = 20


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A statement that would count: whose it is, as what, for how much."""

    statement_id: str
    actor: str
    person: Person | None
    learnt: Learnt
    worth: str
    # Another statement of these speaks of the same learning, or it has been counted before.
    is_again: bool = False
    is_counted: bool = False


@dataclass(frozen=True, kw_only=True)
class Other:
    """A statement that would not count, and why."""

    statement_id: str
    actor: str
    title: str
    why: Miss


@dataclass
class Trial:
    """What a rule would have done with the statements of a period."""

    hits: list[Hit] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    why: Counter[Miss] = field(default_factory=Counter)
    looked_at: int = 0
    is_cut: bool = False

    @property
    def new(self) -> int:
        """How much learning would be counted."""
        return sum(1 for hit in self.hits if hit.person and not hit.is_again and not hit.is_counted)

    @property
    def unknown(self) -> int:
        """How many fitting statements are of actors nobody knows."""
        return sum(1 for hit in self.hits if hit.person is None)


def try_rule(rule: Rule, *, begins: datetime, ends: datetime) -> Trial:
    """What the rule would do with the newest statements of the period; nothing is written."""
    rows = list(
        Statement.objects.filter(
            verb__in=[key_of(verb) for verb in rule.verbs],
            voided=False,
            stored__gte=begins,
            stored__lt=ends,
        )
        .exclude(authority=house_caller().authority_key)
        .order_by("-stored", "-id")[: LOOKED_AT + 1]
    )
    clients = {caller_for(one).authority_key: one for one in Client.objects.all()}
    trial = Trial(looked_at=min(len(rows), LOOKED_AT), is_cut=len(rows) > LOOKED_AT)
    found: list[tuple[Statement, Learnt]] = []
    for row in reversed(rows[:LOOKED_AT]):
        client = clients.get(row.authority)
        others = Others(row, rule)
        why = miss(row.data, rule, client=str(client.pk) if client else "", others=others)
        if why is None:
            name = client.name if client else ""
            found.append((row, learnt(row.data, rule, client_name=name, others=others)))
        else:
            _note(trial, row, why)
    trial.hits = _hits(found)
    return trial


def _note(trial: Trial, row: Statement, why: Miss) -> None:
    trial.why[why] += 1
    if len(trial.others) < EXAMPLES:
        thing = row.data["object"]
        title = title_of(thing) if "id" in thing else ""
        trial.others.append(
            Other(statement_id=str(row.id), actor=name_of(row.data["actor"]), title=title, why=why)
        )


def _hits(found: list[tuple[Statement, Learnt]]) -> list[Hit]:
    people = people_of(identifier_of(row.data["actor"]) for row, _learnt in found)
    digests: dict[int, str] = {}
    for at, (row, said) in enumerate(found):
        person = people.get(identifier_of(row.data["actor"]))
        if person is not None:
            digests[at] = digest_of(person.pk, said)
    counted = _counted(digests.values())
    seen: set[str] = set()
    hits = []
    for at, (row, said) in enumerate(found):
        person = people.get(identifier_of(row.data["actor"]))
        digest = digests.get(at, "")
        hits.append(
            Hit(
                statement_id=str(row.id),
                actor=name_of(row.data["actor"]),
                person=person,
                learnt=said,
                worth=worth_of(said, person) if person else "",
                is_again=bool(digest) and digest in seen,
                is_counted=digest in counted,
            )
        )
        seen.add(digest)
    return hits


def _counted(digests: object) -> set[str]:
    evidences = [f"records.learning:{digest}" for digest in set(digests)]  # type: ignore[call-overload]
    known = Reported.objects.filter(evidence__in=evidences).values_list("evidence", flat=True)
    return {evidence.removeprefix("records.learning:") for evidence in known}
