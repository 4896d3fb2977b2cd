"""What people of the demo city claim, bring along from SIASN, and what their index asks."""

from __future__ import annotations

import io
import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sinau.credit import recording
from sinau.credit.actions import Learning, record
from sinau.credit.claims import correcting, deciding, drafting
from sinau.credit.history import importing
from sinau.credit.history.committing import commit
from sinau.credit.models import Claim, last_day
from sinau.credit.parsing import read
from sinau.credit.workbook import COLUMNS
from sinau.demo.city import City
from sinau.demo.papers import certificate
from sinau.kernel.clock import freeze
from sinau.people.models import Person
from sinau.ui.sheets import workbook

SEMINAR = ("seminar", "Seminar Nasional Pelayanan Publik Digital", "Universitas contoh", None)
BIMTEK = ("bimtek", "Bimtek Pengelolaan Arsip Dinamis", "Lembaga kearsipan (contoh)", "12")
WORKSHOP = ("workshop", "Lokakarya Penulisan Naskah Dinas", "Balai pelatihan (contoh)", None)
COURSE = ("course", "Kursus Dasar Analisis Data", "Lembaga kursus (contoh)", "10")
TALK = ("socialisation", "Sosialisasi Keamanan Informasi", "Lembaga siber (contoh)", None)
INTERNSHIP = ("internship", "Magang di Mal Pelayanan Publik", "Kota tetangga (contoh)", None)
HISTORY = (
    ("Bimbingan Teknis", "Bimtek Standar Pelayanan Minimal", "BKPSDM (contoh)", "16"),
    ("Diklat Teknis", "Diklat Pelayanan Publik", "BKPSDM (contoh)", "24"),
    ("Seminar", "Seminar Kesehatan Kerja", "Universitas contoh", "4"),
    ("Diklat Fungsional", "Diklat Fungsional Tingkat Pertama", "Lembaga pelatihan (contoh)", "40"),
)
PREDICATES = ("Baik", "Baik", "Baik", "Sangat baik", "Butuh perbaikan")


def seed(city: City) -> None:
    """Claims in every state, one import of histories applied and one waiting, and inputs of the index."""
    _histories(city)
    _claims(city)
    _records(city)


def _claims(city: City) -> None:
    sari, bayu, wulan = (city.cast[key] for key in ("sari", "bayu", "wulan"))
    others = [city.person("dinkes", turn=turn) for turn in range(12)]
    others = [person for person in others if person not in (sari, bayu, city.cast["budi"])]
    ratna, joko = city.cast["ratna"], city.cast["joko"]
    draft = drafting.begin(sari, key=_key("draft"), form=COURSE[0])
    drafting.fill_in(draft, title=COURSE[1], organiser=COURSE[2])
    approved = _sent(city, sari, BIMTEK, ago=64, number="045/BAD/2026")
    with freeze(city.days_ago(60)):
        deciding.approve(approved, by=wulan)
    returned = _sent(city, sari, SEMINAR, ago=30, number="112/SN-PPD")
    with freeze(city.days_ago(26)):
        deciding.give_back(
            returned,
            by=wulan,
            reason="Fotonya buram di bagian tanggal. Unggah pindaian yang terbaca.",
        )
    _sent(city, sari, WORKSHOP, ago=3, number="77/LND/XI")
    refused = _sent(city, bayu, TALK, ago=40, number="")
    with freeze(city.days_ago(35)):
        deciding.refuse(refused, by=wulan, reason="Surat undangan bukan bukti kehadiran.")
    appealed = _sent(city, bayu, INTERNSHIP, ago=50, number="18/MPP")
    with freeze(city.days_ago(45)):
        deciding.refuse(appealed, by=wulan, reason="Laporan kegiatannya tidak dilampirkan.")
    with freeze(city.days_ago(12)):
        deciding.appeal(
            appealed, by=bayu, reason="Laporannya ada di halaman kedua berkas yang sama."
        )
    upheld = _sent(city, ratna, COURSE, ago=90, number="D-2211")
    with freeze(city.days_ago(85)):
        deciding.refuse(upheld, by=wulan, reason="Kursus ini belum selesai menurut sertifikatnya.")
    with freeze(city.days_ago(80)):
        deciding.appeal(upheld, by=ratna, reason="Tinggal menunggu ujian akhir.")
    with freeze(city.days_ago(72)):
        deciding.refuse(upheld, by=city.cast["dewi"], reason="Ajukan kembali setelah lulus.")
    withdrawn = _sent(city, others[0], COURSE, ago=20, number="D-1933")
    with freeze(city.days_ago(19)):
        drafting.withdraw(withdrawn, by=others[0])
    false = _sent(city, others[1], SEMINAR, ago=75, number="98/SN-PPD")
    with freeze(city.days_ago(70)):
        deciding.approve(false, by=wulan)
    with freeze(city.days_ago(8)):
        deciding.disprove(false, by=wulan, reason="Penyelenggara menyatakan nomornya tidak terbit.")
    _correction(city, others[-1])
    # Two people with one and the same file: an officer is told.
    same = certificate("Peserta", SEMINAR[1], SEMINAR[2], "120/SN-PPD", city.today)
    for turn, person in enumerate(others[2:4]):
        _sent(city, person, SEMINAR, ago=6 - turn, number=f"12{turn}/SN-PPD", data=same)
    for turn, person in enumerate(others[4:8]):
        what = (BIMTEK, WORKSHOP, COURSE, TALK)[turn]
        _sent(city, person, what, ago=2 + turn * 4, number=f"{300 + turn}/X")
    _sent(city, joko, BIMTEK, ago=5, number="051/BAD/2026")


