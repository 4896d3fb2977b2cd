"""What one version of a lesson says otherwise than another: block by block, then word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKENS = re.compile(r"\s+|\S+")
_MOST_WORDS = 4_000


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A block as it is compared: its name, its kind and its words."""

    key: str
    kind: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words that are the same, that went ("out") or that came ("in")."""

    sign: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Change:
    """What became of one block: "same", "changed", "moved", "added" or "removed"."""

    key: str
    kind: str
    state: str
    runs: tuple[Run, ...]


def compare(before: Sequence[Piece], after: Sequence[Piece]) -> list[Change]:
    """Each block of `after` in its order, and those that went where they stood."""
    old = {piece.key: piece for piece in before}
    new = {piece.key for piece in after}
    stayed = _in_order(before, after)
    changes: list[Change] = []
    gone = [piece for piece in before if piece.key not in new]
    places = {piece.key: at for at, piece in enumerate(before)}
    for piece in after:
        was = old.get(piece.key)
        while was and gone and places[gone[0].key] < places[was.key]:
            changes.append(_whole(gone.pop(0), "removed", "out"))
        if was is None:
            changes.append(_whole(piece, "added", "in"))
            continue
        state = "changed" if was.words != piece.words else "same"
        if state == "same" and piece.key not in stayed:
            state = "moved"
        runs = tuple(runs_of(was.words, piece.words))
        changes.append(Change(key=piece.key, kind=piece.kind, state=state, runs=runs))
    return changes + [_whole(piece, "removed", "out") for piece in gone]


def _whole(piece: Piece, state: str, sign: str) -> Change:
    runs = (Run(sign=sign, words=piece.words),)
    return Change(key=piece.key, kind=piece.kind, state=state, runs=runs)


def _in_order(before: Sequence[Piece], after: Sequence[Piece]) -> set[str]:
    """The most names that kept their order among themselves; the fewer the others moved."""
    places = {piece.key: at for at, piece in enumerate(before)}
    both = [piece.key for piece in after if piece.key in places]
    longest: list[list[str]] = []
    for key in both:
        before_it = [row for row in longest if places[row[-1]] < places[key]]
        longest.append([*_longest(before_it), key])
    return set(_longest(longest))


def _longest(rows: list[list[str]]) -> list[str]:
    return max(rows, key=lambda row: len(row)) if rows else []


def runs_of(before: str, after: str) -> Iterator[Run]:
    """Runs that give `before` without what came, and `after` without what went."""
    left, right = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(left) > _MOST_WORDS or len(right) > _MOST_WORDS:
        left, right = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        old, new = "".join(left[a:b]), "".join(right[c:d])
        if tag == "equal":
            yield Run(sign="same", words=old)
            continue
        if old:
            yield Run(sign="out", words=old)
        if new:
            yield Run(sign="in", words=new)
