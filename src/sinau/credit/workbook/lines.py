"""One line of a history: what was written, what it means, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from sinau.credit.workbook.kinds import Kind, Kinds
from sinau.people.workbook.columns import Column
from sinau.people.workbook.meanings import BadCell, meaning

MOST_HOURS = 1000
_ALL = (
    Column("nip", "NIP", "nip", ("NIP BARU", "NIP PNS", "NIP PEGAWAI"), required=True),
    Column("name", "NAMA", also=("NAMA PEGAWAI", "NAMA LENGKAP", "NAMA PNS", "NAMA ASN")),
    Column("kind_id", "JENIS DIKLAT ID", also=("ID JENIS DIKLAT", "JENIS KURSUS ID")),
    Column("kind", "JENIS DIKLAT", also=("JENIS DIKLAT NAMA", "JENIS KURSUS", "JENIS PELATIHAN",
                                         "JENIS", "JENIS KURSUS NAMA", "JENIS KURSUS SERTIFIKAT")),
    Column("title", "NAMA DIKLAT", also=("NAMA KURSUS", "NAMA PELATIHAN", "NAMA KEGIATAN",
                                         "DIKLAT", "KURSUS", "NAMA DIKLAT KURSUS"),
           required=True, limit=300),
    Column("number", "NOMOR SERTIFIKAT", also=("NO SERTIFIKAT", "NOMOR SERTIPIKAT", "NOMOR",
                                               "NOMOR STTPP", "NO STTPL"), limit=100),
    Column("organiser", "INSTITUSI PENYELENGGARA", also=("PENYELENGGARA", "INSTANSI PENYELENGGARA",
                                                        "LEMBAGA PENYELENGGARA", "INSTITUSI"),
           limit=200),
    Column("started_on", "TANGGAL MULAI", "date", ("TGL MULAI", "TANGGAL KURSUS", "TGL KURSUS",
                                                   "TANGGAL"), low=1970, high=1),
    Column("ended_on", "TANGGAL SELESAI", "date", ("TGL SELESAI", "TANGGAL SELESAI KURSUS",
                                                   "TANGGAL SELESAI DIKLAT"), low=1970, high=1),
    Column("year", "TAHUN", "number", ("TAHUN KURSUS", "TAHUN DIKLAT"), low=1970, high=2100),
    Column("hours", "DURASI JAM", also=("DURASI JAM JP", "JUMLAH JAM", "JP", "JUMLAH JP", "DURASI",
                                        "JAM PELAJARAN", "JUMLAH JAM PELAJARAN"), limit=20),
)  # fmt: skip
COLUMNS = {column.key: column for column in _ALL}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right in one line."""

    key: str
    value: str
    code: str
    params: dict[str, str] = field(default_factory=dict)

    @property
    def column(self) -> str:
        """The heading people know."""
        return COLUMNS[self.key].label


@dataclass(slots=True)
class Line:
    """One learning of one person as the file tells it."""

    number: int
    cells: dict[str, str]
    nip: str = ""
    kind: Kind | None = None
    title: str = ""
    certificate: str = ""
    organiser: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    hours: Decimal | None = None
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, key: str, code: str, **params: object) -> None:
        """Add a problem with the text of its cell."""
        said = {name: str(value) for name, value in params.items()}
        self.problems.append(Problem(key, self.cells.get(key, "").strip(), code, said))


def check(number: int, cells: Mapping[str, str], kinds: Kinds, *, today: date) -> Line:
    """Read the cells of one line; what is wrong becomes a problem, the rest is a value."""
    line = Line(number, dict(cells))
    values: dict[str, object] = {}
    for key, column in COLUMNS.items():
        try:
            values[key] = meaning(column, cells.get(key, ""))
        except BadCell as bad:
            line.wrong(key, bad.code, **bad.params)
    line.nip = _text(values, "nip")
    line.title = _text(values, "title")
    line.certificate = _text(values, "number")
    line.organiser = _text(values, "organiser")
    broken = {problem.key for problem in line.problems}
    for key in ("nip", "title"):
        if key not in broken and not values.get(key):
            line.wrong(key, "required")
    if not line.organiser and "organiser" not in broken:
        line.wrong("organiser", "organiser-missing")
    _kind(line, values, kinds)
    _dates(line, values, broken, today)
    _hours(line, _text(values, "hours"))
    return line


def _text(values: Mapping[str, object], key: str) -> str:
    found = values.get(key)
    return found if isinstance(found, str) else ""


def _kind(line: Line, values: Mapping[str, object], kinds: Kinds) -> None:
    number, name = _text(values, "kind_id"), _text(values, "kind")
    if not number and not name:
        line.wrong("kind", "kind-missing")
        return
    # The name is what people read; the number only helps where the name is another one.
    line.kind = kinds.find(name) or kinds.find(number)
    if line.kind is None:
        line.wrong("kind" if name else "kind_id", "kind-unknown")


def _dates(line: Line, values: Mapping[str, object], broken: set[str], today: date) -> None:
    first, last, year = values.get("started_on"), values.get("ended_on"), values.get("year")
    # One date alone stands for both: the national history often has no last day.
    line.started_on = first if isinstance(first, date) else last if isinstance(last, date) else None
    line.ended_on = last if isinstance(last, date) else line.started_on
    if broken & {"started_on", "ended_on"}:
        return
    if line.started_on is None or line.ended_on is None:
        line.wrong("ended_on", "dates-missing")
    elif line.ended_on < line.started_on:
        line.wrong("ended_on", "date-order-training")
    elif line.ended_on > today:
        line.wrong("ended_on", "future")
    elif isinstance(year, int) and year not in (line.started_on.year, line.ended_on.year):
        line.wrong("year", "year-differs", other=line.ended_on.year)


def _hours(line: Line, said: str) -> None:
    if not said:
        return
    words = said.casefold().removesuffix("jp").removesuffix("jam").strip().replace(",", ".")
    try:
        line.hours = Decimal(words).quantize(Decimal("0.01"))
    except (InvalidOperation, ValueError):
        line.hours = None
    if line.hours is None or not line.hours.is_finite() or not 0 < line.hours <= MOST_HOURS:
        line.hours = None
        # An empty duration is written as nought there.
        if words not in ("0", "0.0", "0.00"):
            line.wrong("hours", "hours")
