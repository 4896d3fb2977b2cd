"""The verbs of the inbox: telling, reading, choosing how to be told, and clearing away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from sinau.inbox.models import Mailbox, Notice, NoticeQuerySet, Preference, Reading
from sinau.journal.models import Entry
from sinau.kernel.clock import now
from sinau.people.models import Person

KEPT_FOR = timedelta(days=90)
# What is told a day late, such as a listener's second telling, is no longer put in a letter.
NEWS_FOR = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What one person is to be told: a sentence marked with gettext_noop, its words, an address."""

    person_id: int
    sentence: str
    url: str
    words: Mapping[str, str | int] = field(default_factory=dict)


@transaction.atomic
def tell(letter: Letter, *, kind: str, entry: Entry) -> None:
    """The person has a notice of the entry, once; not of their own deeds, nor of what has expired.

    Who wants neither notice nor e-mail of this kind is not told.
    """
    if letter.person_id == entry.told_by_id or now() - entry.told_at > KEPT_FOR:
        return
    in_app, by_mail = _wanted(letter.person_id, kind)
    if not in_app and not by_mail:
        return
    read = Reading.objects.filter(person_id=letter.person_id, entry=entry).first()
    _, is_new = Notice.objects.get_or_create(
        person_id=letter.person_id,
        entry=entry,
        kind=kind,
        defaults={
            "sentence": letter.sentence,
            "words": dict(letter.words),
            "url": letter.url,
            "about": entry.stream.name,
            "told_at": entry.told_at,
            "read_at": read.read_at if read else None,
            "in_app": in_app,
            "by_mail": by_mail and now() - entry.told_at < NEWS_FOR,
        },
    )
    if is_new and in_app and read is None:
        _count(letter.person_id, 1)


def _wanted(person_id: int, kind: str) -> tuple[bool, bool]:
    """In the application and by e-mail; unless chosen otherwise both, the latter with an address."""
    chosen = Preference.objects.filter(person_id=person_id, kind=kind).first()
    in_app, by_mail = (chosen.in_app, chosen.by_mail) if chosen else (True, True)
    reachable = Person.objects.serving().filter(pk=person_id)
    if by_mail and not reachable.exclude(email="").exists():
        by_mail = False
    return in_app, by_mail


def _count(person_id: int, change: int) -> None:
    Mailbox.objects.bulk_create([Mailbox(person_id=person_id)], ignore_conflicts=True)
    box = Mailbox.objects.filter(person_id=person_id)
    box.update(unread=Greatest(F("unread") + change, 0))


def recount(person_ids: Iterable[int]) -> None:
    """The stored numbers of unread notices of these people are those of their rows."""
    for box in Mailbox.objects.select_for_update().filter(person_id__in=person_ids).order_by("pk"):
        unread = Notice.objects.unread().filter(person_id=box.person_id, in_app=True)
        box.unread = unread.count()
        box.save(update_fields=["unread"])


@transaction.atomic
def read(notice: Notice, *, by: Person) -> None:
    """The notice is read; a second time changes nothing."""
    _read(Notice.objects.filter(pk=notice.pk, person=by), by)


@transaction.atomic
def read_all(*, by: Person) -> int:
    """Every notice of this person is read; gives how many were not."""
    return _read(Notice.objects.visible_to(by), by)


def _read(notices: NoticeQuerySet, by: Person) -> int:
    unread = list(notices.unread().select_for_update().order_by("pk"))
    moment = now()
    Reading.objects.bulk_create(
        [Reading(person=by, entry_id=notice.entry_id, read_at=moment) for notice in unread],
        ignore_conflicts=True,
    )
    Notice.objects.filter(pk__in=[notice.pk for notice in unread]).update(read_at=moment)
    shown = sum(notice.in_app for notice in unread)
    if shown:
        _count(by.pk, -shown)
    return len(unread)


@transaction.atomic
def choose(*, kind: str, in_app: bool, by_mail: bool, by: Person) -> None:
    """From now on the person hears of this kind in this way; what was told stays."""
    Preference.objects.update_or_create(
        person=by, kind=kind, defaults={"in_app": in_app, "by_mail": by_mail}
    )


@transaction.atomic
def take_back(about: str, *kinds: str) -> None:
    """Nobody has notices about this thing any more, of these kinds or of all."""
    notices = Notice.objects.filter(about=about)
    forget(notices.filter(kind__in=kinds) if kinds else notices)


@transaction.atomic
def forget(notices: NoticeQuerySet) -> None:
    """These notices were never told, and the numbers of unread ones say so."""
    people = list(notices.order_by().values_list("person_id", flat=True).distinct())
    notices.delete()
    recount(people)


@transaction.atomic
def clear_expired() -> int:
    """Notices and marks of what is older than 90 days are gone; gives the number of notices."""
    old = Notice.objects.filter(told_at__lt=now() - KEPT_FOR)
    expired = old.count()
    forget(old)
    Reading.objects.filter(entry__told_at__lt=now() - KEPT_FOR).delete()
    return expired
