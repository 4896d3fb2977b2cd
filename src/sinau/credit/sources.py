"""Which facts earn JP, so that a recomputation reads the journal as the listeners heard it.

A listener of another app's fact registers here how the fact becomes `Learning`, and in which stream
of a person's the journal keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sinau.credit.learning import Learning
from sinau.journal.models import Entry
from sinau.kernel.facts import Fact

# So the names of our listeners begin, in the receipts of the journal.
OURS = "credit."

Read = Callable[[Any, Entry], Learning]
ReadT = TypeVar("ReadT", bound=Read)


@dataclass(frozen=True)
class Source:
    """A kind of fact that earns JP: how it is read, and the stream it stands in for a person.

    A fact about something else has no such stream; its person is found in what it says.
    """

    kind: str
    read: Read
    stream: str


sources: dict[str, Source] = {}


def tells_of(fact_type: type[Fact], *, stream: str = "") -> Callable[[ReadT], ReadT]:
    """Register how a fact becomes learning; `stream` has `{person_id}` where the person stands.

    Without one the fact says `person_id` itself.
    """

    def keep(read: ReadT) -> ReadT:
        sources[fact_type.kind] = Source(kind=fact_type.kind, read=read, stream=stream)
        return read

    return keep
