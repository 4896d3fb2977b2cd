"""The courses and the path with which a city begins, opened by BKPSDM."""

from __future__ import annotations

from sinau.demo.city import City
from sinau.kernel.clock import freeze
from sinau.university.actions.starter import open_starters


def seed(city: City) -> None:
    """What the city has not written itself, and the path through all of it."""
    with freeze(city.days_ago(121)):
        open_starters(city.agencies["bkpsdm"], by=city.cast["wulan"])
