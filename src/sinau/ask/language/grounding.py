"""Hold each sentence of a model against the passage it names; what is not supported is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sinau.search.engine.analysis import analyser

NAMED = re.compile(r"\s*\[\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]")
END = re.compile(
    r"(?<=[.!?])(?<! No\.)(?<! hal\.)(?<! dll\.)(?:\s*\[[\d\s,;]+\])*\s+(?=[A-Z0-9\"'(])|\n+"
)
FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")
ADDRESS = re.compile(r"https?://|www\.|\S+@\S+|\b\d{3,4}[- ]\d{4,}")
NOT = frozenset({"tidak", "bukan", "dilarang", "tanpa", "kecuali", "belum", "jangan", "larang"})
NO_ANSWER = "TIDAK ADA JAWABAN"
SUPPORTED = 0.65
"""The share of a sentence's roots that must stand in the passage it names."""
WORDS_OF_FIGURES = {
    "satu": "1",
    "dua": "2",
    "tiga": "3",
    "empat": "4",
    "lima": "5",
    "enam": "6",
    "tujuh": "7",
    "delapan": "8",
    "sembilan": "9",
    "sepuluh": "10",
    "sebelas": "11",
}


@dataclass(frozen=True)
class Grounded:
    """A sentence that may be shown, and the passages it rests on."""

    text: str
    numbers: tuple[int, ...]


@dataclass
class Ground:
    """The passages a model was given, and the tally of what it made of them."""

    passages: Mapping[int, str]
    kept: list[Grounded] = field(default_factory=list)
    removed: int = 0
    invented: int = 0

    def judge(self, sentence: str) -> Grounded | None:
        """The sentence as it may be shown; nothing when no passage it names supports it."""
        plain = NAMED.sub("", sentence).strip()
        if not plain or plain.upper().startswith(NO_ANSWER):
            return None
        named = [int(n) for found in NAMED.findall(sentence) for n in re.split(r"[,;]", found)]
        given = tuple(dict.fromkeys(n for n in named if n in self.passages))
        self.invented += len(set(named) - set(given))
        supporting = tuple(n for n in given if supports(self.passages[n], plain))
        if not supporting:
            self.removed += 1
            return None
        grounded = Grounded(plain, supporting)
        self.kept.append(grounded)
        return grounded


def supports(passage: str, sentence: str) -> bool:
    """Whether the passage holds what the sentence says: its words, each figure, and each "not"."""
    if ADDRESS.search(sentence) and not _holds_all(ADDRESS.findall(sentence), passage):
        return False
    there = set(analyser().terms(passage))
    said = set(analyser().terms(sentence))
    if not said or len(said & there) / len(said) < SUPPORTED:
        return False
    if figures(sentence) - figures(passage):
        return False
    return _denials(sentence) <= _denials(passage)


def figures(text: str) -> set[str]:
    """The numbers of a text, written in digits or (up to eleven) in words."""
    lowered = text.lower()
    found = {one.strip(".,:/") for one in FIGURE.findall(text)}
    return found | {
        figure for word, figure in WORDS_OF_FIGURES.items() if re.search(rf"\b{word}\b", lowered)
    }


def _denials(text: str) -> int:
    return int(bool(NOT & set(re.findall(r"[a-z]+", text.lower()))))


def _holds_all(parts: Iterable[str], text: str) -> bool:
    return all(part in text for part in parts)


def whole_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a stream, each as soon as it is whole; citations belong to the one before."""
    waiting = ""
    for piece in pieces:
        waiting += piece
        while (end := END.search(waiting)) is not None:
            yield waiting[: end.end()].strip()
            waiting = waiting[end.end() :]
    if waiting.strip():
        yield waiting.strip()
