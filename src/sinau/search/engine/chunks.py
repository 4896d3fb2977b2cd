"""Cut a passage into pieces that a vector can hold: whole sentences, about as long as a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from .analysis import load
from .excerpts import sentences

LONGEST: int = load("scoring")["chunks"]["letters"]
MOST: int = load("scoring")["chunks"]["most"]
"""A table of a hundred pages is found by its words; so many pieces tell what it is about."""


def chunks(text: str, *, letters: int = LONGEST, most: int = MOST) -> list[str]:
    """The pieces in their order; a text that is short enough is one."""
    text = text.strip()
    if len(text) <= letters:
        return [text] if text else []
    found: list[str] = []
    for piece in _pieces(text, letters):
        if found and len(found[-1]) + 1 + len(piece) <= letters:
            found[-1] += f" {piece}"
        elif len(found) == most:
            break
        else:
            found.append(piece)
    return found


def _pieces(text: str, letters: int) -> Iterator[str]:
    for sentence in sentences(text):
        rest = " ".join(sentence.of(text).split())
        while len(rest) > letters:
            cut = rest.rfind(" ", letters // 2, letters)
            cut = cut if cut > 0 else letters
            yield rest[:cut]
            rest = rest[cut:].lstrip()
        if rest:
            yield rest
