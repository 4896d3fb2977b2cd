"""Who else looks at what is done with a pass: the app that gave it, under the rules of its own.

A guard stands up once under a name (`guard_with`); a pass that carries the name is good for nothing
until it does. So a pass of cmi5 is only as good as its session, whatever the store would allow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from sinau.records.exchange import Problem, Visit
from sinau.records.xapi.checked import Checked

Keep = Callable[[], list[str]]


class Guard(Protocol):
    """An app that gives passes and answers for what is done with them."""

    def admit(self, path: str, visit: Visit) -> Visit:
        """The visit as it may go on; a `Problem` where it may not."""

    def keep(self, visit: Visit, statements: Sequence[Checked], keep: Keep) -> list[str]:
        """Call `keep` once, in a transaction with whatever follows from the statements."""


_guards: dict[str, Guard] = {}


def guard_with(name: str, guard: Guard) -> None:
    """From now on this guard looks at everything done with passes that carry the name."""
    _guards[name] = guard


def admitted(path: str, visit: Visit) -> Visit:
    """The visit as the guard of its pass lets it go on."""
    return _guard(visit).admit(path, visit)


def kept(visit: Visit, statements: Sequence[Checked], keep: Keep) -> list[str]:
    """The ids of the statements, kept as the guard of the pass allows."""
    return _guard(visit).keep(visit, statements, keep)


def with_body(visit: Visit) -> tuple[Visit, bytes]:
    """What was sent, and the visit in which it can be read once more."""
    body = visit.body()
    return replace(visit, ask=replace(visit.ask, read=lambda _limit: body)), body


def _guard(visit: Visit) -> Guard:
    guard = _guards.get(visit.caller.guard)
    if guard is None:
        raise Problem(403, "Izin ini tidak berlaku lagi.")
    return guard
