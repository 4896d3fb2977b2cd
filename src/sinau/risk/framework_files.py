"""Frameworks as files: a TOML or a workbook is read with limits, and written as a workbook."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from sinau.risk import scales
from sinau.risk.models import Framework
from sinau.risk.scales import BadFramework, Scale
from sinau.ui.sheets import Part, Sheet, sheets_workbook

MOST_BYTES = 512 * 1024
MOST_UNPACKED = 8 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 120, 16
# How long a name may be where it is kept.
LENGTHS = {"key": 60, "title": 150, "regulation": 150, "source": 300}
# Sheet, its table in the content, and the columns in their order.
TABLES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Level", "level", ("name", "colour", "from", "to")),
    ("Kemungkinan", "likelihood", ("name", "chance", "count", "criterion")),
    ("Dampak", "impact", ("name", "criterion")),
    ("Kategori", "category", ("name", "area")),
    ("Pilihan", "option", ("nature", "key", "name", "help")),
    ("Selera", "appetite", ("category", "nature", "treat_from", "source")),
)
NUMBERS = {"from", "to", "treat_from"}
HEAD = ("key", "title", "regulation", "effective_from", "effective_to", "source")


def read_file(name: str, content: bytes) -> dict[str, Any]:
    """What a file says, checked as a framework; whatever is wrong is said in a sentence."""
    if len(content) > MOST_BYTES:
        raise BadFramework(_("Berkas ini terlalu besar. Paling besar 512 KB."))
    said = _from_workbook(content) if name.lower().endswith(".xlsx") else _from_toml(content)
    check(said)
    return scales.plain(said)


def check(said: Mapping[str, Any]) -> Scale:
    """The framework, understood; refused when head or tables are not what they must be."""
    missing = [
        word for word in ("key", "title", "regulation", "effective_from") if not said.get(word)
    ]
    if missing:
        raise BadFramework(_("Belum diisi: %(names)s.") % {"names": ", ".join(missing)})
    for word, length in LENGTHS.items():
        if len(str(said.get(word, ""))) > length:
            raise BadFramework(
                _("%(name)s paling panjang %(length)s huruf.") % {"name": word, "length": length}
            )
    if not re.fullmatch(r"[a-z0-9-]+", str(said["key"])):
        raise BadFramework(_("Kunci (key) hanya huruf kecil, angka, dan tanda hubung."))
    first, last = _day(said["effective_from"]), _day(said.get("effective_to"))
    if first is None or (last and last < first):
        raise BadFramework(_("Tanggal berlaku tidak dikenali, atau berakhir sebelum mulai."))
    scale = scales.read(said)
    _check_names(scale)
    return scale


def write_workbook(framework: Framework) -> bytes:
    """The framework as a workbook that can be changed and brought in as another version."""
    said = framework.content
    sheets = [
        _sheet(
            "Kerangka", [[word, str(said.get(word) or "")] for word in HEAD], ("kunci", "nilai")
        ),
        _sheet("Matriks", said["matrix"]),
    ]
    for title, table, columns in TABLES:
        rows = [[row.get(column, "") for column in columns] for row in said[table]]
        sheets.append(_sheet(title, rows, columns))
    areas = [
        [row["name"], nature, *row[nature]]
        for row in said["area"]
        for nature in ("negative", "positive")
        if row.get(nature)
    ]
    areas += [[row["name"], ""] for row in said["area"] if "negative" not in row]
    sheets.append(_sheet("Area", areas, ("name", "nature", "1", "2", "3", "4", "5", "6")))
    return sheets_workbook(sheets)


def _sheet(name: str, rows: Sequence[Sequence[Any]], headings: Sequence[str] = ()) -> Sheet:
    return Sheet(name=name, lines=(), parts=(Part(title=name, headings=headings, rows=rows),))


def _from_toml(content: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadFramework(
            _("Berkas ini bukan TOML berhuruf UTF-8 dan bukan Excel (.xlsx).")
        ) from None
    except tomllib.TOMLDecodeError as wrong:
        raise BadFramework(_("TOML tidak terbaca: %(wrong)s") % {"wrong": wrong}) from None


def _from_workbook(content: bytes) -> dict[str, Any]:
    sheets = _sheets(content)
    wanted = ["Kerangka", "Matriks", "Area", *(title for title, _table, _columns in TABLES)]
    missing = [title for title in wanted if title not in sheets]
    if missing:
        raise BadFramework(_("Lembar yang belum ada: %(names)s.") % {"names": ", ".join(missing)})
    said: dict[str, Any] = {
        str(row[0]): row[1] for row in sheets["Kerangka"][1:] if row[0] and row[1] != ""
    }
    said = {word: said[word] for word in HEAD if word in said}
    for word in ("effective_from", "effective_to"):
        if word in said:
            said[word] = _day(said[word]) or said[word]
    said["verified"] = False
    said["matrix"] = [
        [_whole(cell, "Matriks", at) for cell in _until_empty(row)]
        for at, row in enumerate(sheets["Matriks"], start=1)
    ]
    for title, table, columns in TABLES:
        said[table] = [
            {
                column: _whole(cell, title, at) if column in NUMBERS else str(cell)
                for column, cell in zip(columns, row, strict=False)
                if cell != ""
            }
            for at, row in enumerate(sheets[title][1:], start=2)
        ]
    said["area"] = _areas(sheets["Area"][1:])
    return said


def _areas(rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        area = found.setdefault(str(row[0]), {"name": str(row[0])})
        steps = [str(cell) for cell in _until_empty(row[2:])]
        if row[1] in ("negative", "positive") and steps:
            area[row[1]] = steps
    return list(found.values())


def _sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet by name, without its title line and without empty rows."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise BadFramework(_("Berkas ini terlalu besar. Paling besar 512 KB."))
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        found = {}
        for sheet in book.worksheets[:20]:
            rows = [
                ["" if cell is None else cell for cell in row]
                for row in sheet.iter_rows(
                    max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True
                )
                if any(cell not in (None, "") for cell in row)
            ]
            found[sheet.title] = rows[1:] if rows and rows[0][0] == sheet.title else rows
    except BadFramework:
        raise
    # openpyxl raises whatever its parsers meet in a broken file.
    except (BadZipFile, KeyError, ValueError, TypeError, OSError, IndexError, SyntaxError) as error:
        raise BadFramework(
            _(
                "Berkas ini bukan Excel (.xlsx) yang dapat dibaca. Unduh contohnya dan mulai dari sana."
            )
        ) from error
    return found


def _until_empty(row: Sequence[Any]) -> list[Any]:
    kept = list(row)
    while kept and kept[-1] == "":
        kept.pop()
    return kept


def _whole(cell: Any, sheet: str, row: int) -> int:
    text = str(cell).strip()
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if re.fullmatch(r"\d{1,6}", text):
        return int(text)
    raise BadFramework(
        _("Lembar %(sheet)s, baris %(row)s: “%(cell)s” bukan bilangan bulat.")
        % {"sheet": sheet, "row": row, "cell": text[:30]}
    )


def _day(said: Any) -> date | None:
    if isinstance(said, datetime):
        return said.date()
    if isinstance(said, date):
        return said
    try:
        return date.fromisoformat(str(said)[:10]) if said else None
    except ValueError:
        return None


def _check_names(scale: Scale) -> None:
    """Names fit where they are kept, and none stands twice."""
    for kind, names in (
        (_("kategori"), scale.categories),
        (_("area dampak"), scale.areas),
        (_("level"), tuple(level.name for level in scale.levels)),
    ):
        if any(not name.strip() or len(name) > 100 for name in names):
            raise BadFramework(_("Setiap nama %(kind)s 1 sampai 100 huruf.") % {"kind": kind})
        if len(set(names)) < len(names):
            raise BadFramework(_("Ada nama %(kind)s yang tertulis dua kali.") % {"kind": kind})
    for option in scale.options:
        if not re.fullmatch(r"[a-z-]{1,30}", option.key):
            raise BadFramework(_("Kunci pilihan penanganan hanya huruf kecil, paling panjang 30."))
        if option.nature not in (scales.NEGATIVE, scales.POSITIVE):
            raise BadFramework(_("Jenis pilihan penanganan adalah negatif atau positif."))
