"""What was looked for, what was opened and how often: counted without whom, and for ninety days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core import signing
from django.db import connection, transaction

from sinau.kernel.clock import now, today
from sinau.people.models import Person
from sinau.search.models import Asked, Opened, Stranger
from sinau.search.nouns import KEPT_DAYS

LONGEST = 80
HIGH = 5
"""A result is high in the list when nobody has to look further than this."""
_SALT = "sinau.search.opening"
_VALID = 24 * 60 * 60
# Numbers of people and letters to them are no words anybody else has to know.
_PRIVATE = re.compile(r"\S+@\S+|\d(?:[\d .-]{4,}\d)")


def counted_as(words: str) -> str:
    """The words as they are counted: small letters, without addresses and long numbers."""
    return " ".join(_PRIVATE.sub("#", words.lower()).split())[:LONGEST]


@transaction.atomic
def count_asked(words: str, *, by: Person) -> None:
    """These words were looked for once more today in the agency of this person."""
    said = counted_as(words)
    if said:
        _add("search_asked", {"day": today(), "words": said, "agency_id": by.agency_id}, "times")


def opening(words: str, source: str, place: int) -> str:
    """What a page gives along with a result, so that opening it can be counted."""
    return signing.dumps([counted_as(words), source, place], salt=_SALT, compress=True)


@dataclass(frozen=True)
class Opening:
    """A result that is being opened, at its place of the list for some words."""

    words: str
    source: str
    place: int

    @property
    def name(self) -> str:
        """What tells it from others of the same person."""
        return f"{self.words}|{self.source}"


def opening_said(token: str) -> Opening | None:
    """The opening a page gave along; nothing for what is not ours or older than a day."""
    try:
        words, source, place = signing.loads(token, salt=_SALT, max_age=_VALID)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Opening(words, source, place)


@transaction.atomic
def count_opened(opened: Opening, *, by: Person) -> None:
    """A result was opened once more today by somebody of this person's agency."""
    where: dict[str, str | int | date | None] = {
        "day": today(),
        "words": opened.words,
        "agency_id": by.agency_id,
    }
    _add("search_opened", {**where, "source": opened.source, "place": opened.place}, "times")
    high = ("opened", "opened_high") if opened.place <= HIGH else ("opened",)
    _add("search_asked", where, *high)


def _add(table: str, where: Mapping[str, str | int | date | None], *counters: str) -> None:
    """One more in a row that may not be there yet; many may do so at once."""
    counts = (
        {"times": 0, "opened": 0, "opened_high": 0} if table == "search_asked" else {"times": 0}
    )
    columns = [*where, *counts]
    values = [*where.values(), *(int(name in counters) for name in counts)]
    adds = ", ".join(f"{name} = kept.{name} + excluded.{name}" for name in counts)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS kept ({', '.join(columns)})"  # noqa: S608  our own names
            f" VALUES ({', '.join(['%s'] * len(columns))})"
            f" ON CONFLICT ({', '.join(where)}) DO UPDATE SET {adds}",
            values,
        )


def forget_old_counts() -> int:
    """What was counted more than ninety days ago is gone, and strangers of earlier minutes with it."""
    before = today() - timedelta(days=KEPT_DAYS)
    gone = Asked.objects.filter(day__lte=before).delete()[0]
    gone += Opened.objects.filter(day__lte=before).delete()[0]
    Stranger.objects.filter(minute__lt=now() - timedelta(hours=1)).delete()
    return gone
