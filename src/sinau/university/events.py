"""What the corporate university tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class LearningCompleted(Fact):
    """A person finished learning that may count as JP: a course, or a class attended.

    `evidence` is unique for ever, for example "university.completion:12". `form` is a form of the
    JP rules ("elearning", "bimtek"). `stated_jp` is what the programme itself states, if it does.
    """

    kind = "university.learning.completed"
    about = "university.person:{person_id}"
    told = gettext_noop("menyelesaikan “{title}”")

    person_id: int
    evidence: str
    form: str
    title: str
    organiser: str
    started_on: date
    ended_on: date
    minutes: int
    stated_jp: Decimal | None = None
