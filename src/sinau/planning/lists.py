"""What the rows of an Excel list mean: required levels of positions, ratings of people's work."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.people import nip as nips
from sinau.people.models import JobKind, Person
from sinau.people.workbook import Unreadable
from sinau.planning.models import Competency, Rating
from sinau.planning.models.competencies import HIGHEST
from sinau.planning.models.talent import talent_scope

Lines = list[tuple[int, list[str]]]


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())


def _columns(lines: Lines, wanted: dict[str, str]) -> tuple[int, dict[str, int]]:
    """The row of headings and where each column stands; the first rows are looked through."""
    for at, (_number, cells) in enumerate(lines[:10]):
        places = {_plain(text): index for index, text in enumerate(cells)}
        found = {
            key: places[_plain(name)] for key, name in wanted.items() if _plain(name) in places
        }
        if len(found) == len(wanted):
            return at, found
    raise Unreadable("no-header", within=10)


def _cell(cells: list[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""


def _level(text: str) -> int | None:
    text = text.removesuffix(".0").removesuffix(",0")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 else None


def requirement_rows(lines: Lines, by: Person) -> list[dict[str, Any]]:
    """One row per position and competency: JENIS JABATAN, NAMA JABATAN, KOMPETENSI, TINGKAT."""
    head, at = _columns(
        lines,
        {
            "kind": "Jenis jabatan",
            "title": "Nama jabatan",
            "competency": "Kompetensi",
            "level": "Tingkat",
        },
    )
    kinds = {_plain(str(label)): value for value, label in JobKind.choices}
    kinds |= {_plain(value): value for value in JobKind.values}
    known = {}
    for one in Competency.objects.in_use():
        known[_plain(one.name)] = known[_plain(one.key)] = one
    rows = []
    for number, cells in lines[head + 1 :]:
        said = {key: _cell(cells, place) for key, place in at.items()}
        if not any(said.values()):
            continue
        kind = kinds.get(_plain(said["kind"]))
        competency = known.get(_plain(said["competency"]))
        level = _level(said["level"])
        problem = ""
        if kind is None:
            problem = _("Jenis jabatan “%s” tidak dikenal.") % said["kind"]
        elif competency is None:
            problem = _("Kompetensi “%s” tidak ada dalam kerangka.") % said["competency"]
        elif level is None or level > HIGHEST:
            problem = _("Tingkat harus angka 0 sampai 5.")
        elif len(said["title"]) > 150:
            problem = _("Nama jabatan lebih dari 150 huruf.")
        values = {
            "competency_id": competency.pk if competency else None,
            "job_kind": kind,
            "job_title": said["title"],
            "level": level,
        }
        shown = [said["kind"], said["title"], said["competency"], said["level"]]
        rows.append({"number": number, "said": shown, "values": values, "problem": problem})
    return rows


def performance_rows(lines: Lines, by: Person) -> list[dict[str, Any]]:
    """One row per person and year: NIP, TAHUN, KINERJA, SUMBER. Only people in one's charge."""
    head, at = _columns(
        lines, {"nip": "NIP", "year": "Tahun", "rating": "Kinerja", "source": "Sumber"}
    )
    ratings = {_plain(str(label)): value for value, label in Rating.choices}
    ratings |= {"di bawah": "below", "sesuai": "as", "di atas": "above"}
    body = lines[head + 1 :]
    numbers = {nips.clean(_cell(cells, at["nip"])) for _n, cells in body}
    people = {
        person.nip: person
        for person in Person.objects.serving()
        .filter(talent_scope(by, "agency"), nip__in=numbers)
        .exclude(pk=by.pk)
    }
    rows = []
    for number, cells in body:
        said = {key: _cell(cells, place) for key, place in at.items()}
        if not any(said.values()):
            continue
        person = people.get(nips.clean(said["nip"]))
        rating = ratings.get(_plain(said["rating"]))
        year = said["year"].removesuffix(".0")
        problem = ""
        if person is None:
            problem = _("NIP ini bukan pegawai yang dapat Anda nilai.")
        elif not (year.isascii() and year.isdigit() and 2015 <= int(year[:5]) <= today().year):
            problem = _("Tahun harus antara 2015 dan tahun ini.")
        elif rating is None:
            problem = _("Kinerja diisi: di bawah, sesuai, atau di atas ekspektasi.")
        elif not said["source"]:
            problem = _("Tulis sumbernya, misalnya nomor dokumen evaluasi.")
        values = {
            "person_id": person.pk if person else None,
            "year": int(year) if not problem else None,
            "rating": rating,
            "source": said["source"][:200],
        }
        shown = [said["nip"], year, said["rating"], said["source"]]
        rows.append({"number": number, "said": shown, "values": values, "problem": problem})
    return rows
