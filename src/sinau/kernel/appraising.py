"""Ask what an activity would be worth in JP before it is told, without knowing the ledger.

The app that keeps the ledger says how (`@appraises`); whoever plans, announces or closes something
asks with the words it would later tell as a fact. Nothing is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Told:
    """An activity as its fact will tell it; `emp_kind` is that of the people who complete it."""

    form: str
    started_on: dt.date
    ended_on: dt.date
    minutes: int
    stated_jp: Decimal | None = None
    emp_kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Appraisal:
    """What it would be worth, by which rule in the reader's words, and whether the rule was checked."""

    jp: Decimal
    rule: str
    regulation: str = ""
    verified: bool = True


Appraiser = Callable[[Told], Appraisal | None]
_appraisers: list[Appraiser] = []


def appraises(appraiser: Appraiser) -> Appraiser:
    """Make this the function that says what an activity would be worth."""
    _appraisers[:] = [appraiser]
    return appraiser


def appraise(told: Told) -> Appraisal | None:
    """What the ledger would credit before yearly caps; None where no rule or no ledger is there."""
    return _appraisers[0](told) if _appraisers else None
