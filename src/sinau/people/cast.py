"""The cast: the same few people in the demo city, the tests and the documentation.

Each stands for one kind of person. Add somebody only when a new kind exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sinau.kernel.clock import today
from sinau.people import nip as nips
from sinau.people.models import Agency, Grant, Person, Posting, Role

PASSWORD = "belajar-terus"  # noqa: S105  the demo's, printed on its sign-in page


@dataclass(frozen=True)
class Part:
    """One person of the cast and why they exist."""

    key: str
    name: str
    sex: str
    born: date
    appointed: date
    agency: str
    job_kind: str
    job_title: str
    grade: str
    education: str
    wants: str
    title_back: str = ""
    title_front: str = ""
    supervisor: str = ""
    roles: tuple[tuple[Role, str], ...] = ()

    @property
    def nip(self) -> str:
        """A synthetic number that reads as these dates."""
        return nips.compose(
            self.born,
            kind="PNS",
            year=self.appointed.year,
            month=self.appointed.month,
            sex=self.sex,
            sequence=900 + list(CAST).index(self.key),
        )


_PARTS = (
    Part(
        key="dewi",
        name="Dewi Anggraini",
        sex="P",
        born=date(1968, 4, 21),
        appointed=date(1993, 3, 1),
        agency="setda",
        job_kind="jpt",
        job_title="Sekretaris Daerah",
        grade="IV/d",
        education="S2",
        title_back="M.Si.",
        wants="Melihat apakah kota membaik dan AI terkendali",
        roles=((Role.HEAD, "kota"),),
    ),
    Part(
        key="budi",
        name="Budi Santoso",
        sex="L",
        born=date(1972, 8, 17),
        appointed=date(1998, 1, 1),
        agency="dinkes",
        job_kind="jpt",
        job_title="Kepala Dinas Kesehatan",
        grade="IV/c",
        education="S2",
        title_front="dr.",
        title_back="M.Kes.",
        supervisor="dewi",
        wants="Memimpin Dinas Kesehatan dan memutus permohonan",
        roles=((Role.HEAD, "dinkes"),),
    ),
    Part(
        key="bayu",
        name="Bayu Nugroho",
        sex="L",
        born=date(1984, 11, 5),
        appointed=date(2009, 4, 1),
        agency="dinkes",
        job_kind="pengawas",
        job_title="Kepala Subbagian Umum dan Kepegawaian",
        grade="III/d",
        education="S1",
        title_back="S.K.M.",
        supervisor="budi",
        wants="Menggerakkan komunitas dan mengubah obrolan menjadi pengetahuan",
        roles=((Role.COMMUNITY_LEAD, "dinkes"),),
    ),
    Part(
        key="sari",
        name="Sari Lestari",
        sex="P",
        born=date(1994, 2, 14),
        appointed=date(2019, 3, 1),
        agency="dinkes",
        job_kind="pelaksana",
        job_title="Pengelola Kepegawaian",
        grade="III/b",
        education="S1",
        title_back="S.A.P.",
        supervisor="bayu",
        wants="20 JP setahun, sebuah jawaban, sebuah surat",
    ),
    Part(
        key="wulan",
        name="Wulan Prasetyaningsih",
        sex="P",
        born=date(1986, 6, 30),
        appointed=date(2010, 12, 1),
        agency="bkpsdm",
        job_kind="fungsional",
        job_title="Pengembang Kompetensi ASN Ahli Muda",
        grade="III/d",
        education="S2",
        title_back="M.Psi.",
        supervisor="dewi",
        wants="Menyelenggarakan bimtek dan menutup bulan",
        roles=((Role.OFFICER, "kota"),),
    ),
    Part(
        key="ratna",
        name="Ratna Wijayanti",
        sex="P",
        born=date(1988, 9, 12),
        appointed=date(2014, 2, 1),
        agency="setda-organisasi",
        job_kind="fungsional",
        job_title="Analis Kebijakan Ahli Muda",
        grade="III/c",
        education="S2",
        title_back="M.A.P.",
        supervisor="dewi",
        wants="Menjaga pengetahuan tetap benar dan terkini",
        roles=((Role.CURATOR, "kota"),),
    ),
    Part(
        key="agung",
        name="Agung Wibowo",
        sex="L",
        born=date(1983, 1, 25),
        appointed=date(2008, 5, 1),
        agency="diskominfosan",
        job_kind="fungsional",
        job_title="Pranata Komputer Ahli Muda",
        grade="III/d",
        education="S2",
        title_back="M.Kom.",
        supervisor="dewi",
        wants="Mengelola risiko AI dan merawat Sinau",
        roles=((Role.RISK_OFFICER, "kota"), (Role.ADMINISTRATOR, "kota")),
    ),
    Part(
        key="tri",
        name="Tri Handayani",
        sex="P",
        born=date(1980, 7, 3),
        appointed=date(2006, 1, 1),
        agency="inspektorat",
        job_kind="fungsional",
        job_title="Auditor Ahli Madya",
        grade="IV/a",
        education="S2",
        title_back="M.Ak.",
        supervisor="dewi",
        wants="Membuktikan: siapa, kapan, dengan dasar apa",
        roles=((Role.AUDITOR, "kota"),),
    ),
    Part(
        key="joko",
        name="Joko Susilo",
        sex="L",
        born=date(1985, 3, 9),
        appointed=date(2011, 1, 1),
        agency="dishub",
        job_kind="pengawas",
        job_title="Kepala Subbagian Umum dan Kepegawaian",
        grade="III/c",
        education="S1",
        title_back="S.T.",
        wants="Mengurus Dinas Perhubungan, dan hanya itu",
        roles=((Role.OFFICER, "dishub"),),
    ),
)
CAST = {part.key: part for part in _PARTS}


def play(agencies: dict[str, Agency]) -> dict[str, Person]:
    """Put the cast on stage: the nine exist with their jobs, roles and supervisors."""
    people: dict[str, Person] = {}
    for part in CAST.values():
        people[part.key] = _person(part, agencies[part.agency], people.get(part.supervisor))
    for part in CAST.values():
        for role, code in part.roles:
            _grant(people[part.key], role, agencies[code])
    return people


def _person(part: Part, agency: Agency, supervisor: Person | None) -> Person:
    person: Person
    person, is_new = Person.objects.get_or_create(
        nip=part.nip,
        defaults={
            "name": part.name,
            "title_front": part.title_front,
            "title_back": part.title_back,
            "email": f"{part.key}@sinau.example",
            "birth_date": part.born,
            "sex": part.sex,
            "cpns_date": part.appointed,
            "pns_date": part.appointed.replace(year=part.appointed.year + 1),
            "grade_first": "III/a",
            "grade": part.grade,
            "grade_date": date(2022, 4, 1),
            "job_kind": part.job_kind,
            "job_title": part.job_title,
            "job_date": date(2021, 1, 4),
            "education_level": part.education,
            "agency": agency,
            "supervisor": supervisor,
        },
    )
    if is_new:
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
        Posting.objects.create(
            person=person,
            agency=agency,
            job_title=part.job_title,
            job_kind=part.job_kind,
            valid_from=part.appointed,
        )
    return person


def _grant(person: Person, role: Role, agency: Agency) -> None:
    is_audit = role == Role.AUDITOR
    Grant.objects.get_or_create(
        person=person,
        role=role,
        agency=agency,
        defaults={
            "valid_from": today() - timedelta(days=30) if is_audit else date(2021, 1, 4),
            "valid_to": today() + timedelta(days=180) if is_audit else None,
            "purpose": "Pemeriksaan berkala pengembangan kompetensi" if is_audit else "",
        },
    )
