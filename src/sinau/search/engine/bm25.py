"""BM25 over a collection held in memory: for measuring, and to check the SQL that does the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from .analysis import Analyser, analyser, load
from .query import Plan


@dataclass(frozen=True)
class Parameters:
    """The two numbers of BM25: k1 (repetition) and b (length)."""

    k1: float
    b: float

    def weigh(self, frequency: int, length: int, average_length: float) -> float:
        """How much a term counts in one passage, before its rarity."""
        held_back = 1 - self.b + self.b * length / average_length
        return frequency * (self.k1 + 1) / (frequency + self.k1 * held_back)


BM25 = Parameters(**load("scoring")["bm25"])


@dataclass(frozen=True)
class Hit:
    """A passage that was found: its key, its BM25 score, and what each term added to it.

    `similarity` is the cosine of its nearest part and the question, where both have vectors; `rank`
    is what it was put in order by.
    """

    key: str
    score: float
    terms: Mapping[str, float]
    similarity: float | None = None
    rank: float = 0.0


@dataclass
class Collection:
    """Passages with their statistics; the smallest thing a plan can be made against."""

    parameters: Parameters = BM25
    analyse: Analyser = field(default_factory=analyser)
    keys: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    postings: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    vocabulary: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.keys)

    @property
    def average_length(self) -> float:
        """How many terms a passage has on average."""
        return sum(self.lengths) / len(self.lengths) if self.lengths else 1.0

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many passages each term stands."""
        return {term: len(self.postings[term]) for term in terms if term in self.postings}

    def add(self, key: str, text: str) -> None:
        """Take one more passage in."""
        tokens = [token for token in self.analyse.tokens(text) if token.term]
        counts: dict[str, int] = defaultdict(int)
        for token in tokens:
            counts[token.term] += 1
        for word in {token.word for token in tokens}:
            self.vocabulary[word] += 1
        for term, count in counts.items():
            self.postings[term].append((len(self.keys), count))
        self.keys.append(key)
        self.lengths.append(len(tokens))

    def search(
        self, plan: Plan, *, limit: int = 10, admits: Callable[[str], bool] | None = None
    ) -> list[Hit]:
        """The best passages, best first; equal scores in the order they were added."""
        found: dict[int, dict[str, float]] = defaultdict(dict)
        for term in plan.terms:
            for at, frequency in self.postings.get(term.text, ()):
                weight = self.parameters.weigh(frequency, self.lengths[at], plan.average_length)
                found[at][term.text] = term.value * weight
        ranked = sorted(found, key=lambda at: (-sum(found[at].values()), at))
        hits = (Hit(self.keys[at], sum(found[at].values()), found[at]) for at in ranked)
        kept = []
        for hit in hits:
            if admits is None or admits(hit.key):
                kept.append(hit)
                if len(kept) == limit:
                    break
        return kept
