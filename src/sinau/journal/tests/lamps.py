"""A fact that exists only here, and a listener whose projection is the number of lamps lit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sinau.journal import listening
from sinau.journal.models import Entry
from sinau.kernel.facts import Fact, type_of_kind


@dataclass(frozen=True, kw_only=True)
class LampLit(Fact):
    """A lamp was lit."""

    kind = "journal.lamp.lit"
    about = "journal.lamp:{lamp_id}"
    told = "menyalakan lampu {lamp_id}"

    lamp_id: int


type_of_kind.pop(LampLit.kind)


@dataclass
class House:
    """What a listener has built from the facts it heard."""

    lit: set[int] = field(default_factory=set)
    times_told: int = 0
    trouble: Exception | None = None


@contextmanager
def a_listening_house() -> Iterator[House]:
    """A house that hears LampLit while the block runs."""
    house = House()
    type_of_kind[LampLit.kind] = LampLit

    def count_lamps(fact: LampLit, entry: Entry) -> None:
        house.times_told += 1
        if house.trouble:
            raise house.trouble
        house.lit.add(fact.lamp_id)

    listening.hears(LampLit, forget=house.lit.clear)(count_lamps)
    try:
        yield house
    finally:
        listening.listeners.pop("journal.count_lamps")
        listening._names_by_kind.pop(LampLit.kind)
        type_of_kind.pop(LampLit.kind)
