"""The judged questions that lie beside a checkout (../shared/data/retrieval), where they are there."""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast
from unittest import SkipTest

from sinau.search.engine import spelling
from sinau.search.engine.analysis import analyser
from sinau.search.engine.bm25 import Collection, Hit
from sinau.search.engine.glossary import glossary
from sinau.search.engine.query import Plan, plan

ROOT = Path(__file__).resolve().parents[4]


def folder() -> Path:
    """The folder of the judged questions; the test is skipped, and says so, where it is absent."""
    shared = Path(os.environ.get("SINAU_SHARED") or ROOT.parent / "shared") / "data" / "retrieval"
    if not shared.is_dir():
        raise SkipTest(f"the judged questions are not at {shared} (set SINAU_SHARED)")
    return shared


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines, packed or not."""
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
    for line in text.splitlines():
        if line.strip():
            yield cast("dict[str, Any]", json.loads(line))


def questions(name: str) -> list[dict[str, Any]]:
    """The development questions of one set."""
    return list(lines(folder() / "dev" / f"{name}.queries.jsonl"))


def judgements(name: str) -> dict[str, dict[str, int]]:
    """Question -> passage -> grade."""
    found: dict[str, dict[str, int]] = {}
    text = (folder() / "dev" / f"{name}.qrels.tsv").read_text("utf-8")
    for line in text.splitlines()[1:]:
        question, passage, grade = line.split("\t")
        found.setdefault(question, {})[passage] = int(grade)
    return found


@cache
def collection(name: str) -> Collection:
    """The passages of one set in memory, without those of repealed regulations."""
    corpus = folder() / "corpus"
    repealed = {
        record["doc"]
        for record in (lines(corpus / f"{name}.docs.jsonl") if name == "regulasi" else ())
        if record["superseded_by"]
    }
    held = Collection()
    for record in lines(corpus / f"{name}.corpus.jsonl.gz"):
        if record.get("doc") not in repealed:
            held.add(record["_id"], f"{record.get('title', '')}\n{record['text']}")
    return held


def _trigrams(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


class Speller:
    """What the database does for spelling, over a vocabulary in memory."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._words = vocabulary
        self._by_trigram: dict[str, list[str]] = {}
        for word in vocabulary:
            for trigram in _trigrams(word):
                self._by_trigram.setdefault(trigram, []).append(word)

    def known(self, words: Iterable[str]) -> dict[str, int]:
        """How many passages hold each of the words that are known."""
        return {word: self._words[word] for word in words if word in self._words}

    def alike(self, word: str) -> dict[str, int]:
        """Words that share three tenths of their trigrams."""
        own = _trigrams(word)
        shared = Counter(other for part in own for other in self._by_trigram.get(part, ()))
        return {
            other: self._words[other]
            for other, count in shared.items()
            if count / len(own | _trigrams(other)) >= 0.3
        }

    def corrections(self, question: str) -> dict[str, str]:
        """The words of the question that were probably mistyped, and what was meant."""
        found = {}
        for token in analyser().tokens(question):
            if token.term and not glossary().knows(token.term):
                meant = spelling.suggest(token.word, known=self.known, alike=self.alike)
                if meant:
                    found[token.word] = meant
        return found


@cache
def speller(name: str) -> Speller:
    """The speller of one set."""
    return Speller(collection(name).vocabulary)


def answer(question: str, name: str, *, limit: int = 10) -> tuple[Plan, list[Hit]]:
    """Ask one question of one set, exactly as the product would."""
    held = collection(name)
    ready = plan(question, held, corrections=speller(name).corrections(question))
    return ready, held.search(ready, limit=limit)
