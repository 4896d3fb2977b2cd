"""What the search tells the rest of the house; never the words anybody looked for, but for saved ones."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class WordingChanged(Fact):
    """The search goes by another meaning of an office word; `former_means` is what it went by."""

    kind = "search.wording.changed"
    about = "search.wording:{wording_id}"
    told = gettext_noop("mengatur “{key}” agar berarti {means}")

    wording_id: int
    key: str
    said: list[str]
    means: list[str]
    both_ways: bool
    former_means: list[str]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class WordingRetired(Fact):
    """The search does not go by a meaning of an office word any more."""

    kind = "search.wording.retired"
    about = "search.wording:{wording_id}"
    told = gettext_noop("tidak lagi memakai padanan “{key}”: {reason}")

    wording_id: int
    key: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ResultsAppeared(Fact):
    """A search that somebody watches finds something new that this person may read."""

    kind = "search.results.appeared"
    about = "search.saved:{saved_id}"
    told = gettext_noop("menemukan {number} hasil baru pada pencarian tersimpan")

    saved_id: int
    person_id: int
    number: int
