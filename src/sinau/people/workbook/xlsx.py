"""Reads the sheets of an XLSX file, guarding against files made to hurt.

Written on the standard library's expat because 5,000 rows must be read in well under a second
and because every declaration that could expand (a DTD) is refused before anything is built.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from posixpath import join, normpath
from typing import IO
from xml.parsers import expat

from sinau.people.workbook.sentences import Unreadable
from sinau.people.workbook.shapes import Limits

FORMULA = "=..."
"""Stands for a cell that holds a formula; its cached result is not trusted."""

_OFFICE = "officeDocument"
_CELL = re.compile(r"([A-Z]{1,3})(\d+)$")
_BUILT_IN_DATES = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}

Cells = dict[int, str]


class _Enough(Exception):
    """Stops a parser early; not an error."""


@dataclass
class Sheet:
    """One visible sheet."""

    name: str
    part: str


class Workbook:
    """An opened XLSX file."""

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self.limits = limits
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Unreadable("damaged") from None
        self._guard()
        self.sheets: list[Sheet] = []
        self._is_1904 = False
        self._open()
        self._dates = self._date_styles()
        self._strings: list[str] | None = None

    def _guard(self) -> None:
        parts = self._zip.infolist()
        names = {part.filename for part in parts}
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("password")
        if len(parts) > self.limits.parts:
            raise Unreadable("bomb")
        if sum(part.file_size for part in parts) > self.limits.unpacked_bytes:
            raise Unreadable("bomb")
        for part in parts:
            is_large = part.file_size > self.limits.ratio_from_bytes
            if is_large and part.file_size > self.limits.part_ratio * max(part.compress_size, 1):
                raise Unreadable("bomb")
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Unreadable("macros")
        if "xl/workbook.bin" in names:
            raise Unreadable("binary-excel")
        if "mimetype" in names and "content.xml" in names:
            raise Unreadable("opendocument")
        if "[Content_Types].xml" not in names or "_rels/.rels" not in names:
            raise Unreadable("not-a-workbook")
        if b"macroEnabled" in self._zip.read("[Content_Types].xml")[:200_000]:
            raise Unreadable("macros")

    def _parse(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Run a part through expat; prefixes are dropped, and a DTD is refused."""
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def refuse(*_: object) -> None:
            raise Unreadable("unsafe-xml")

        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse

        def first(name: str, attributes: dict[str, str]) -> None:
            # Most writers use no prefix; those that do use one throughout.
            if ":" in name:
                parser.StartElementHandler = lambda n, a: start(n.rpartition(":")[2], a)
                if end:
                    parser.EndElementHandler = lambda n: end(n.rpartition(":")[2])
            else:
                parser.StartElementHandler = start
                parser.EndElementHandler = end
            parser.StartElementHandler(name, attributes)

        parser.StartElementHandler = first
        parser.CharacterDataHandler = text
        try:
            with self._zip.open(part) as stream:
                parser.ParseFile(stream)
        except _Enough:
            return
        except (expat.ExpatError, zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError):
            raise Unreadable("damaged") from None
        except NotImplementedError:
            raise Unreadable("damaged") from None
        except Exception as broken:
            if isinstance(broken, Unreadable):
                raise
            if type(broken).__module__ == "zlib":
                raise Unreadable("damaged") from None
            raise

    def _open(self) -> None:
        target = ""

        def relation(name: str, attributes: dict[str, str]) -> None:
            nonlocal target
            kind = attributes.get("Type", "")
            if name == "Relationship" and kind.endswith(f"/{_OFFICE}"):
                target = attributes.get("Target", "")

        self._parse("_rels/.rels", relation)
        self._book = target.lstrip("/")
        if not self._book.startswith("xl/") or self._book not in self._zip.namelist():
            raise Unreadable("not-a-workbook")
        folder, _, file = self._book.rpartition("/")
        parts: dict[str, str] = {}
        self._styles_part = self._strings_part = ""

        def book_relation(name: str, attributes: dict[str, str]) -> None:
            if name != "Relationship" or attributes.get("TargetMode") == "External":
                return
            where = attributes.get("Target", "")
            part = where.lstrip("/") if where.startswith("/") else normpath(join(folder, where))
            kind = attributes.get("Type", "").rpartition("/")[2]
            if kind == "worksheet":
                parts[attributes.get("Id", "")] = part
            elif kind == "styles":
                self._styles_part = part
            elif kind == "sharedStrings":
                self._strings_part = part

        self._parse(f"{folder}/_rels/{file}.rels", book_relation)
        count = 0

        def book(name: str, attributes: dict[str, str]) -> None:
            nonlocal count
            if name == "workbookPr":
                self._is_1904 = attributes.get("date1904") in ("1", "true")
            elif name == "sheet":
                count += 1
                relation_id = next(
                    (value for key, value in attributes.items() if key.endswith(":id")), ""
                )
                if relation_id in parts and attributes.get("state", "visible") == "visible":
                    self.sheets.append(Sheet(attributes.get("name", ""), parts[relation_id]))

        self._parse(self._book, book)
        if count > self.limits.sheets:
            raise Unreadable("too-many-sheets", count=count, limit=self.limits.sheets)
        if not self.sheets:
            raise Unreadable("not-a-workbook")

    def _date_styles(self) -> set[str]:
        """The numbers of the cell styles that show a date."""
        if not self._styles_part:
            return set()
        custom: set[str] = set()
        dates: set[str] = set()
        is_in_cells = False
        count = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal is_in_cells, count
            if name == "numFmt" and _is_date_format(attributes.get("formatCode", "")):
                custom.add(attributes.get("numFmtId", ""))
            elif name == "cellXfs":
                is_in_cells = True
            elif name == "xf" and is_in_cells:
                number = attributes.get("numFmtId", "0")
                if number in custom or (number.isdigit() and int(number) in _BUILT_IN_DATES):
                    dates.add(str(count))
                count += 1

        def end(name: str) -> None:
            nonlocal is_in_cells
            if name == "cellXfs":
                is_in_cells = False

        self._parse(self._styles_part, start, end)
        return dates

    def _shared_strings(self) -> list[str]:
        if self._strings is not None:
            return self._strings
        strings: list[str] = []
        self._strings = strings
        if not self._strings_part:
            return strings
        pieces: list[str] = []
        is_in_text = False
        is_phonetic = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal is_in_text, is_phonetic
            if name == "t":
                is_in_text = not is_phonetic
            elif name == "rPh":
                is_phonetic = True
            elif name == "si":
                pieces.clear()

        def end(name: str) -> None:
            nonlocal is_in_text, is_phonetic
            if name == "t":
                is_in_text = False
            elif name == "rPh":
                is_phonetic = False
            elif name == "si":
                strings.append("".join(pieces)[: self.limits.cell_length])

        def text(piece: str) -> None:
            if is_in_text:
                pieces.append(piece)

        self._parse(self._strings_part, start, end, text)
        return strings

    def rows(self, sheet: Sheet, *, first: int | None = None) -> Iterator[tuple[int, Cells]]:
        """The rows of a sheet that hold something, as (number, position -> text).

        With `first`, only so many rows from the top.
        """
        strings = self._shared_strings()
        found: list[tuple[int, Cells]] = []
        limits = self.limits
        row_number = 0
        cells: Cells = {}
        position = -1
        kind = style = ""
        pieces: list[str] = []
        is_reading = is_formula = False
        columns: dict[str, int] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal row_number, cells, position, kind, style, is_reading, is_formula
            if name == "c":
                where = attributes.get("r")
                if where is None:
                    position += 1
                else:
                    letters = where.rstrip("0123456789")
                    known = columns.get(letters)
                    if known is None:
                        known = columns[letters] = _position(letters)
                    position = known
                kind = attributes.get("t", "n")
                style = attributes.get("s", "")
                is_formula = False
                pieces.clear()
            elif name == "v" or name == "t":
                is_reading = True
            elif name == "f":
                is_formula = True
            elif name == "row":
                said = attributes.get("r")
                row_number = int(said) if said else row_number + 1
                if first is not None and row_number > first:
                    raise _Enough
                cells = {}
                position = -1

        def end(name: str) -> None:
            nonlocal is_reading
            if name == "c":
                text = "".join(pieces)
                if is_formula:
                    text = FORMULA
                elif not text:
                    return
                elif kind == "s":
                    text = strings[int(text)]
                elif kind == "n":
                    text = self._number(text, style in self._dates)
                elif kind == "b":
                    text = "1" if text == "1" else "0"
                if text and not text.isspace():
                    if position >= limits.columns:
                        raise Unreadable("too-many-columns", limit=limits.columns)
                    cells[position] = text[: limits.cell_length]
            elif name == "v" or name == "t":
                is_reading = False
            elif name == "row" and cells:
                if len(found) > limits.rows + limits.header_within + 100:
                    raise Unreadable("too-many-rows", limit=limits.rows)
                if row_number > limits.row_number:
                    raise Unreadable("too-many-rows", limit=limits.row_number)
                found.append((row_number, cells))

        def text(piece: str) -> None:
            if is_reading:
                pieces.append(piece)

        try:
            self._parse(sheet.part, start, end, text)
        except IndexError:
            raise Unreadable("damaged") from None
        return iter(found)

    def _number(self, text: str, is_date: bool) -> str:
        """A number as somebody would type it; a date as dd-mm-yyyy."""
        if is_date:
            try:
                serial = float(text)
                epoch = datetime(1904, 1, 1) if self._is_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
                return (epoch + timedelta(days=serial)).strftime("%d-%m-%Y")
            except (ValueError, OverflowError):
                return text
        digits = text
        if "." in text or "e" in text or "E" in text:
            try:
                value = float(text)
            except ValueError:
                return text
            if not value.is_integer() or abs(value) >= 1e21:
                return text
            digits = str(int(value))
        if len(digits) < 16:
            return digits
        # A spreadsheet keeps 15 digits. Only a number that no spreadsheet could have held in
        # this form is believed; any other is shown as what it is, a rounded one.
        try:
            whole = int(digits)
        except ValueError:
            return text
        is_exact = int(float(whole)) != whole or (whole < 2**53 and whole % 10)
        return digits if is_exact and digits == text else f"{float(whole):.14E}"


def _is_date_format(code: str) -> bool:
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.', "", code.split(";")[0]).lower()
    return "y" in bare or "d" in bare or "mmm" in bare


def _position(letters: str) -> int:
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or number > 20_000:
            raise Unreadable("damaged")
        number = number * 26 + ord(letter) - 64
    return number - 1
