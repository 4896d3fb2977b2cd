"""The chain of a regulation: what it amends and repeals, what amends and repeals it, and theirs in turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sinau.knowledge.in_force import since_of
from sinau.knowledge.models import Regulation, Relation, RelationKind
from sinau.people.models import Person

_OLDER = (RelationKind.AMENDED_BY, RelationKind.REPEALED_BY)
_CHANGES = (*_OLDER, RelationKind.AMENDS, RelationKind.REPEALS)
_DEEPEST = 4
_MOST = 60


@dataclass
class Link:
    """One event of a chain: on a day, one regulation did something to another."""

    day: date | None
    year: int
    verb: str
    newer: Regulation | None
    newer_name: str
    older: Regulation | None
    older_name: str
    pasal: str
    is_here: bool = False


def chain_of(regulation: Regulation, person: Person) -> list[Link]:
    """Every event of the chain this person may see, the oldest first; a fixed number of questions."""
    seen, edge = {regulation.pk}, [regulation.pk]
    links: dict[tuple[str, str, str], Link] = {
        ("enacted", regulation.short_title, ""): Link(
            regulation.effective_on or regulation.promulgated_on or regulation.enacted_on,
            regulation.year or 0,
            "enacted",
            regulation,
            regulation.short_title,
            None,
            "",
            "",
            is_here=True,
        )
    }
    for _step in range(_DEEPEST):
        if not edge or len(links) > _MOST:
            break
        relations = (
            Relation.objects.standing()
            .visible_to(person)
            .filter(regulation__in=edge, kind__in=_CHANGES)
            .select_related("regulation", "other")
        )
        edge = []
        for relation in relations:
            link = _link(relation, regulation)
            links.setdefault((link.verb, link.newer_name, link.older_name), link)
            if relation.other_id is not None and relation.other_id not in seen:
                seen.add(relation.other_id)
                edge.append(relation.other_id)
    return sorted(links.values(), key=lambda link: link.day or date(link.year or 1, 12, 31))


def _link(relation: Relation, here: Regulation) -> Link:
    is_older = relation.kind in _OLDER
    mine, other = relation.regulation, relation.other
    newer, older = (other, mine) if is_older else (mine, other)
    names = (relation.other_name, mine.short_title)
    newer_name, older_name = names if is_older else names[::-1]
    day = relation.since
    if day is None and is_older:
        day = since_of(relation)
    if day is None and newer is not None:
        day = newer.effective_on or newer.promulgated_on or newer.enacted_on
    verb = (
        "repeals" if relation.kind in (RelationKind.REPEALS, RelationKind.REPEALED_BY) else "amends"
    )
    year = newer.year if newer is not None and newer.year else _year_in(newer_name)
    return Link(
        day,
        year,
        verb,
        newer,
        newer_name,
        older,
        older_name,
        relation.pasal_words,
        is_here=here.pk in (getattr(newer, "pk", None), getattr(older, "pk", None)),
    )


def _year_in(name: str) -> int:
    digits = name.strip()[-4:]
    return int(digits) if digits.isdigit() else 0
