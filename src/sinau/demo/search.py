"""What the people of the demo city look for: colleagues in the index, words of the office, saved searches."""

from __future__ import annotations

from sinau.demo.city import City
from sinau.search.actions import put_in_index
from sinau.search.sources import sources


def seed(city: City) -> None:
    """Everybody who works here can be found; no fact told of the people the city began with."""
    _put_people_in()


def _put_people_in() -> None:
    for noun, source in sources.items():
        for pk in source.every() if source.untold else ():
            put_in_index(f"{noun}:{pk}")
