"""How regulations bear on each other: noted, taken back, and what follows for their status."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge.actions.regulations import change_status, tell_affected
from sinau.knowledge.events import RegulationRelated
from sinau.knowledge.in_force import touched_pasal
from sinau.knowledge.models import Regulation, RegulationStatus, Relation, RelationKind
from sinau.people.models import Audience, Person

_OLDER = (RelationKind.AMENDED_BY, RelationKind.REPEALED_BY)


@transaction.atomic
def relate(
    regulation: Regulation,
    kind: RelationKind,
    *,
    other: Regulation | None,
    other_name: str,
    by: Person,
    pasal: Sequence[str] = (),
    since: date | None = None,
) -> Relation:
    """Note how two regulations bear on each other; their status follows. Twice is once.

    `pasal` names those of the older one that are meant, none when all of it is.
    """
    name = other.short_title if other is not None else other_name.strip()
    relation, is_new = Relation.objects.standing().get_or_create(
        regulation=regulation,
        kind=kind,
        other_name=name,
        defaults={
            "other": other,
            "pasal": list(pasal),
            "since": since,
            "noted_by": by,
            "noted_at": now(),
        },
    )
    if not is_new:
        return relation
    announce(
        RegulationRelated(
            regulation_id=regulation.pk,
            short_title=regulation.short_title,
            relation=str(kind.label),
            other=name,
        ),
        by=by,
    )
    if other is not None:
        relate(
            other, kind.inverse, other=regulation, other_name="", by=by, pasal=pasal, since=since
        )
    if kind in _OLDER:
        _affect(regulation, relation, by)
    return relation


def _affect(regulation: Regulation, relation: Relation, by: Person) -> None:
    """The older one has another status now, and what cites it must be looked at."""
    regulation.refresh_from_db(fields=["status"])
    status = _effect(relation)
    because = _sayable(relation.other, relation.other_name)
    if regulation.status != RegulationStatus.REPEALED:
        change_status(regulation, status, because=because, by=by, is_told=True)
        regulation.refresh_from_db(fields=["status"])
    is_repeal = relation.kind == RelationKind.REPEALED_BY
    tell_affected(
        regulation,
        RegulationStatus.REPEALED if is_repeal else RegulationStatus.AMENDED,
        because=because,
        by=by,
        pasal=sorted(touched_pasal(relation)),
        since=relation.since,
    )


def _effect(relation: Relation) -> str:
    """A regulation of which only some Pasal are repealed goes on, amended."""
    if relation.kind == RelationKind.REPEALED_BY and not relation.pasal:
        return RegulationStatus.REPEALED
    return RegulationStatus.AMENDED


def _sayable(other: Regulation | None, name: str) -> str:
    """The name, unless it belongs to a regulation that not everybody who reads this may know of."""
    return "" if other is not None and other.audience == Audience.AGENCY else name


@transaction.atomic
def unrelate(relation: Relation, *, by: Person) -> None:
    """Take a relation back, on both sides; the status goes back to what the rest says."""
    for one in _both_sides(relation):
        one.removed_by, one.removed_at = by, now()
        one.save(update_fields=["removed_by", "removed_at"])
        regulation = one.regulation
        announce(
            RegulationRelated(
                regulation_id=regulation.pk,
                short_title=regulation.short_title,
                relation=str(RelationKind(one.kind).label),
                other=one.other_name,
                removed=True,
            ),
            by=by,
        )
        if RelationKind(one.kind) in _OLDER:
            status = _status_by_relations(regulation)
            change_status(regulation, status, because="", by=by, is_told=True)


def _both_sides(relation: Relation) -> list[Relation]:
    sides = [relation] if relation.removed_at is None else []
    if relation.other_id is not None:
        sides += Relation.objects.standing().filter(
            regulation_id=relation.other_id,
            other_id=relation.regulation_id,
            kind=RelationKind(relation.kind).inverse,
        )
    return sides


def _status_by_relations(regulation: Regulation) -> str:
    standing = Relation.objects.standing().filter(regulation=regulation, kind__in=_OLDER)
    effects = {_effect(relation) for relation in standing}
    for status in (RegulationStatus.REPEALED, RegulationStatus.AMENDED):
        if status in effects:
            return status
    return RegulationStatus.IN_FORCE
