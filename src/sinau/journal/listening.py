"""Who asked to hear which kinds of fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sinau.journal.models import Entry
from sinau.kernel.facts import Fact

Hear = Callable[[Any, Entry], None]
HearT = TypeVar("HearT", bound=Hear)


@dataclass(frozen=True)
class Listener:
    """A function that hears facts; with `forget` its projection can be built anew."""

    name: str
    hear: Hear
    kinds: tuple[str, ...]
    forget: Callable[[], None] | None


listeners: dict[str, Listener] = {}
_names_by_kind: dict[str, list[str]] = defaultdict(list)


def hears(
    *fact_types: type[Fact], forget: Callable[[], None] | None = None
) -> Callable[[HearT], HearT]:
    """Ask to be told these facts after they are committed: at least once, perhaps twice.

    The listener is called with the fact and its entry, in a transaction with its receipt. Its
    name is "app.function". `forget` empties what it has built, so that `retell` can rebuild it.
    """

    def ask(hear: HearT) -> HearT:
        app = hear.__module__.split(".")[1]
        name = f"{app}.{hear.__name__}"
        kinds = tuple(fact_type.kind for fact_type in fact_types)
        listeners[name] = Listener(name=name, hear=hear, kinds=kinds, forget=forget)
        for kind in kinds:
            _names_by_kind[kind].append(name)
        return hear

    return ask


def listeners_of(kind: str) -> list[str]:
    """The names of those who asked to hear this kind."""
    return list(_names_by_kind.get(kind, ()))
