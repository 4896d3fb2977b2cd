"""Lines become sentences again: one line per point of a list, breaks and hyphens joined."""

from __future__ import annotations

import re

from sinau.knowledge.parsing import marks
from sinau.knowledge.parsing.records import Line
from sinau.knowledge.parsing.words import joined

# "a. …; dan | b. …": the conjunction ends a point, not a reference.
_CONJUNCTION = re.compile(r"(?:^|[;,.\s])(?:dan/atau|dan|atau)$")
_ENDS = re.compile(r"[.;:!?”\"]$")
# In text from a word processor a whole Pasal may be one paragraph: "terdiri atas: a. … b. …".
_INSIDE = re.compile(r"(?<=[;:,])\s+(?:(dan/atau|dan|atau)\s+)?(?=(?:[a-z]|\d{1,2})[.)]\s)")
_HEADING_INSIDE = re.compile(
    r"(?<=[.;])\s+(?=(?:Bagian\s+(?:Kesatu|Pertama|Ke\w+)|Paragraf\s+\d+)\s+[A-Z])"
)
# ... or even all that follows the last Pasal: the signatures and the whole explanation.
_TAIL_INSIDE = re.compile(
    r"(?<=[\s.])(?=Agar\s+setiap\s+orang\s+mengetahuinya|(?:Disahkan|Ditetapkan|Diundangkan)\s+di\s+[A-Z]"
    r"|PENJELASAN\s+ATAS\s+[A-Z]|II?\.\s*(?:UMUM|PASAL\s+DEMI\s+PASAL)\b|TAMBAHAN\s+LEMBARAN)"
)
_EXPLAINED_INSIDE = re.compile(
    r"(?<=[.\s])(?=Pasal\s+\d{1,3}[A-Z]?\s+(?:Cukup\s+jelas|Ayat|Huruf|Angka|Yang)\b)"
)
_MARGIN = re.compile(r"^(?:[Cc]ukup jelas\.?|Ayat \(|Huruf [a-z]\d?$|Angka \d)")


def unfold(lines: list[Line]) -> list[Line]:
    """Cut lines that hold several points or a heading at their end; others stay as they are."""
    found: list[Line] = []
    for line in lines:
        parts = [line.text]
        if len(line.text) > 90 and line.left is None:
            parts = [part for whole in _tail(line.text) for part in _HEADING_INSIDE.split(whole)]
            parts = [piece.strip() for part in parts for piece in _points(part)]
        for part in parts:
            if part:
                found.append(line if part == line.text else Line(part, line.page, is_short=True))
    return found


def _tail(text: str) -> list[str]:
    """The text cut where the signatures and the explanation begin, and at each Pasal explained."""
    parts = _TAIL_INSIDE.split(text)
    found: list[str] = []
    for part in parts:
        title = re.match(r"II?\.\s*(?:UMUM|PASAL\s+DEMI\s+PASAL)\b", part)
        if title:
            found.append(title.group())
            part = part[title.end() :].strip()
        found += _EXPLAINED_INSIDE.split(part) if "Cukup jelas" in part else [part]
    return found


def _points(text: str) -> list[str]:
    pieces = _INSIDE.split(text)
    found = [pieces[0]]
    # split() gives the caught conjunction between the pieces; it belongs to the one before.
    for conjunction, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if conjunction:
            found[-1] += f" {conjunction}"
        found.append(piece)
    return found


def text_of(lines: list[Line]) -> str:
    """The sentences of these lines; every point of a list begins a line of its own."""
    found: list[str] = []
    last: Line | None = None
    for line in lines:
        if last is None or _is_row(line) or _is_row(last) or _begins(line, last, found):
            found.append(line.text)
        else:
            found[-1] = joined(found[-1], line.text)
        last = line
    return "\n".join(found)


def _is_row(line: Line) -> bool:
    """A row of a table of a word processor; on paper three words beside each other say nothing."""
    return line.left is None and len(line.cells) >= 3


def _begins(line: Line, last: Line, found: list[str]) -> bool:
    seen = marks.item(line.text)
    if seen is not None and _CONJUNCTION.search(last.text) and _follows(seen[1], found):
        return True
    if marks.is_dangling(last.text):
        return False
    if seen is not None:
        kind, mark, _rest = seen
        if kind in ("dash", "ayat") or mark in ("a", "1"):
            return True
        return bool(_ENDS.search(last.text)) or _follows(mark, found)
    if _MARGIN.match(line.text) or _MARGIN.match(last.text):
        return True
    return last.is_short and bool(_ENDS.search(last.text))


def _follows(mark: str, found: list[str]) -> bool:
    """Whether the mark is the next one of a list that has begun above."""
    for text in reversed(found[-12:]):
        seen = marks.item(text)
        if seen is None:
            continue
        earlier = seen[1]
        if earlier.isdigit() and mark.isdigit() and int(mark) == int(earlier) + 1:
            return True
        if len(earlier) == len(mark) == 1 and mark.isalpha() and ord(mark) == ord(earlier) + 1:
            return True
    return False
