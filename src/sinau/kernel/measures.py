"""What `./sinau bench` measures: each app keeps its measures in its own `bench.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured number, and the aim it is held against."""

    what: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def is_reached(self) -> bool | None:
        """Whether the aim is reached; None without an aim."""
        if self.at_most is not None:
            return self.value <= self.at_most
        if self.at_least is not None:
            return self.value >= self.at_least
        return None


@dataclass(frozen=True)
class Place:
    """Where the running Sinau that is measured answers, and how much time to spend on a measure."""

    address: str
    data_dir: str
    seconds: float


Measure = Callable[[Place], Iterable[Figure]]
measures: dict[str, Measure] = {}


def measure(name: str) -> Callable[[Measure], Measure]:
    """Register a measure under the name by which `./sinau bench NAME` asks for it."""

    def keep(function: Measure) -> Measure:
        assert name not in measures, f"two measures named {name}"
        measures[name] = function
        return function

    return keep
