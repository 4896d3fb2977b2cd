"""Reads a CSV file in whichever encoding and with whichever separator an office saves it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from sinau.people.workbook.columns import key_of
from sinau.people.workbook.sentences import Unreadable
from sinau.people.workbook.shapes import Limits

_KEPT_AS_TEXT = re.compile(r'^="?(\d+)"?$')


def decoded(content: bytes) -> str:
    """The text of the file. Raises Unreadable when it is not text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(content, "utf-16")
    head = content[:2_000]
    if head[1::2].count(0) > len(head) // 4:
        return _decode(content, "utf-16-le")
    if head[::2].count(0) > len(head) // 4:
        return _decode(content, "utf-16-be")
    if b"\x00" in content:
        raise Unreadable("not-a-workbook")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode(content, "cp1252")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).lstrip("\ufeff")
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None


def rows(content: bytes, limits: Limits) -> Iterator[tuple[int, dict[int, str]]]:
    """The lines of the file that hold something, as (number, position -> text)."""
    text = decoded(content)
    return _rows(text, _separator(text, limits), limits)


def _separator(text: str, limits: Limits) -> str:
    """The separator under which the headings make sense."""
    top = "\n".join(text.splitlines()[: limits.header_within])
    scores = {}
    for separator in ";,\t|":
        try:
            lines = list(csv.reader(io.StringIO(top), delimiter=separator))
        except csv.Error:
            continue
        scores[separator] = max((sum(1 for c in line if key_of(c)) for line in lines), default=0)
    return max(scores, key=lambda separator: scores[separator]) if scores else ";"


def _rows(text: str, separator: str, limits: Limits) -> Iterator[tuple[int, dict[int, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found = 0
    number = 0
    try:
        for line in reader:
            number += 1
            if number == 1 and len(line) == 1 and line[0].lower().startswith("sep="):
                continue
            if len(line) > limits.columns and any(cell.strip() for cell in line[limits.columns :]):
                raise Unreadable("too-many-columns", limit=limits.columns)
            cells = {
                position: _cell(text)[: limits.cell_length]
                for position, text in enumerate(line)
                if text and not text.isspace()
            }
            if cells:
                found += 1
                if found > limits.rows + limits.header_within + 100:
                    raise Unreadable("too-many-rows", limit=limits.rows)
                yield number, cells
    except csv.Error:
        raise Unreadable("not-a-workbook") from None


def _cell(text: str) -> str:
    # ="198708172010012005" is how a CSV keeps a number as text; it is not a formula.
    kept = _KEPT_AS_TEXT.match(text.strip())
    return kept[1] if kept else text
