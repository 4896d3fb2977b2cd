"""Recognise one event that comes in by two doors: Sinau and SIASN, the screen and the sheet, a claim.

Whoever takes in learning from elsewhere asks `same_event` first. To merge, `actions.attach` puts the
second evidence beside the first entry; to refuse a claim, `refuse_double` names and links it.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.credit.learning import Learning, identity_of, plain_words
from sinau.credit.models import Entry, EvidenceAlias
from sinau.kernel.refusals import Refused
from sinau.people.models import Person


class AlreadyCredited(Refused):
    """The event stands in the person's ledger; one event counts once. `entry` is the first row."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(
            _(
                "Kegiatan ini sudah tercatat di buku JP: “%(title)s” (%(jp)s JP, catatan nomor %(number)s)."
                " Satu kegiatan dihitung satu kali."
            )
            % {"title": entry.title, "jp": entry.jp, "number": entry.pk},
            back=entry.get_absolute_url(),
        )
        self.entry = entry


def same_event(
    person: Person, *, number: str, organiser: str, started_on: date, ended_on: date, title: str
) -> Entry | None:
    """The standing entry of the same event in this person's ledger; None when there is none.

    The same certificate number with the same last day is the same event, and so is the same number
    of the same organiser on days that overlap. Without a number on both sides, the same title by the
    same organiser on the same days is.
    """
    overlapping = Q(started_on__lte=ended_on) & Q(earned_on__gte=started_on)
    standing = Entry.objects.filter(person=person).standing().order_by("position")
    identity = identity_of(number, organiser, ended_on)
    near = standing.filter(Q(event=identity) & ~Q(event="") | overlapping)
    for entry in near.prefetch_related("aliases"):
        tellings: list[Entry | EvidenceAlias] = [entry, *entry.aliases.all()]
        for told in tellings:
            if _is_same(told, number, organiser, started_on, ended_on, title):
                return entry
    return None


def refuse_double(
    person: Person, *, number: str, organiser: str, started_on: date, ended_on: date, title: str
) -> None:
    """Nothing, unless the event stands in the ledger already: then a refusal that links to the row."""
    found = same_event(
        person,
        number=number,
        organiser=organiser,
        started_on=started_on,
        ended_on=ended_on,
        title=title,
    )
    if found is not None:
        raise AlreadyCredited(found)


def _is_same(
    told: Entry | EvidenceAlias,
    number: str,
    organiser: str,
    started_on: date,
    ended_on: date,
    title: str,
) -> bool:
    same_organiser = plain_words(told.organiser) == plain_words(organiser)
    ours, theirs = plain_words(told.number), plain_words(number)
    if ours and theirs:
        identity = identity_of(number, organiser, ended_on)
        return ours == theirs and (
            same_organiser or identity_of(told.number, told.organiser, told.earned_on) == identity
        )
    return (
        same_organiser
        and plain_words(told.title) == plain_words(title)
        and (told.started_on, told.earned_on) == (started_on, ended_on)
    )


def row_of(evidence: str) -> Entry | None:
    """The row that an evidence is known by: its own, or the one it stands beside."""
    entry = Entry.objects.filter(evidence=evidence).first()
    if entry is None:
        alias = EvidenceAlias.objects.filter(evidence=evidence).select_related("entry").first()
        entry = alias.entry if alias else None
    return entry


def newest_of_event(person: Person, identity: str) -> Entry | None:
    """The newest row that stands, or stood, for the event."""
    if not identity:
        return None
    rows = Entry.objects.filter(person=person).first_rows().select_related("reversal", "rule")
    newest = rows.filter(event=identity).order_by("-position").first()
    if newest is None:
        newest = rows.filter(aliases__event=identity).order_by("-position").first()
    return newest


def is_undone(entry: Entry) -> bool:
    """Whether a reversing row took it back."""
    return hasattr(entry, "reversal")


def is_stronger(learning: Learning, entry: Entry) -> bool:
    """Whether this telling goes before the one that counts: a fact first, then one that states JP."""
    ours = (
        *(learning.form, learning.minutes, learning.stated_jp, learning.international),
        *(learning.sessions, learning.started_on, learning.ended_on),
    )
    theirs = (
        *(entry.form, entry.minutes, entry.stated_jp, entry.international),
        *(entry.sessions, entry.started_on, entry.earned_on),
    )
    return ours != theirs and _rank(learning) < _rank(entry)


def _rank(told: Learning | Entry) -> tuple[bool, bool, str]:
    return (told.fact_entry is None, told.stated_jp is None, told.evidence)
