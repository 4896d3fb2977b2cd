"""Programmes of the room above that plans learning: a step may ask for any class of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Keeper:
    """Who keeps programmes: which there are by address and title, and which classes carry one out."""

    offered: Callable[[], list[tuple[str, str]]]
    classes: Callable[[str], set[int]]


_keepers: dict[str, Keeper] = {}


def keep_programmes(noun: str, keeper: Keeper) -> None:
    """Programmes of this noun, such as "planning.programme", are known by this keeper."""
    _keepers[noun] = keeper


def offered_programmes() -> list[tuple[str, str]]:
    """Address and title of each programme."""
    return [each for keeper in _keepers.values() for each in keeper.offered()]


def classes_of(address: str) -> set[int]:
    """The numbers of the classes that carry out the programme at this address."""
    keeper = _keepers.get(address.partition(":")[0])
    return keeper.classes(address.partition(":")[2]) if keeper else set()
