"""What readers remember of parts that come again: the same answer, within bounds."""

from __future__ import annotations

from typing import Any

import pytest

from sinau.records.tests.saying import BASE, activity, agent, everything, read, statement
from sinau.records.xapi import activities, agents, objects
from sinau.records.xapi.versions import Version

MEMORIES = [
    (agents, "_known"),
    (activities, "_things"),
    (activities, "_surroundings"),
    (activities, "_verbs"),
    (activities, "_extensions"),
    (objects, "_activities"),
]


def saying(number: int) -> dict[str, Any]:
    """A statement of which no part was seen before."""
    return statement(
        actor=agent(f"orang-{number}"),
        verb={"id": f"{BASE}/kata/{number}"},
        object=activity(f"hal/{number}", name={"id": "x"}),
        context={
            "contextActivities": {"parent": [activity(f"induk/{number}")]},
            "extensions": {f"{BASE}/ext": number},
        },
    )


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many parts come, only so many are kept."""
    for memory in (getattr(module, name) for module, name in MEMORIES):
        monkeypatch.setattr(memory, "most", 10)
        memory.clear()
    for number in range(25):
        read(saying(number))
        for module, name in MEMORIES:
            assert 0 < len(getattr(module, name)) <= 10, name


def test_long_parts_are_not_remembered() -> None:
    """A part that fills a page is checked each time."""
    before = [len(getattr(module, name)) for module, name in MEMORIES]
    long = "x" * 3_000
    for _ in range(2):
        read(
            statement(
                actor=agent("panjang", name=long),
                verb={"id": f"{BASE}/kata/panjang", "display": {"id": long}},
                object=activity("hal/panjang", name={"id": long}),
                context={
                    "contextActivities": {"parent": [activity("induk", name={"id": long})]},
                    "extensions": {f"{BASE}/ext": long},
                },
            )
        )
    assert [len(getattr(module, name)) for module, name in MEMORIES] == before


def test_what_is_remembered_is_what_was_read() -> None:
    """The second reading of a statement equals the first, in both versions."""
    for version in Version:
        said = everything(version)
        for module, name in MEMORIES:
            getattr(module, name).clear()
        assert read(said, version) == read(said, version)


def test_what_was_refused_is_refused_again() -> None:
    """Only what is valid is remembered."""
    for _ in range(2):
        with pytest.raises(ValueError):
            read(statement(actor={"mbox": "mailto:x"}))
        with pytest.raises(ValueError):
            read(statement(object={"id": "x"}))
        with pytest.raises(ValueError):
            read(statement(context={"extensions": {"x": 1}}))
