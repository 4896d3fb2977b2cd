"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")
_LONGEST = 4000


@dataclass(frozen=True)
class Run:
    """A run of text: "same", "out" or "in"."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Run]:
    """Runs that give `before` without the "in" ones and `after` without the "out" ones."""
    return list(_joined(_runs(before.splitlines(keepends=True), after.splitlines(keepends=True))))


def _runs(before: list[str], after: list[str]) -> Iterator[Run]:
    """Lines first, then words inside what differs: long articles stay quick."""
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[i:j]), "".join(after[k:m])
        if tag == "equal":
            yield Run("same", old)
        elif tag == "replace":
            yield from _words(old, new)
        else:
            yield Run("out", old)
            yield Run("in", new)


def _words(old: str, new: str) -> Iterator[Run]:
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    if len(left) > _LONGEST or len(right) > _LONGEST:
        yield Run("out", old)
        yield Run("in", new)
        return
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Run("same", "".join(left[i:j]))
        else:
            yield Run("out", "".join(left[i:j]))
            yield Run("in", "".join(right[k:m]))


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if held is not None and held.kind == run.kind:
            held = Run(held.kind, held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held
