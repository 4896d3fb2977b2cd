"""The employee number of 18 digits: what it says about a person, and how it is written.

Digits 1-8 birth date, 9-14 year and month of appointment (PNS) or year and a code from 21 up
(PPPK), 15 sex, 16-18 sequence. Source: BKN's practice, unverified for PPPK.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal


class BadNip(ValueError):
    """The text is not an employee number; the sentence says why."""


@dataclass(frozen=True)
class Nip:
    """An employee number that has been read."""

    digits: str
    birth_date: date
    kind: Literal["PNS", "PPPK"]
    appointed_year: int
    appointed_month: int | None
    sex: Literal["L", "P"]
    sequence: int

    def __str__(self) -> str:
        return self.digits

    @property
    def grouped(self) -> str:
        """ "19630312 199102 1 005"."""
        return grouped(self.digits)


def clean(text: str) -> str:
    """Only the digits: spaces, dots, dashes and a spreadsheet's apostrophe are dropped."""
    return re.sub(r"[\s.\-'’‘`]", "", text)


def grouped(digits: str) -> str:
    """The number in its four groups, as people read it aloud."""
    return f"{digits[:8]} {digits[8:14]} {digits[14:15]} {digits[15:]}".strip()


def parse(text: str) -> Nip:
    """Read an employee number; raises BadNip with a sentence for the person who typed it."""
    digits = clean(text)
    if not (digits.isascii() and digits.isdigit()):
        raise BadNip("NIP hanya boleh berisi angka.")
    if len(digits) != 18:
        raise BadNip(f"NIP harus 18 angka, yang tertulis {len(digits)} angka.")
    birth_date = _date(digits[:8])
    year, code = int(digits[8:12]), int(digits[12:14])
    if not 1 <= code <= 12 and code < 21:
        raise BadNip("Angka ke-13 dan ke-14 NIP bukan bulan (01-12) dan bukan kode PPPK (21).")
    if not birth_date.year + 15 <= year <= birth_date.year + 65:
        raise BadNip("Tahun pengangkatan dalam NIP tidak cocok dengan tahun lahir.")
    if digits[14] not in "12":
        raise BadNip("Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan).")
    is_pns = code <= 12
    return Nip(
        digits=digits,
        birth_date=birth_date,
        kind="PNS" if is_pns else "PPPK",
        appointed_year=year,
        appointed_month=code if is_pns else None,
        sex="L" if digits[14] == "1" else "P",
        sequence=int(digits[15:]),
    )


def _date(eight: str) -> date:
    try:
        day = date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        raise BadNip("Delapan angka pertama NIP bukan tanggal lahir yang ada.") from None
    if not 1900 <= day.year <= 2100:
        raise BadNip("Tahun lahir dalam NIP tidak masuk akal.")
    return day


def compose(birth_date: date, *, kind: str, year: int, month: int, sex: str, sequence: int) -> str:
    """Write the number of a made-up person (demo and tests); never a real one."""
    code = f"{month:02d}" if kind != "PPPK" else "21"
    return f"{birth_date:%Y%m%d}{year:04d}{code}{1 if sex == 'L' else 2}{sequence:03d}"
