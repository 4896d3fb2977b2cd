"""Tell a fact from a floor below the journal; whoever keeps the journal stands up here once.

Only people, which the journal itself stands on, needs this door; everybody above it calls
`journal.announcing.announce`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sinau.kernel.facts import Fact

Announce = Callable[..., Any]
_keeper: list[Announce] = []


def keep_with(announce: Announce) -> None:
    """From now on facts are told to this function: `announce(fact, by=person)`."""
    _keeper[:] = [announce]


def tell(fact: Fact, *, by: Any) -> None:
    """Have the fact written in the journal, in the transaction of the change it describes."""
    _keeper[0](fact, by=by)