def _correction(city: City, person: Person) -> None:
    """Somebody says that a row of the book names fewer JP than the certificate."""
    with freeze(city.days_ago(34)):
        entry = record(
            Learning(
                evidence=f"demo.certificate:{person.nip}-koreksi",
                form="technical",
                title="Pelatihan Pengelolaan Data Pelanggan",
                organiser="BKPSDM (contoh)",
                started_on=city.days_ago(38).date(),
                ended_on=city.days_ago(37).date(),
                minutes=0,
                stated_jp=Decimal(6),
            ),
            person=person,
        )
    with freeze(city.days_ago(2)):
        plea = "Sertifikatnya menyebut 16 JP; yang tercatat 6 JP."
        claim = correcting.ask(entry, by=person, plea=plea, removes=False)
        drafting.fill_in(claim, stated_jp=Decimal(16))
        drafting.send(claim, by=person)


def _sent(
    city: City,
    person: Person,
    what: tuple[str, str, str, str | None],
    *,
    ago: int,
    number: str,
    data: bytes | None = None,
) -> Claim:
    """A claim sent so many days ago, of something that ended a week before."""
    form, title, organiser, jp = what
    ended = city.today - timedelta(days=ago + 7)
    with freeze(city.days_ago(ago)):
        claim = drafting.begin(person, key=_key(f"{person.nip}{title}{number}"), form=form)
        drafting.fill_in(
            claim,
            title=title,
            organiser=organiser,
            number=number,
            started_on=ended - timedelta(days=1),
            ended_on=ended,
            stated_jp=Decimal(jp) if jp else None,
        )
        # Made here, so it is read here; what people send in is read in a process of its own.
        paper = data or certificate(person.name, title, organiser, number, ended)
        drafting.keep_certificate(claim, read(paper), paper, name="sertifikat.pdf")
        return drafting.send(claim, by=person)


def _key(words: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{words}")


def _histories(city: City) -> None:
    """Last year's histories of an agency are in the books; a second file waits with its problems."""
    wulan, year = city.cast["wulan"], city.today.year - 1
    office = Person.objects.serving().filter(agency=city.agencies["dinkes"]).order_by("nip")[:15]
    rows = [
        _row(person, HISTORY[turn % len(HISTORY)], date(year, 2 + turn % 9, 3 + turn), turn)
        for turn, person in enumerate(office)
    ]
    # Before that year is closed.
    with freeze(last_day(year, 12) + timedelta(days=3)):
        run = importing.upload(_file(rows), by=wulan, file_name=f"riwayat-dinkes-{year}.xlsx")
        commit(run, by=wulan)
    people = Person.objects.serving().filter(agency=city.agencies["dishub"]).order_by("nip")[:6]
    rows = [
        _row(person, HISTORY[turn % 3], _before(city, 80 + turn * 13), 100 + turn)
        for turn, person in enumerate(people)
    ]
    for at, (key, text) in enumerate(
        (("kind", "Diklat Lintas"), ("ended_on", "31-02-2024"), ("hours", "banyak"))
    ):
        rows[at][list(COLUMNS).index(key)] = text
    with freeze(city.days_ago(1)):
        importing.upload(_file(rows), by=wulan, file_name="riwayat-dishub.xlsx")


def _before(city: City, days: int) -> date:
    return city.today - timedelta(days=days)


def _row(person: Person, what: tuple[str, str, str, str], day: date, number: int) -> list[Any]:
    kind, title, organiser, jp = what
    said = {
        "nip": person.nip,
        "name": person.name,
        "kind": kind,
        "title": title,
        "number": f"{number:03d}/RIW/{day.year}",
        "organiser": organiser,
        "started_on": day.strftime("%d-%m-%Y"),
        "ended_on": (day + timedelta(days=1)).strftime("%d-%m-%Y"),
        "year": day.year,
        "hours": jp,
    }
    return [said.get(key, "") for key in COLUMNS]


def _file(rows: list[list[Any]]) -> io.BytesIO:
    headings = [column.label for column in COLUMNS.values()]
    return io.BytesIO(workbook("Riwayat", headings, rows))


def _records(city: City) -> None:
    """Predicates and discipline of most people; some are left out, as it happens."""
    year = city.today.year - 1
    known = {person.pk for person in city.cast.values()}
    rows = []
    everybody = Person.objects.serving().exclude(pk=city.cast["wulan"].pk).order_by("nip")
    for turn, person in enumerate(everybody):
        if turn % 7 == 6 and person.pk not in known:
            continue
        punished = "Ringan" if turn % 19 == 18 else "Tidak ada"
        predicate = PREDICATES[turn % len(PREDICATES)]
        rows.append([person.nip, person.name, year, predicate, punished, f"SKP {year} (contoh)"])
    content = io.BytesIO(workbook("Data", recording.HEADINGS, rows))
    with freeze(city.days_ago(100)):
        run = recording.upload(content, by=city.cast["wulan"], file_name=f"predikat-{year}.xlsx")
        recording.commit(run, by=city.cast["wulan"])
