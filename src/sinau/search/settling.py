"""The verbs of the words of the office: settle what a word also means, and take a meaning back."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.search.events import WordingChanged, WordingRetired
from sinau.search.models import Wording
from sinau.search.wordings import Entry, entries, key_of


class MeansItself(Refused):
    """A word that means only itself tells the search nothing."""


@transaction.atomic
def settle_wording(entry: Entry, *, by: Person, note: str = "") -> Wording:
    """The search goes by this entry from its next question on; the same again changes nothing."""
    if (
        not entry.said
        or not entry.means
        or {key_of(one) for one in entry.said} >= {key_of(one) for one in entry.means}
    ):
        raise MeansItself(_("Tulis sedikitnya satu arti yang berbeda dari kata yang diketik."))
    former = entries().get(entry.key)
    wording = Wording.objects.select_for_update().filter(key=entry.key).first()
    if wording is not None and _is_same(wording, entry, note):
        return wording
    wording = wording or Wording(key=entry.key)
    wording.said, wording.means = list(entry.said), list(entry.means)
    wording.both_ways, wording.note, wording.retired_at = entry.both_ways, note, None
    _stamp(wording, by)
    announce(
        WordingChanged(
            wording_id=wording.pk,
            key=wording.key,
            said=wording.said,
            means=wording.means,
            both_ways=wording.both_ways,
            former_means=list(former.means) if former and not former.is_retired else [],
            note=note,
        ),
        by=by,
    )
    return wording


@transaction.atomic
def retire_wording(key: str, *, by: Person, reason: str) -> None:
    """The search does not go by this entry any more; a second time nothing changes."""
    entry = entries().get(key)
    if entry is None or entry.is_retired:
        return
    wording = Wording.objects.select_for_update().filter(key=key).first() or Wording(
        key=key, said=list(entry.said), means=list(entry.means), both_ways=entry.both_ways
    )
    wording.retired_at = now()
    _stamp(wording, by)
    announce(WordingRetired(wording_id=wording.pk, key=key, reason=reason), by=by)


def _is_same(wording: Wording, entry: Entry, note: str) -> bool:
    return wording.retired_at is None and (
        tuple(wording.said),
        tuple(wording.means),
        wording.both_ways,
        wording.note,
    ) == (entry.said, entry.means, entry.both_ways, note)


def _stamp(wording: Wording, by: Person) -> None:
    wording.changed_at, wording.changed_by = now(), by
    wording.stamp = secrets.randbits(62)
    wording.save()
