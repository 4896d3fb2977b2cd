"""What was learnt, as a source tells it, and by what two tellings of it are known to be the same."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sinau.credit.computing import Activity

# A shorter number ("12") says too little without the organiser's name.
LONG_ENOUGH = 4


@dataclass(frozen=True, kw_only=True)
class Learning:
    """What was learnt, as the fact or the claim told it.

    `evidence` is unique for ever and counts once. `number` is that of the certificate. `event` is for
    a source that knows by itself that two evidences are of one event ("university.class:12"); it
    goes before the number. `again` says that somebody decided to count an event whose entry was
    undone before.
    """

    evidence: str
    form: str
    title: str
    organiser: str
    started_on: date
    ended_on: date
    minutes: int
    stated_jp: Decimal | None = None
    international: bool = False
    sessions: int = 1
    number: str = ""
    event: str = ""
    evidence_url: str = ""
    fact_entry: int | None = None
    again: bool = False

    def activity(self, emp_kind: str) -> Activity:
        """The learning as the computation takes it, for somebody of this kind of employment."""
        return Activity(
            form=self.form,
            ended_on=self.ended_on,
            stated_jp=self.stated_jp,
            minutes=self.minutes,
            days=(self.ended_on - self.started_on).days + 1,
            sessions=self.sessions,
            international=self.international,
            emp_kind=emp_kind,
        )

    @property
    def identity(self) -> str:
        """What the same event has in common by whatever door it comes in; "" when nobody can say."""
        if self.event:
            return f"event:{self.event}"[:160]
        return identity_of(self.number, self.organiser, self.ended_on)


def identity_of(number: str, organiser: str, ended_on: date) -> str:
    """The identity that a certificate gives: its number and last day; a short one needs its organiser."""
    plain = plain_words(number)
    if not plain:
        return ""
    parts = [plain, ended_on.isoformat()]
    if len(plain) < LONG_ENOUGH:
        parts.append(plain_words(organiser))
    told = "|".join(parts)
    if len(told) > 140:
        told = hashlib.sha256(told.encode()).hexdigest()
    return f"number:{told}"


def plain_words(text: str) -> str:
    """Letters and digits only, in small letters: "800/12-BKPSDM" and "800 / 12 bkpsdm" are one."""
    spelt = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in spelt if letter.isalnum())
