"""What the people of the demo city look for: colleagues in the index, words of the office, saved searches."""

from __future__ import annotations

from sinau.demo.city import City, content
from sinau.kernel import clock
from sinau.search.actions import put_all_in_index
from sinau.search.counting import Opening, count_asked, count_opened
from sinau.search.keeping import save_search
from sinau.search.settling import retire_wording, settle_wording
from sinau.search.sources import untold
from sinau.search.wishes import Wish
from sinau.search.wordings import Entry, key_of

DAYS = 12


def seed(city: City) -> None:
    """Everybody who works here can be found, three weeks of searching are counted, words are settled."""
    # No fact told of the people the city began with.
    put_all_in_index(untold())
    said = content("searches.toml")
    _settle_words(city, said["wording"])
    _search(city, said["asked"])
    _save(city, said["saved"])


def _settle_words(city: City, wordings: list[dict[str, list[str]]]) -> None:
    for turn, one in enumerate(wordings):
        entry = Entry(
            key_of(one["said"][0]), tuple(one["said"]), tuple(one["means"]), bool(one["both_ways"])
        )
        with clock.freeze(city.days_ago(DAYS + turn, hour=10)):
            settle_wording(entry, by=city.cast["ratna"], note=str(one["note"]))
        if "retired" in one:
            with clock.freeze(city.days_ago(2, hour=11)):
                retire_wording(entry.key, by=city.cast["ratna"], reason=str(one["retired"]))


def _search(city: City, asked: list[dict[str, object]]) -> None:
    for turn, one in enumerate(asked):
        person = city.person(str(one["by"]))
        times = int(str(one["times"]))
        with clock.freeze(city.days_ago(1 + turn % DAYS, hour=9)):
            for _again in range(times):
                count_asked(str(one["words"]), by=person)
            for _again in range(int(str(one.get("opened", 0)))):
                place = int(str(one.get("place", 1)))
                opened = Opening(str(one["words"]), str(one.get("source", "")), place)
                count_opened(opened, by=person)


def _save(city: City, saved: list[dict[str, object]]) -> None:
    for turn, one in enumerate(saved):
        with clock.freeze(city.days_ago(5 - turn % 4, hour=13)):
            wish = Wish.said({str(name): str(value) for name, value in one.items()})
            save_search(wish, by=city.cast[str(one["by"])], watch=bool(one["watched"]))
