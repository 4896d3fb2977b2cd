"""The desk for everybody: public material only, so many questions a minute, and nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from sinau.ask.answering import Answer, answer_from
from sinau.ask.models import PublicDesk, PublicTurn
from sinau.ask.standing import desk_standing
from sinau.kernel.clock import now
from sinau.search.finding import Found, find_for

_COUNT = """
insert into ask_publicturn as kept (caller, minute, asked) values (%s, %s, 1)
on conflict (caller, minute) do update set asked = kept.asked + 1
returning asked
"""


def public_desk() -> PublicDesk | None:
    """The desk as it is open to everybody; nothing when it is closed, or may not answer."""
    said = PublicDesk.objects.first()
    return said if said is not None and said.is_open and desk_standing().may_answer else None


def take_turn(desk: PublicDesk, address: str) -> bool:
    """Count one question of this caller; False when there were too many this minute."""
    # Of the address only a hash stays, and only for a day.
    caller = salted_hmac("sinau.ask.public", address, secret=settings.SECRET_KEY).hexdigest()
    minute = now().replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [caller, minute])
        asked: int = cursor.fetchone()[0]
    return asked <= desk.a_minute


def forget_turns() -> None:
    """Who asked yesterday is forgotten."""
    PublicTurn.objects.filter(minute__lt=now() - timedelta(days=1)).delete()


def answer_publicly(question: str) -> Answer:
    """Answer from what everybody may read, or decline; nothing is written."""
    return answer_from(_find, question, talks=False)


def _find(words: str, kinds: Sequence[str], past: bool) -> Found:
    return find_for(None, words, kinds=kinds, past=past, near=True)
