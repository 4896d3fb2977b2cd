"""The glossary the search goes by here: the entries that come with Sinau, as the keepers changed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import BitXor

from sinau.search.engine.glossary import Glossary, shipped
from sinau.search.models import Wording

_kept: dict[int | None, Glossary] = {}
_MOST_KEPT = 4


@dataclass(frozen=True)
class Entry:
    """One entry of the glossary, wherever it comes from."""

    key: str
    said: tuple[str, ...]
    means: tuple[str, ...]
    both_ways: bool
    wording: Wording | None = None

    @property
    def is_shipped(self) -> bool:
        """Whether it still says what came with Sinau."""
        return self.wording is None

    @property
    def is_retired(self) -> bool:
        """Whether the search does not go by it any more."""
        return self.wording is not None and self.wording.retired_at is not None


def key_of(words: str) -> str:
    """By what an entry is found: its first way to say it, in small letters."""
    return " ".join(words.lower().split())[:120]


def spoken_here() -> Glossary:
    """The glossary as it is settled at this moment; made anew only when an entry changed."""
    stamp: int | None = Wording.objects.aggregate(of=BitXor("stamp"))["of"]
    words = _kept.get(stamp)
    if words is None:
        words = Glossary(_spoken(entries().values()))
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[stamp] = words
    return words


def spoken_with(key: str, changed: Entry | None) -> Glossary:
    """The glossary as it would be if the entry of this key were another one, or none."""
    others = [entry for own, entry in entries().items() if own != key]
    return Glossary(_spoken([*others, changed] if changed else others))


def entries() -> dict[str, Entry]:
    """Every entry by its key, in order; those of the keepers stand in the place of the shipped ones."""
    found = {
        key_of(entry["said"][0]): Entry(
            key_of(entry["said"][0]),
            tuple(entry["said"]),
            tuple(entry.get("means", ())),
            bool(entry.get("both_ways")),
        )
        for entry in shipped()
    }
    for wording in Wording.objects.select_related("changed_by"):
        found[wording.key] = Entry(
            wording.key, tuple(wording.said), tuple(wording.means), wording.both_ways, wording
        )
    return dict(sorted(found.items()))


def _spoken(found: Iterable[Entry]) -> Iterable[Mapping[str, Any]]:
    for entry in found:
        if not entry.is_retired:
            yield {"said": entry.said, "means": entry.means, "both_ways": entry.both_ways}
