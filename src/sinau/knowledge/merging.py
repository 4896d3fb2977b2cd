"""Two people changed the same text: joined where they touched different lines, else a plain no."""

from __future__ import annotations

from difflib import SequenceMatcher

Edit = tuple[int, int, list[str]]


def merge(base: str, mine: str, theirs: str) -> str | None:
    """The text with both changes, or None where they overlap; nothing is ever guessed."""
    if mine in (theirs, base):
        return theirs
    if theirs == base:
        return mine
    lines = base.split("\n")
    joined = _joined(_edits(lines, mine.split("\n")), _edits(lines, theirs.split("\n")))
    if joined is None:
        return None
    found, at = [], 0
    for start, end, new in joined:
        found += lines[at:start] + new
        at = end
    return "\n".join(found + lines[at:])


def _edits(base: list[str], other: list[str]) -> list[Edit]:
    """The runs of lines that differ: from, to (exclusive), what stands there instead."""
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [(i, j, other[k:m]) for tag, i, j, k, m in codes if tag != "equal"]


def _joined(mine: list[Edit], theirs: list[Edit]) -> list[Edit] | None:
    """Both sides in the order of the text; None where they touch, even at the edge."""
    found: list[Edit] = []
    for edit in sorted([*mine, *theirs], key=lambda edit: edit[:2]):
        if found and edit == found[-1]:
            continue
        if found and edit[0] <= found[-1][1] and not _same_side(edit, found[-1], mine, theirs):
            return None
        found.append(edit)
    return found


def _same_side(one: Edit, two: Edit, mine: list[Edit], theirs: list[Edit]) -> bool:
    return (one in mine and two in mine) or (one in theirs and two in theirs)
