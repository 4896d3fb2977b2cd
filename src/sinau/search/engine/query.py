"""Plan a question: which terms to look for, what each weighs, and which of them belong together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from .analysis import Analyser, Token, analyser, load
from .glossary import Glossary, glossary

WEIGHTS: dict[str, float] = load("scoring")["weights"]


class Statistics(Protocol):
    """What a plan must know about the passages that this reader may see."""

    @property
    def passages(self) -> int:
        """How many there are."""

    @property
    def average_length(self) -> float:
        """How many terms they have on average."""

    def frequencies(self, terms: Iterable[str]) -> Mapping[str, int]:
        """In how many passages each term stands; unknown terms may be left out."""


def rarity(frequency: int, passages: int) -> float:
    """The inverse document frequency of BM25, never below nought."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


@dataclass(frozen=True)
class Term:
    """A term to look for, its weight and its rarity."""

    text: str
    weight: float
    frequency: int
    rarity: float

    @property
    def value(self) -> float:
        """What finding this term is worth."""
        return self.weight * self.rarity


@dataclass(frozen=True)
class Concept:
    """One thing that was asked for: the word as typed, and every other way to say it."""

    surface: str
    said: tuple[Term, ...]
    meant: tuple[tuple[Term, ...], ...] = ()

    @property
    def known(self) -> bool:
        """Whether any of the ways to say it stands in the collection."""
        return any(term.frequency for ways in (self.said, *self.meant) for term in ways)

    @property
    def importance(self) -> float:
        """The rarity of the words as typed: an unknown word is the rarest of all."""
        return sum(term.rarity for term in self.said)

    def found(self, terms: Iterable[str]) -> float:
        """How much of it (0 to 1) stands among these terms, in the best of its ways."""
        present = set(terms)

        def share(way: tuple[Term, ...]) -> float:
            whole = sum(term.rarity for term in way)
            return sum(term.rarity for term in way if term.text in present) / whole if whole else 0

        return max(share(way) for way in (self.said, *self.meant))


@dataclass(frozen=True)
class Plan:
    """A question made ready: its concepts, and the terms to look for with their weights."""

    question: str
    concepts: tuple[Concept, ...]
    terms: tuple[Term, ...] = field(default=())
    passages: int = 0
    average_length: float = 1.0

    @cached_property
    def importance(self) -> float:
        """What a passage that holds everything that was asked would be worth."""
        return sum(concept.importance for concept in self.concepts)

    @cached_property
    def _shares(self) -> list[tuple[float, list[list[tuple[str, float]]]]]:
        """Of each concept what it is worth, and of each way to say it the share of every term."""
        shares = []
        for concept in self.concepts:
            ways = []
            for way in (concept.said, *concept.meant):
                whole = sum(term.rarity for term in way)
                ways.append([(term.text, term.rarity / whole if whole else 0.0) for term in way])
            shares.append((concept.importance, ways))
        return shares

    def coverage(self, terms: Iterable[str]) -> float:
        """The share (0 to 1) of what was asked that stands among these terms."""
        present = self._texts.intersection(terms)
        found = self._covered.get(present)
        if found is None:
            found = self._covered[present] = self._coverage(present)
        return found

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(text for _, ways in self._shares for way in ways for text, _ in way)

    @cached_property
    def _covered(self) -> dict[frozenset[str], float]:
        """What was reckoned before: many passages hold the same few of the terms."""
        return {}

    def _coverage(self, present: frozenset[str]) -> float:
        if not self.importance:
            return 0.0
        held = 0.0
        for worth, ways in self._shares:
            held += worth * max(
                sum(share for text, share in way if text in present) for way in ways
            )
        return held / self.importance

    def leads(self, share: float) -> frozenset[str]:
        """The rarest terms, of which any passage holding this share of what was asked has one.

        The common words are left out, the longest lists of postings with them: they only help to
        rank what the others have found.
        """
        common: set[str] = set()
        for term in reversed(self.terms):
            if self.coverage(common | {term.text}) >= share:
                break
            common.add(term.text)
        return frozenset(term.text for term in self.terms) - common

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words of the question that stand nowhere."""
        return tuple(concept.surface for concept in self.concepts if not concept.known)


def plan(
    question: str,
    statistics: Statistics,
    *,
    corrections: Mapping[str, str] | None = None,
    analyse: Analyser | None = None,
    meanings: Glossary | None = None,
) -> Plan:
    """Make a question ready for a collection. `corrections` gives the word meant for a word typed."""
    analyse = analyse or analyser()
    meanings = meanings or glossary()
    tokens = list(analyse.tokens(question))
    drafts = _drafts(tokens, corrections or {}, analyse, meanings)
    wanted = {term for said, meant in drafts.values() for way in (said, *meant) for term in way}
    frequencies = statistics.frequencies(wanted)

    def weigh(text: str, weight: float) -> Term:
        frequency = frequencies.get(text, 0)
        return Term(text, weight, frequency, rarity(frequency, statistics.passages))

    concepts = []
    heaviest: dict[str, Term] = {}
    for surface, (said, meant) in drafts.items():
        as_typed = tuple(weigh(text, 1.0) for text in said)
        otherwise = tuple(
            tuple(weigh(text, weight / math.sqrt(len(way))) for text in way)
            for way, weight in meant.items()
        )
        concepts.append(Concept(surface, as_typed, otherwise))
        for term in (term for way in (as_typed, *otherwise) for term in way):
            if term.frequency and term.weight > getattr(heaviest.get(term.text), "weight", 0):
                heaviest[term.text] = term
    return Plan(
        question,
        tuple(concepts),
        tuple(sorted(heaviest.values(), key=lambda term: (term.frequency, term.text))),
        statistics.passages,
        statistics.average_length,
    )


Draft = tuple[tuple[str, ...], dict[tuple[str, ...], float]]


def _drafts(
    tokens: list[Token], corrections: Mapping[str, str], analyse: Analyser, meanings: Glossary
) -> dict[str, Draft]:
    """Surface words -> the terms said and the other ways to say it with their weights."""
    drafts: dict[str, Draft] = {}
    spoken: set[int] = set()
    for meaning in meanings.meanings(tokens):
        span = tokens[meaning.start : meaning.end]
        said = tuple(token.term for token in span if token.term)
        if not said:
            continue
        if not any(meaning.phrases):
            # It only means words that say nothing, as "pira" means "berapa".
            spoken.update(range(meaning.start, meaning.end))
            continue
        surface = " ".join(token.surface for token in span)
        drafts[surface] = (said, dict.fromkeys(meaning.phrases, WEIGHTS["glossary"]))
        spoken.update(range(meaning.start, meaning.end))
    seen = {term for said, _ in drafts.values() for term in said}
    for at, token in enumerate(tokens):
        if at in spoken or not token.term or token.term in seen:
            continue
        seen.add(token.term)
        meant: dict[tuple[str, ...], float] = {}
        if token.word in corrections:
            meant[tuple(analyse.terms(corrections[token.word]))] = WEIGHTS["spelling"]
        drafts[token.surface] = ((token.term,), meant)
    return drafts
