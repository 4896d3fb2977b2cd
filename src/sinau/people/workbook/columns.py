"""The columns of an employee workbook and every spelling under which they come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "nip",
    "text",
    "date",
    "sex",
    "religion",
    "marital",
    "digits",
    "email",
    "phone",
    "emp_kind",
    "status",
    "legal_status",
    "grade",
    "number",
    "job_kind",
    "education",
    "echelon",
]


@dataclass(frozen=True)
class Column:
    """One column: our key, the heading people know, what it holds and its other spellings."""

    key: str
    label: str
    kind: Kind = "text"
    also: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    limit: int = 150
    low: int = 0
    high: int = 0


_ALL = (
    Column("nip", "NIP", "nip", ("NIP BARU", "NI PPPK", "NIP/NI PPPK", "NIPPPK", "NIP PNS",
                                 "NOMOR INDUK PEGAWAI", "NO INDUK PEGAWAI"), required=True),
    Column("name", "NAMA", also=("NAMA LENGKAP", "NAMA PEGAWAI", "NAMA ASN", "NAMA PNS"),
           required=True),
    Column("title_front", "GELAR DEPAN", also=("GLR DEPAN",), limit=40),
    Column("title_back", "GELAR BELAKANG", also=("GLR BELAKANG", "GELAR BLK"), limit=60),
    Column("birth_place", "TEMPAT LAHIR", also=("TEMPAT LAHIR NAMA", "TMP LAHIR", "KOTA LAHIR"),
           personal=True),
    Column("birth_date", "TANGGAL LAHIR", "date", ("TGL LAHIR", "TGL LHR"), low=1925, high=-15),
    Column("sex", "JENIS KELAMIN", "sex", ("JK", "L/P", "KELAMIN", "JNS KELAMIN", "GENDER")),
    Column("religion", "AGAMA", "religion", ("AGAMA NAMA",), personal=True),
    Column("marital", "JENIS KAWIN", "marital", ("JENIS KAWIN NAMA", "STATUS KAWIN",
                                                 "STATUS PERKAWINAN", "STATUS PERNIKAHAN"),
           personal=True),
    Column("nik", "NIK", "digits", ("NOMOR INDUK KEPENDUDUKAN", "NO KTP", "NIK KTP"),
           personal=True, limit=16),
    Column("npwp", "NPWP", also=("NPWP NOMOR", "NO NPWP", "NOMOR NPWP"), personal=True, limit=25),
    Column("bpjs", "BPJS", also=("NO BPJS", "NOMOR BPJS", "BPJS KESEHATAN"), personal=True,
           limit=25),
    Column("phone", "NOMOR HP", "phone", ("NO HP", "HP", "NO TELEPON", "TELEPON", "NOMOR TELEPON",
                                          "NO TELP", "NO HANDPHONE"), personal=True, limit=20),
    Column("private_email", "EMAIL", "email", ("SUREL", "E-MAIL", "ALAMAT EMAIL", "EMAIL PRIBADI"),
           personal=True),
    Column("email", "EMAIL DINAS", "email", ("EMAIL GOV", "SUREL DINAS", "EMAIL KANTOR",
                                             "EMAIL INSTANSI")),
    Column("address", "ALAMAT", also=("ALAMAT RUMAH", "ALAMAT LENGKAP"), personal=True, limit=300),
    Column("emp_kind", "JENIS PEGAWAI", "emp_kind", ("JENIS PEGAWAI NAMA", "JNS PEGAWAI",
                                                     "STATUS PEGAWAI", "STATUS KEPEGAWAIAN",
                                                     "JENIS ASN")),
    Column("legal_status", "KEDUDUKAN HUKUM", "legal_status", ("KEDUDUKAN HUKUM NAMA",
                                                               "STATUS HUKUM"), limit=40),
    Column("status", "STATUS CPNS PNS", "status", ("STATUS CPNS/PNS", "CPNS/PNS")),
    Column("asn_card", "KARTU ASN VIRTUAL", also=("KARTU ASN", "NO KARTU ASN", "KARPEG"), limit=40),
    Column("cpns_date", "TMT CPNS", "date", ("TMT C PNS", "TMT PENGANGKATAN", "TMT PPPK"),
           low=1950, high=2),
    Column("pns_date", "TMT PNS", "date", low=1950, high=2),
    Column("grade_first", "GOL AWAL", "grade", ("GOL AWAL NAMA", "GOLONGAN AWAL", "GOL RUANG AWAL")),
    Column("grade", "GOL AKHIR", "grade", ("GOL AKHIR NAMA", "GOLONGAN AKHIR", "GOL", "GOLONGAN",
                                           "GOL RUANG", "GOLONGAN RUANG", "GOL RUANG AKHIR",
                                           "PANGKAT/GOL", "PANGKAT/GOLONGAN", "PANGKAT GOL RUANG",
                                           "PANGKAT GOLONGAN RUANG")),
    Column("grade_date", "TMT GOLONGAN", "date", ("TMT GOL", "TMT GOL AKHIR", "TMT PANGKAT",
                                                  "TMT GOLONGAN AKHIR"), low=1950, high=2),
    Column("service_years", "MK TAHUN", "number", ("MASA KERJA TAHUN", "MK THN", "MKG TAHUN"),
           high=50),
    Column("service_months", "MK BULAN", "number", ("MASA KERJA BULAN", "MK BLN", "MKG BULAN"),
           high=11),
    Column("job_kind", "JENIS JABATAN", "job_kind", ("JENIS JABATAN NAMA", "JNS JABATAN")),
    Column("echelon", "ESELON", "echelon", ("ESELON NAMA",)),
    Column("job_title", "NAMA JABATAN", also=("JABATAN NAMA", "JABATAN", "NAMA JAB")),
    Column("job_date", "TMT JABATAN", "date", ("TMT JAB",), low=1950, high=2),
    Column("education_level", "TINGKAT PENDIDIKAN", "education", ("TINGKAT PENDIDIKAN NAMA",
                                                                  "TK PENDIDIKAN", "JENJANG",
                                                                  "JENJANG PENDIDIKAN",
                                                                  "PENDIDIKAN TERAKHIR")),
    Column("education", "NAMA PENDIDIKAN", also=("PENDIDIKAN NAMA", "PENDIDIKAN", "JURUSAN")),
    Column("agency", "NAMA UNOR", also=("UNOR NAMA", "UNOR", "UNIT KERJA", "NAMA UNIT KERJA",
                                        "UNIT ORGANISASI", "NAMA UNIT ORGANISASI"), limit=200),
    Column("parent_agency", "UNOR INDUK", also=("UNOR INDUK NAMA", "NAMA UNOR INDUK", "OPD",
                                                "PERANGKAT DAERAH", "NAMA OPD", "SKPD", "INSTANSI",
                                                "UNIT INDUK", "INSTANSI KERJA NAMA"), limit=200),
)  # fmt: skip

COLUMNS = {column.key: column for column in _ALL}


def plain(heading: str) -> str:
    """A heading reduced to what matters: capitals, digits and single spaces."""
    return " ".join(re.sub(r"[^0-9A-Z]+", " ", heading.upper()).split())


_SPELLINGS = {
    plain(spelling): column.key for column in _ALL for spelling in (column.label, *column.also)
}
_ABBREVIATIONS = {
    "TGL": "TANGGAL",
    "NO": "NOMOR",
    "GOLONGAN": "GOL",
    "JNS": "JENIS",
    "THN": "TAHUN",
    "BLN": "BULAN",
    "TK": "TINGKAT",
}


def _spelt_out(heading: str) -> str:
    return " ".join(_ABBREVIATIONS.get(word, word) for word in heading.split())


_SPELT_OUT = {_spelt_out(spelling): key for spelling, key in _SPELLINGS.items()}
_TOGETHER = {spelling.replace(" ", ""): key for spelling, key in _SPELLINGS.items()}


def key_of(heading: str) -> str | None:
    """The column a heading means, however it is spelt; None when we have no use for it."""
    text = plain(heading)
    return (
        _SPELLINGS.get(text)
        or _SPELT_OUT.get(_spelt_out(text))
        or _TOGETHER.get(text.replace(" ", ""))
    )
