"""Headings above the Pasal, with their titles, and where in the book one is."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from sinau.knowledge.parsing import marks
from sinau.knowledge.parsing.marks import Heading
from sinau.knowledge.parsing.records import Line
from sinau.knowledge.parsing.words import is_shouted, joined

_LONGEST_TITLE = 7
_LEVELS = ("buku", "bab", "bagian", "paragraf")


@dataclass
class Trail:
    """The headings under which one stands, one per level."""

    buku: str = ""
    bab: str = ""
    bagian: str = ""
    paragraf: str = ""
    bab_words: str = ""
    buku_words: str = ""

    def enter(self, head: Heading, title: str) -> None:
        """Go below a heading; deeper ones are left."""
        words = f"{head.label} {title}".strip()
        for level in _LEVELS[_LEVELS.index(head.level) + 1 :]:
            setattr(self, level, "")
        if head.level == "bab":
            self.bab, self.bab_words = head.token[:20], words
        elif head.level == "buku":
            self.buku, self.buku_words, self.bab_words = head.token, words, ""
        else:
            setattr(self, head.level, words)

    @property
    def words(self) -> str:
        """The headings from the widest to the narrowest."""
        parts = (self.buku_words, self.bab_words, self.bagian, self.paragraf)
        return " · ".join(part for part in parts if part)[:600]

    def copy(self) -> Trail:
        """As it is now."""
        return replace(self)


def read_heading(
    lines: list[Line], at: int, end: int, pasal_at: Container[int]
) -> tuple[Heading, str, int] | None:
    """(heading, title, first line after it) when a heading stands here."""
    head = marks.heading(lines[at])
    if head is None or (at and marks.is_dangling(lines[at - 1].text)):
        return None
    if head.level in ("bagian", "paragraf") and _is_sentence(lines, at, head):
        return None
    title, after = head.rest, at + 1
    certain = _until_next(lines, at + 1, end, pasal_at, head)
    while after < end and after - at <= _LONGEST_TITLE and after not in pasal_at:
        line = lines[after]
        if _is_other(line, head, title):
            break
        if after >= certain and not _goes_on(line, head, title):
            break
        title = joined(title, line.text)
        after += 1
    return head, title[:400], after


def _is_other(line: Line, head: Heading, title: str) -> bool:
    """Another heading; but "KETENTUAN PERALIHAN" right below "BAB IX" is its title."""
    other = marks.heading(line)
    if other is None:
        return False
    names_bab = head.level == "bab" and head.label != head.token and not title
    return not (names_bab and other.label == other.token)


def _until_next(
    lines: list[Line], start: int, end: int, pasal_at: Container[int], head: Heading
) -> int:
    """Where the next heading stands, when only words of a title lie between; else `start`."""
    for at in range(start, min(start + 6, end)):
        if at in pasal_at or _is_other(lines[at], head, "" if at == start else "x"):
            return at
        text = lines[at].text
        if text.endswith((";", ":", ".")) or marks.item(text) or text.startswith("("):
            return start
    return start


def _is_sentence(lines: list[Line], at: int, head: Heading) -> bool:
    """ "Bagian Kedua …" in running text is no heading: it is neither centred nor a title."""
    line = lines[at]
    if line.left is None or line.is_centred:
        return False
    return not line.is_short


def _goes_on(line: Line, head: Heading, title: str) -> bool:
    text = line.text
    if marks.item(text) is not None or marks.pasal_tokens(line) is not None:
        return False
    if head.level in ("buku", "bab"):
        return is_shouted(text) or (not title and line.is_centred and len(text) < 120)
    if line.left is not None:
        return line.is_centred and not text.endswith((";", ":", "."))
    return not title and len(text) < 160 and not text.endswith((";", ":", "."))
