"""Documents without Pasal, annexes, and whatever fits nowhere: kept, in pieces one can cite."""

from __future__ import annotations

import re
from itertools import groupby

from sinau.knowledge.parsing import marks, tables
from sinau.knowledge.parsing.paragraphs import text_of
from sinau.knowledge.parsing.records import Line, Piece
from sinau.knowledge.parsing.words import is_shouted, roman, slug

_LETTER = re.compile(r"^(?P<token>[A-Z])\s?\.\s+(?P<rest>[A-Z].{2,110})$")
_ROMAN = re.compile(r"^(?P<token>[IVX]{1,5})\s?\.\s+(?P<rest>[A-Z].{2,110})$")
_DIGIT = re.compile(r"^(?P<token>\d{1,2})\s?\.\s+(?P<rest>[A-Z].{2,70})$")
_LARGEST = 6000


def without_pasal(lines: list[Line]) -> list[Piece]:
    """A decree by its dictums, a circular by its headings, anything else page by page."""
    dictums = _dictums(lines)
    if dictums:
        return _cut(lines, dictums, "diktum")
    for pattern in (_LETTER, _ROMAN, _DIGIT):
        found = _sequence(lines, pattern)
        if len(found) >= 2:
            return _cut(lines, found, "bagian")
    return by_page(lines, "loose", "Tanpa bagian", "tanpa-bagian")


def _dictums(lines: list[Line]) -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    for at, line in enumerate(lines):
        match = marks.DICTUM.match(line.text)
        if match:
            token = match["token"].replace(" ", "")
            expected = marks.ORDINAL_WORDS[len(found) % len(marks.ORDINAL_WORDS)]
            if token == expected or (not found and token == "PERTAMA"):  # noqa: S105
                found.append((at, f"Diktum {match['token']}", match["rest"]))
    return found if len(found) >= 2 else []


def _sequence(lines: list[Line], pattern: re.Pattern[str]) -> list[tuple[int, str, str]]:
    """Headings A, B, C … (or I, II … or 1, 2 …) that follow each other and look like titles."""
    found: list[tuple[int, str, str]] = []
    for at, line in enumerate(lines):
        match = pattern.match(line.text)
        if not match or (at and marks.is_dangling(lines[at - 1].text)):
            continue
        if _value(match["token"], pattern) != len(found) + 1:
            continue
        if match["rest"].endswith((";", ",")) or len(match["rest"].split()) > 14:
            continue
        found.append((at, line.text.rstrip(" .:"), ""))
    return found


def _value(token: str, pattern: re.Pattern[str]) -> int | None:
    if pattern is _LETTER:
        return ord(token) - 64
    return roman(token) if pattern is _ROMAN else int(token)


def _cut(lines: list[Line], heads: list[tuple[int, str, str]], prefix: str) -> list[Piece]:
    from sinau.knowledge.parsing.structure import opening

    made = opening(lines[: heads[0][0]])
    closing = next(
        (at for at in range(heads[-1][0], len(lines)) if marks.CLOSING.match(lines[at].text)),
        len(lines),
    )
    for nth, (at, name, rest) in enumerate(heads):
        end = heads[nth + 1][0] if nth + 1 < len(heads) else closing
        group = [*([Line(rest, lines[at].page)] if rest else []), *lines[at + 1 : end]]
        token = name.split()[-1] if prefix == "diktum" else name.split(".")[0]
        made.append(
            Piece(
                "body",
                text_of(group),
                lines[at].page,
                heading=name[:600],
                anchor=f"{prefix}-{slug(token)}",
                opens=[["judul", name, ""]],
            )
        )
    if closing < len(lines):
        rest_lines = lines[closing:]
        made.append(
            Piece(
                "closing",
                text_of(rest_lines),
                rest_lines[0].page,
                heading="Penutup",
                anchor="penutup",
            )
        )
    return made


def annex(lines: list[Line]) -> list[Piece]:
    """An annex, a page at a time; a table stays row by row."""
    match = marks.ANNEX.match(lines[0].text)
    token = (match["token"] or "") if match else ""
    name = f"Lampiran {token}".strip()
    made: list[Piece] = []
    for head, group in _by_bab(lines):
        heading = f"{name} · {head}" if head else name
        pieces = by_page(group, "annex", heading, slug(heading)[:90], one_line_each=True)
        if pieces and head:
            pieces[0].opens = [["judul", head, ""]]
        made += pieces
    if made:
        made[0].opens = [["lampiran", name, ""], *made[0].opens]
    return made


def _by_bab(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """A guideline in an annex has chapters of its own; the heading stays in its text as well."""
    groups: list[tuple[str, list[Line]]] = [("", [])]
    for at, line in enumerate(lines):
        match = marks.BAB.match(line.text)
        if match and (not match["rest"] or is_shouted(match["rest"])):
            title = match["rest"]
            if not title and at + 1 < len(lines) and is_shouted(lines[at + 1].text):
                title = lines[at + 1].text
            groups.append((f"BAB {match['token']} {title}".strip()[:200], []))
        groups[-1][1].append(line)
    return [group for group in groups if group[1]]


def by_page(
    lines: list[Line], section: str, heading: str, anchor: str, *, one_line_each: bool = False
) -> list[Piece]:
    """One piece per page (and at most some thousand letters), in order."""
    made: list[Piece] = []
    for page, group in groupby(lines, key=lambda line: line.page):
        for part in _portions(list(group)):
            rows = []
            if one_line_each and tables.is_table(part):
                rows = tables.rows_of(part, part[0].uprights, part[0].levels)
            if rows:
                text = tables.words_of(rows)
            else:
                text = "\n".join(line.text for line in part) if one_line_each else text_of(part)
            sure = min((line.sure for line in part), default=100)
            made.append(
                Piece(section, text, page, heading=heading, anchor=anchor, table=rows, sure=sure)
            )
    if made and section == "explanation":
        made[0].opens = [["penjelasan", "Penjelasan", ""]]
    return made


def _portions(lines: list[Line]) -> list[list[Line]]:
    portions: list[list[Line]] = [[]]
    size = 0
    for line in lines:
        if size > _LARGEST:
            portions.append([])
            size = 0
        portions[-1].append(line)
        size += len(line.text)
    return portions
