"""What keeps a language model within bounds: turns, tokens of a day, and a breaker all processes share."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from sinau.ask.models import Breaker, Call, Language, Outcome, Question
from sinau.kernel.clock import WIB, now, today
from sinau.kernel.refusals import Refused

FAILURES = 3
REST = timedelta(minutes=2)
TURNS = 0x51AC
"""The number of the lock under which calls begin, so that two cannot take the same place."""
FAULTS = (
    Outcome.UNREACHABLE,
    Outcome.SLOW,
    Outcome.UNAUTHORISED,
    Outcome.BUSY,
    Outcome.BROKEN,
    Outcome.CUT,
    Outcome.GARBLED,
)


class NotNow(Refused):
    """The language model is not asked at this moment; the quotes are there all the same."""


def begin_call(
    language: Language,
    question: Question | None,
    *,
    prompt_hash: str,
    prompt_tokens: int,
    passages: list[list[object]],
) -> Call:
    """A call that has its place, its tokens and a server that is up; else the reason why not."""
    back = question.get_absolute_url() if question is not None else ""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURNS])
        if is_open(language.base_url):
            raise NotNow(
                _("Server model sedang bermasalah dan diistirahatkan sebentar."), back=back
            )
        _give_up_lost(language)
        running = Call.objects.filter(language=language, outcome=Outcome.RUNNING).count()
        if running >= language.at_once:
            raise NotNow(_("Model sedang menyusun rangkuman lain. Coba sebentar lagi."), back=back)
        if spent_today() + prompt_tokens + language.answer_tokens > language.tokens_a_day:
            raise NotNow(_("Jatah model untuk hari ini sudah habis."), back=back)
        return Call.objects.create(
            question=question,
            language=language,
            prompt_hash=prompt_hash,
            prompt_tokens=prompt_tokens,
            passages=passages,
            started_at=now(),
        )


def _give_up_lost(language: Language) -> None:
    """A call whose process died holds no place for ever."""
    over = now() - timedelta(seconds=language.total_seconds + 30)
    lost = Call.objects.filter(language=language, outcome=Outcome.RUNNING, started_at__lt=over)
    lost.update(outcome=Outcome.LOST)


def spent_today() -> int:
    """Tokens of all calls since midnight in the city."""
    midnight = datetime.combine(today(), time(), WIB)
    spent = Call.objects.filter(started_at__gte=midnight).aggregate(
        all=Sum(F("prompt_tokens") + F("answer_tokens"))
    )
    return int(spent["all"] or 0)


def is_open(base_url: str) -> bool:
    """Whether the server is left alone now."""
    return Breaker.objects.filter(base_url=base_url, open_until__gt=now()).exists()


def note_outcome(language: Language, outcome: Outcome) -> None:
    """A fault counts; several in a row open the breaker, and a good answer closes it."""
    if outcome in FAULTS:
        breaker, _new = Breaker.objects.get_or_create(base_url=language.base_url)
        Breaker.objects.filter(pk=breaker.pk).update(failures=F("failures") + 1)
        # After its rest one fault is enough to open it again.
        Breaker.objects.filter(pk=breaker.pk, failures__gte=FAILURES).update(
            open_until=now() + REST, failures=FAILURES - 1
        )
    elif outcome in (Outcome.DONE, Outcome.NOTHING):
        Breaker.objects.filter(base_url=language.base_url).update(failures=0, open_until=None)
