"""Keep how people did in a year, and say whether they may look at their own box."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from sinau.journal.announcing import announce, announce_many
from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.planning.events import BoxesClosed, BoxesOpened, PerformanceEntered
from sinau.planning.models import BoxOpening, Performance


@transaction.atomic
def enter_performance(rows: Sequence[Performance], *, by: Person) -> tuple[list[int], list[int]]:
    """These ratings stand; the rows made and those replaced. What is so already stays."""
    standing = {
        (row.person_id, row.year): row
        for row in Performance.objects.standing()
        .select_for_update()
        .filter(person__in={row.person_id for row in rows})
    }
    latest = {(row.person_id, row.year): row for row in rows}
    fresh = [
        row
        for place, row in latest.items()
        if place not in standing or standing[place].rating != row.rating
    ]
    replaced = [standing[p].pk for row in fresh if (p := (row.person_id, row.year)) in standing]
    Performance.objects.filter(pk__in=replaced).update(replaced_at=now())
    for row in fresh:
        row.entered_by, row.entered_at = by, now()
    made = Performance.objects.bulk_create(fresh)
    if made:
        announce_many(
            [
                PerformanceEntered(
                    person_id=row.person_id, year=row.year, rating=row.rating, source=row.source
                )
                for row in made
            ],
            by=by,
        )
    return [row.pk for row in made], replaced


@transaction.atomic
def open_boxes(*, by: Person) -> None:
    """Everybody may look at their own box; a second time changes nothing."""
    _row, is_new = BoxOpening.objects.get_or_create(
        closed_at=None, defaults={"opened_by": by, "opened_at": now()}
    )
    if is_new:
        announce(BoxesOpened(), by=by)


@transaction.atomic
def close_boxes(*, by: Person) -> None:
    """Nobody looks at their own box any more; a second time changes nothing."""
    if BoxOpening.objects.filter(closed_at=None).update(closed_by=by, closed_at=now()):
        announce(BoxesClosed(), by=by)
