"""What officers have written about the people of the demo city: levels, personal data, two imports."""

from __future__ import annotations

import io
import random
from datetime import timedelta

from openpyxl import Workbook

from sinau.demo.city import City
from sinau.kernel import clock
from sinau.people.actions.committing import commit_import
from sinau.people.actions.imports import upload_import
from sinau.people.actions.personal import open_personal_data
from sinau.people.models import CompetencyLevel, Person, PersonalData
from sinau.people.models.competencies import standard

_HEADINGS = (
    "NIP",
    "NAMA",
    "GOL AKHIR",
    "TMT GOLONGAN",
    "NAMA JABATAN",
    "NAMA UNOR",
)
_STREETS = ("Melati", "Kenanga", "Cempaka", "Anggrek", "Flamboyan", "Teratai")


def fill_records(city: City) -> None:
    """Competency levels and personal data of the cast, one import applied and one waiting."""
    # A source of chance of its own: what is added here changes nothing in the other seeds.
    dice = random.Random(19941)  # noqa: S311
    _levels(city, dice)
    _personal_data(city, dice)
    _imports(city)


def _levels(city: City, dice: random.Random) -> None:
    people = [*city.cast.values(), *_of(city, "dinkes", 12)]
    CompetencyLevel.objects.bulk_create(
        [
            CompetencyLevel(
                person=person,
                competency=one.key,
                level=dice.randint(1, 4),
                assessed_on=city.today - timedelta(days=dice.randint(60, 300)),
                assessed_by=city.cast["wulan"],
            )
            for person in dict.fromkeys(people)
            for one in standard().competencies[: dice.randint(4, 9)]
        ]
    )


def _of(city: City, code: str, count: int) -> list[Person]:
    serving = Person.objects.serving().filter(agency=city.agencies[code])
    return list(serving.order_by("nip")[:count])


def _personal_data(city: City, dice: random.Random) -> None:
    PersonalData.objects.bulk_create(
        PersonalData(
            person=person,
            birth_place="Yogyakarta",
            # Synthetic: no such district is ever numbered 99.
            nik=f"347199{dice.randint(0, 9_999_999_999):010d}",
            phone=f"0800{dice.randint(0, 99_999_999):08d}",
            address=f"Jalan {dice.choice(_STREETS)} {dice.randint(1, 90)}, Yogyakarta",
        )
        for person in city.cast.values()
    )
    with clock.freeze(city.days_ago(12, hour=10)):
        open_personal_data(
            city.cast["sari"], by=city.cast["wulan"], purpose="Verifikasi alamat untuk surat cuti"
        )


def _imports(city: City) -> None:
    since = f"{city.today - timedelta(days=56):%d-%m-%Y}"
    with clock.freeze(city.days_ago(20, hour=13)):
        lines = [_line(person, since) for person in _of(city, "bkpsdm", 6)]
        run = upload_import(
            _file(lines), by=city.cast["wulan"], file_name="siasn-bkpsdm-oktober.xlsx"
        )
        commit_import(run, by=city.cast["wulan"])
    with clock.freeze(city.days_ago(1, hour=14)):
        lines = [_line(person, since) for person in _of(city, "dishub", 4)]
        lines[1][0] = lines[1][0][:17]
        lines[2][3] = f"31-09-{city.today:%Y}"
        lines[3][5] = "Balai Uji Kir"
        upload_import(_file(lines), by=city.cast["joko"], file_name="siasn-dishub-november.xlsx")


def _line(person: Person, since: str) -> list[str]:
    unit = person.agency.name if person.agency else ""
    return [person.nip, person.name, person.grade, since, person.job_title, unit]


def _file(lines: list[list[str]]) -> io.BytesIO:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Pegawai")
    sheet.append(["DAFTAR PEGAWAI"])
    sheet.append(list(_HEADINGS))
    for line in lines:
        sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream
