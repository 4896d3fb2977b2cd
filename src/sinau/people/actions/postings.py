"""Who works where: the current place on the person, every former one as a posting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sinau.people.models import ImportRun, Person, Posting


def post(
    people: Iterable[Person], *, days: Mapping[int, date], by_run: ImportRun | None = None
) -> None:
    """End the current posting of each and begin one as the person's fields say now.

    `days` gives the first day of each by key. Writes postings only; the caller saves the people.
    A posting that would end before it began ends on the day it began and so never held.
    """
    people = list(people)
    begins = end_postings(days, by_run=by_run)
    Posting.objects.bulk_create(
        Posting(
            person=person,
            agency_id=person.agency_id,
            job_title=person.job_title,
            job_kind=person.job_kind,
            valid_from=begins.get(person.pk, days[person.pk]),
            begun_by=by_run,
        )
        for person in people
        if person.agency_id
    )


def end_postings(days: Mapping[int, date], *, by_run: ImportRun | None = None) -> dict[int, date]:
    """End the current postings of these people, each on a day; gives the day it ended on."""
    current = list(
        Posting.objects.select_for_update().filter(person_id__in=list(days), valid_to=None)
    )
    for posting in current:
        posting.valid_to = max(days[posting.person_id], posting.valid_from)
        posting.ended_by = by_run
    _keep_ends(current)
    return {posting.person_id: posting.valid_to for posting in current if posting.valid_to}


def _keep_ends(postings: list[Posting]) -> None:
    # An upsert on the key: one statement for thousands of rows, where bulk_update needs minutes.
    Posting.objects.bulk_create(
        postings,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["valid_to", "ended_by"],
        batch_size=2000,
    )
