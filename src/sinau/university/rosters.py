"""Read a list of people, pasted or from Excel, with a reason for every row that cannot be added."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from sinau.people.models import Audience, Person
from sinau.university.actions.registrations import Seats
from sinau.university.models import Registration, Session, TrainingClass

MOST_ROWS = 1_000
MOST_COLUMNS = 30
MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
_MARKS = re.compile(r"[\s.\-'\u00a0]+")
_TITLES = re.compile(r"^(?:(?:dr|drs|dra|ir|prof|h|hj|apt|drg|ns)\.\s*)+", re.IGNORECASE)
_HEADINGS = {"nip", "nama", "no", "no.", "nomor", "nama lengkap", "nip pegawai"}


class UnreadableSheet(Exception):
    """The file is no Excel sheet we can read, or is too large."""


@dataclass(frozen=True)
class Row:
    """One line: the person it names, or why nobody is added; `waits` says that no seat is free."""

    line: str
    person: Person | None = None
    reason: str | Promise = ""
    clash: str = ""
    waits: bool = False


@dataclass(frozen=True)
class _Said:
    """What a line says: a number, or failing that a name."""

    line: str
    number: str
    name: str

    @property
    def key(self) -> str:
        return self.number or self.name


def read_roster(training_class: TrainingClass, pasted: str) -> list[Row]:
    """Every line with its person or its reason; a handful of queries, however long the list."""
    lines = [line.strip() for line in pasted.splitlines() if line.strip()][:MOST_ROWS]
    said = [_read(line) for line in lines if line.casefold() not in _HEADINGS]
    people = _found(said)
    standing = Registration.objects.standing().filter(training_class=training_class)
    there = set(standing.values_list("person_id", flat=True))
    clashes = _clashes(training_class, {p.pk for found in people.values() for p in found})
    seats = Seats(training_class)
    rows: list[Row] = []
    seen: set[int] = set()
    for each in said:
        found = people.get(each.key, [])
        reason = _reason(training_class, each, found, seen, there)
        person = found[0] if len(found) == 1 else None
        if reason or person is None:
            rows.append(Row(each.line, None, reason))
            continue
        seen.add(person.pk)
        waits = not seats.take(person.agency_id)
        rows.append(Row(each.line, person, "", clashes.get(person.pk, ""), waits))
    return rows


def lines_of_sheet(file: IO[bytes]) -> str:
    """The rows of the first sheet as lines, cells divided by tabs, as if they had been pasted."""
    data = file.read(MOST_BYTES + 1)
    try:
        if len(data) > MOST_BYTES or _unpacked(data) > MOST_UNPACKED:
            raise UnreadableSheet
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 20, max_col=MOST_COLUMNS, values_only=True)
        return "\n".join("\t".join(_cell(value) for value in row).strip() for row in rows)
    # openpyxl raises many kinds of error on files made to break it.
    except Exception as trouble:
        raise UnreadableSheet from trouble


def _unpacked(data: bytes) -> int:
    try:
        return sum(part.file_size for part in ZipFile(BytesIO(data)).infolist())
    except BadZipFile as trouble:
        raise UnreadableSheet from trouble


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _read(line: str) -> _Said:
    # The number may stand in any column of what was pasted.
    cells = [cell.strip() for cell in re.split(r"[\t;]", line)]
    tight = [_MARKS.sub("", cell) for part in cells for cell in part.split(",")]
    number = next((cell for cell in tight if _is_number(cell)), "")
    if number:
        return _Said(line, number, "")
    words = [cell for cell in cells if any(c.isalpha() for c in cell)]
    return _Said(line, "", _plain_name(words[0]) if words else "")


def _is_number(cell: str) -> bool:
    return len(cell) == 18 and cell.isascii() and cell.isdigit()


def _plain_name(text: str) -> str:
    """A name without its titles, in small letters: "dr. Sari W., M.Kes." is "sari w."."""
    # A leading number is that of the list: "12. Sari".
    name = re.sub(r"^\d+[.)]?\s*", "", text.split(",")[0].strip())
    return " ".join(_TITLES.sub("", name).split()).casefold()


def _found(said: Iterable[_Said]) -> dict[str, list[Person]]:
    numbers = {each.number for each in said if each.number}
    names = {each.name for each in said if each.name and not each.number}
    people: defaultdict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.filter(nip__in=numbers).select_related("agency"):
        people[person.nip].append(person)
    if names:
        named = Person.objects.annotate(small=Lower("name")).filter(small__in=names)
        for person in named.filter(left_on=None).select_related("agency"):
            people[person.name.casefold()].append(person)
    return people


def _reason(
    training_class: TrainingClass,
    said: _Said,
    found: list[Person],
    seen: set[int],
    there: set[int],
) -> str | Promise:
    if not said.key:
        return _("Bukan NIP 18 angka dan bukan nama.")
    if not found:
        return _("NIP tidak ditemukan.") if said.number else _missing_name(said)
    if len(found) > 1:
        return _("Nama ini dimiliki beberapa pegawai. Tulis NIP-nya.")
    person = found[0]
    if person.pk in seen:
        return _("Sudah ada di atas dalam daftar ini.")
    if not person.is_active or person.left_on is not None:
        return _("Sudah tidak bertugas.")
    if person.pk in there:
        return _("Sudah terdaftar.")
    if training_class.audience == Audience.AGENCY and not training_class.agency.contains(
        person.agency
    ):
        return _("Kelas ini hanya untuk perangkat daerah penyelenggara.")
    return ""


def _missing_name(said: _Said) -> str | Promise:
    if sum(c.isdigit() for c in said.line) >= 10:
        return _("Bukan NIP 18 angka.")
    return _("Nama tidak ditemukan. Periksa ejaannya, atau tulis NIP-nya.")


def _clashes(training_class: TrainingClass, people: set[int]) -> dict[int, str]:
    """Another class of which a session lies at the hours of one of ours, for each who has a seat."""
    ours = list(training_class.sessions.values_list("starts_at", "ends_at"))
    if not ours or not people:
        return {}
    others = (
        Session.objects.filter(
            starts_at__lt=max(ends for _starts, ends in ours),
            ends_at__gt=min(starts for starts, _ends in ours),
        )
        .exclude(training_class=training_class)
        .values_list("training_class_id", "starts_at", "ends_at")
    )
    busy = {
        pk
        for pk, starts, ends in others
        if any(starts < our_end and ends > our_start for our_start, our_end in ours)
    }
    seats = Registration.objects.seated().filter(person__in=people, training_class__in=busy)
    return dict(seats.values_list("person_id", "training_class__title"))
