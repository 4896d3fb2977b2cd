"""The list of wordings as Excel, out and in: each row says what it would change, or what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from sinau.kernel.refusals import Refused
from sinau.search.wordings import Entry, entries, key_of

HEADINGS = (_("Yang diketik"), _("Artinya"), _("Dua arah"), _("Dipakai"), _("Catatan"))
WIDTHS = (30, 60, 12, 12, 50)
MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 30 * 1024 * 1024
MOST_ROWS = 2_000
MOST_PHRASES = 20
YES = {"ya", "y", "yes", "benar", "true", "1"}
NO = {"tidak", "t", "no", "salah", "false", "0", ""}


class UnreadableSheet(Refused):
    """The file is no Excel sheet of wordings, or too large."""


@dataclass(frozen=True)
class Line:
    """A row of the sheet: the entry it describes and what it changes, or why it cannot be taken."""

    number: int
    entry: Entry
    note: str
    is_used: bool
    change: str
    reason: str | Promise = ""

    @property
    def as_values(self) -> list[Any]:
        """What is kept between looking at it and taking it in."""
        entry = self.entry
        return [entry.key, entry.said, entry.means, entry.both_ways, self.note, self.is_used]


def rows() -> Iterable[Sequence[Any]]:
    """Every entry as a row."""
    for entry in entries().values():
        yield (
            "; ".join(entry.said),
            "; ".join(entry.means),
            "ya" if entry.both_ways else "tidak",
            "tidak" if entry.is_retired else "ya",
            entry.wording.note if entry.wording else "",
        )


def read_lines(content: bytes) -> list[Line]:
    """Every row that says something, with what it would change."""
    known = entries()
    found: list[Line] = []
    seen: set[str] = set()
    for number, values in enumerate(_values(content), 2):
        if not any(values):
            continue
        line = _line(number, values, known)
        if not line.reason and line.entry.key in seen:
            line = Line(
                number, line.entry, "", True, "", _("Kata ini sudah ada di baris sebelumnya.")
            )
        seen.add(line.entry.key)
        found.append(line)
    return found


def _values(content: bytes) -> list[list[str]]:
    if len(content) > MOST_BYTES:
        raise UnreadableSheet(_("Berkas ini terlalu besar. Paling besar 2 MB."))
    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise UnreadableSheet(_("Berkas ini terlalu besar. Paling besar 2 MB."))
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        taken = [
            ["" if value is None else str(value).strip() for value in row[: len(HEADINGS)]]
            for row in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=10, values_only=True)
        ]
    except UnreadableSheet:
        raise
    # openpyxl raises whatever its parsers meet in a broken file.
    except (BadZipFile, KeyError, ValueError, TypeError, OSError, IndexError, SyntaxError) as error:
        raise UnreadableSheet(
            _(
                "Berkas ini bukan berkas Excel (.xlsx) yang dapat dibaca. Unduh daftarnya dan mulai dari sana."
            )
        ) from error
    headings = [one.lower() for one in taken[0][:2]] if taken else []
    if headings not in (["yang diketik", "artinya"], [str(one).lower() for one in HEADINGS[:2]]):
        raise UnreadableSheet(
            _(
                "Baris pertama harus berisi judul kolom: Yang diketik, Artinya, Dua arah, Dipakai, Catatan."
            )
        )
    if len(taken) > MOST_ROWS + 1:
        raise UnreadableSheet(_("Berkas ini berisi lebih dari 2.000 baris."))
    return [[*row, *[""] * (len(HEADINGS) - len(row))] for row in taken[1:]]


def _line(number: int, values: list[str], known: dict[str, Entry]) -> Line:
    said, means = _phrases(values[0], 120), _phrases(values[1], 200)
    both, used = values[2].lower(), values[3].lower()
    entry = Entry(key_of(said[0]) if said else "", said, means, both in YES)
    reason = _what_is_wrong(said, means, both, used)
    is_used = used in YES or not used
    return Line(
        number,
        entry,
        values[4][:300],
        is_used,
        "" if reason else _change(entry, is_used, known),
        reason,
    )


def _phrases(text: str, longest: int) -> tuple[str, ...]:
    parts = (" ".join(part.split())[:longest] for part in text.replace("\n", ";").split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))[:MOST_PHRASES]


def _what_is_wrong(
    said: Sequence[str], means: Sequence[str], both: str, used: str
) -> str | Promise:
    if not said:
        return _("Kolom Yang diketik kosong. Isi sedikitnya satu kata.")
    if not means:
        return _("Kolom Artinya kosong. Isi sedikitnya satu arti.")
    if {key_of(one) for one in said} >= {key_of(one) for one in means}:
        return _("Artinya sama dengan yang diketik. Tulis arti yang berbeda.")
    if both not in YES | NO:
        return _("Kolom Dua arah berisi ya atau tidak.")
    if used not in YES | NO:
        return _("Kolom Dipakai berisi ya atau tidak.")
    return ""


def _change(entry: Entry, is_used: bool, known: dict[str, Entry]) -> str:
    before = known.get(entry.key)
    if before is None:
        return "new" if is_used else ""
    if not is_used:
        return "" if before.is_retired else "retired"
    now = (before.said, before.means, before.both_ways)
    same = now == (entry.said, entry.means, entry.both_ways)
    return "" if same and not before.is_retired else "changed"
