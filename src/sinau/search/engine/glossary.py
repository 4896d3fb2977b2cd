"""What an office word also means: abbreviations, names that changed, the way people really say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .analysis import Analyser, Token, analyser, load


@dataclass(frozen=True)
class Meaning:
    """Words that were said, and one phrase (as terms) that a regulation uses for them."""

    start: int
    end: int
    phrases: tuple[tuple[str, ...], ...]


class Glossary:
    """Finds entries in a question, the longest first, on terms rather than on spellings."""

    def __init__(self, entries: Iterable[Mapping[str, Any]], *, by: Analyser | None = None) -> None:
        self._analyser = by or analyser()
        self._phrases: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
        self._written: dict[tuple[str, ...], str] = {}
        for entry in entries:
            said = [self._key(phrase) for phrase in entry["said"]]
            meant = [self._key(phrase) for phrase in entry.get("means", [])]
            for phrase in said:
                self._add(phrase, meant)
                if entry.get("means"):
                    self._written.setdefault(phrase, entry["means"][0])
            for phrase in meant if entry.get("both_ways") else ():
                self._add(phrase, said)
        self._longest = max((len(phrase) for phrase in self._phrases), default=0)

    def _key(self, phrase: str) -> tuple[str, ...]:
        return tuple(token.term or token.word for token in self._analyser.tokens(phrase))

    def _add(self, phrase: tuple[str, ...], meanings: Iterable[tuple[str, ...]]) -> None:
        known = self._phrases.setdefault(phrase, {})
        known.update(dict.fromkeys(meaning for meaning in meanings if meaning != phrase))

    def knows(self, term: str) -> bool:
        """Whether the term is an entry of its own."""
        return (term,) in self._phrases

    def spelled_out(self, text: str) -> str:
        """The text, with what a regulation calls its entries behind it in brackets."""
        tokens = list(self._analyser.tokens(text))
        keys = [token.term or token.word for token in tokens]
        called = [
            self._written.get(tuple(keys[meaning.start : meaning.end]))
            for meaning in self.meanings(tokens)
        ]
        words = ", ".join(filter(None, called))
        return f"{text} ({words})" if words else text

    def meanings(self, tokens: Sequence[Token]) -> list[Meaning]:
        """The entries that stand in the tokens; they never overlap."""
        keys = [token.term or token.word for token in tokens]
        found: list[Meaning] = []
        at = 0
        while at < len(keys):
            for length in range(min(self._longest, len(keys) - at), 0, -1):
                phrases = self._phrases.get(tuple(keys[at : at + length]))
                if phrases:
                    spoken = tuple(
                        tuple(term for term in phrase if term not in self._analyser.stop_words)
                        for phrase in phrases
                    )
                    found.append(Meaning(at, at + length, spoken))
                    at += length
                    break
            else:
                at += 1
        return found


def shipped() -> list[dict[str, Any]]:
    """The entries that come with Sinau."""
    entries: list[dict[str, Any]] = load("glossary")["entry"]
    return entries


@lru_cache(maxsize=1)
def _with_sinau() -> Glossary:
    return Glossary(shipped())


_spoken: ContextVar[Glossary | None] = ContextVar("glossary", default=None)


def glossary() -> Glossary:
    """The glossary that is spoken here; the one that comes with Sinau where nothing else is said."""
    return _spoken.get() or _with_sinau()


@contextmanager
def speaking(words: Glossary) -> Iterator[None]:
    """Within the block questions are understood by this glossary."""
    token = _spoken.set(words)
    try:
        yield
    finally:
        _spoken.reset(token)
