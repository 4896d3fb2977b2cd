"""An embedder for tests: words of the same meaning point the same way, in no time and for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from sinau.search.engine.analysis import analyser
from sinau.search.engine.embedding import NoVector, Vectors, of_length_one
from sinau.search.vectors import embedding_by

MEANS_THE_SAME = {"raib": "absen", "bolos": "absen", "mangkir": "absen", "liburan": "cuti"}


class Pretended:
    """A direction for each root, made of its letters; a text is the sum of its roots."""

    dimensions = 384

    def __init__(self, name: str = "pretended 1", *, fails: bool = False) -> None:
        self.name = name
        self.fails = fails
        self.asked: list[str] = []

    def query(self, text: str) -> Vectors:
        """The vector of one question."""
        if self.fails:
            raise NoVector("tidak menjawab")
        found: Vectors = of_length_one(self._sum(text))
        return found

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of these passages, a row each."""
        if self.fails:
            raise NoVector("tidak menjawab")
        self.asked += texts
        return of_length_one(np.stack([self._sum(text) for text in texts]))

    def _sum(self, text: str) -> Vectors:
        total = np.full(self.dimensions, 0.01, dtype=np.float32)
        for term in analyser().terms(text):
            seed = hashlib.sha256(MEANS_THE_SAME.get(term, term).encode()).digest()
            dice = np.random.default_rng(int.from_bytes(seed[:8], "little"))
            total += dice.standard_normal(self.dimensions).astype(np.float32)
        return total


@contextmanager
def pretended(embedder: Pretended | None = None) -> Iterator[Pretended]:
    """While the block runs, the house embeds with this."""
    made = embedder or Pretended()
    with embedding_by(made):
        yield made
