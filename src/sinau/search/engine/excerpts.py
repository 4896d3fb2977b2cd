"""Choose the sentence that answers best, cut an excerpt around it, and mark the words as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .analysis import Analyser, analyser, load
from .query import Plan

ENDINGS = re.compile(
    r"""
    (?<=[.?!])["')\]]*\s+(?=[A-Z0-9("'])    # a full stop and then a new beginning
    | ;\s+(?:dan|atau)?\s*                  # the items of an enumeration
    | \s+(?=\(\d{1,2}[a-z]?\)\s)            # the next ayat: (2)
    | \n+
    """,
    re.VERBOSE,
)
NOT_AN_ENDING = re.compile(
    r"(?:\b(?:[A-Z]|No|Nomor|dll|dst|dsb|dkk|hal|Jl|Drs?|Ir|H|Hj|Prof|S|M|a\.n|u\.b|ayat|Rp|Tgl|[a-z]|\d{1,2})\."
    r"|\b(?:ayat|huruf|angka|dan|atau|sampai dengan))$"
)
HINTS = {
    frozenset({"kapan", "kapankah"}): re.compile(
        r"\b(\d{4}|januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|"
        r"desember|bulan|tanggal|hari|tahun|setiap)\b",
        re.IGNORECASE,
    ),
    frozenset({"berapa", "berapakah", "seberapa", "maksimal", "minimal"}): re.compile(r"\d"),
    frozenset({"siapa", "siapakah"}): re.compile(
        r"\b(pejabat|kepala|menteri|gubernur|wali ?kota|atasan|pimpinan|camat|lurah|[A-Z]\w+ [A-Z]\w+)"
    ),
}
HINT: float = load("scoring")["sentence"]["hint"]


class Piece(NamedTuple):
    """A run of text, and whether it is marked."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Sentence:
    """Where a sentence stands in its passage."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The sentence itself."""
        return text[self.start : self.end]


def sentences(text: str) -> list[Sentence]:
    """The sentences, ayat and enumerated items of a passage, as spans of its text."""
    found: list[Sentence] = []
    start = 0
    for ending in ENDINGS.finditer(text):
        so_far = text[start : ending.start()]
        if not so_far.strip() or (
            NOT_AN_ENDING.search(so_far)
            and "\n" not in ending.group()
            and ";" not in ending.group()
        ):
            continue
        found.append(_trimmed(text, start, ending.start()))
        start = ending.end()
    if text[start:].strip():
        found.append(_trimmed(text, start, len(text)))
    return found


def _trimmed(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    return Sentence(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def best_sentence(plan: Plan, text: str, *, analyse: Analyser | None = None) -> Sentence | None:
    """The sentence that holds most of what was asked; nothing when no sentence holds any of it."""
    analyse = analyse or analyser()
    values = {term.text: term.value for term in plan.terms}
    asked = {token.word for token in analyse.tokens(plan.question)}
    hints = [hint for words, hint in HINTS.items() if words & asked]
    best: tuple[float, Sentence] | None = None
    for sentence in sentences(text):
        terms = set(analyse.terms(sentence.of(text)))
        held = sum(values.get(term, 0.0) for term in terms)
        if held and any(hint.search(sentence.of(text)) for hint in hints):
            held *= 1 + HINT
        if held and (best is None or held > best[0]):
            best = (held, sentence)
    return best[1] if best else None


def highlight(text: str, terms: Iterable[str], *, analyse: Analyser | None = None) -> list[Piece]:
    """The text in pieces, with the words that stand for one of the terms marked as they are written."""
    analyse = analyse or analyser()
    wanted = frozenset(terms)
    pieces: list[Piece] = []
    at = 0
    for token in analyse.tokens(text):
        if token.term in wanted:
            if token.start > at:
                pieces.append(Piece(text[at : token.start], False))
            pieces.append(Piece(text[token.start : token.end], True))
            at = token.end
    if at < len(text):
        pieces.append(Piece(text[at:], False))
    return pieces


def excerpt(plan: Plan, text: str, *, width: int = 240) -> Sentence:
    """A readable cut of about `width` letters around the best sentence, at word boundaries."""
    chosen = best_sentence(plan, text)
    start = chosen.start if chosen else 0
    if len(text) <= width:
        return Sentence(0, len(text))
    if chosen and chosen.end - chosen.start > width:
        start = _near_first_word(plan, text, chosen, width)
    end = min(len(text), start + width)
    start = max(0, min(start, len(text) - width))
    return _trimmed(text, _word_start(text, start), _word_end(text, end))


def _near_first_word(plan: Plan, text: str, sentence: Sentence, width: int) -> int:
    wanted = {term.text for term in plan.terms}
    for token in analyser().tokens(sentence.of(text)):
        if token.term in wanted:
            return max(sentence.start, sentence.start + token.start - width // 4)
    return sentence.start


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


def stands_in(quote: str, text: str) -> bool:
    """Whether the quote stands in the text letter for letter, white space apart."""
    squeezed = " ".join(quote.split())
    return bool(squeezed) and squeezed in " ".join(text.split())


def marked(pieces: Sequence[Piece]) -> list[str]:
    """The marked words, for tests and for reading aloud."""
    return [piece.text for piece in pieces if piece.marked]
