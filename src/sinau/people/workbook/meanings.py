"""What is written in a cell, turned into what it means. Everything comes in as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from sinau.people import nip as nips
from sinau.people.workbook.columns import Column
from sinau.people.workbook.shapes import Value

NOTHING = frozenset(
    {"", "-", "--", "—", "NULL", "\\N", "N/A", "NIHIL", "(NULL)", "NONE", "#N/A N/A"}
)
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SCIENTIFIC = re.compile(r"^\d[.,]?\d*[eE]\+?\d+$")
_WHOLE = re.compile(r"^(\d+)[.,]0+$")


class BadCell(ValueError):
    """The cell cannot be read as what its column holds."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = {name: str(value) for name, value in params.items()}


def meaning(column: Column, text: str) -> Value:
    """The value of a cell in this column; None when it is empty. Raises BadCell."""
    text = text.strip().lstrip("'’‘").strip()
    if text.upper() in NOTHING:
        return None
    if text.upper() in _ERRORS:
        raise BadCell("cell-error")
    if text.startswith("="):
        raise BadCell("formula")
    if _CONTROL.search(text):
        raise BadCell("control")
    return _READERS[column.kind](column, text)


def _text(column: Column, text: str) -> str:
    tidy = " ".join(text.split())
    if len(tidy) > column.limit:
        raise BadCell("too-long", limit=column.limit)
    return tidy


@lru_cache(maxsize=50_000)
def _nip_digits(text: str) -> str:
    if _SCIENTIFIC.match(text.replace(" ", "")):
        raise BadCell("nip-digits-lost")
    whole = _WHOLE.match(text)
    digits = whole[1] if whole else nips.clean(text)
    if len(digits) == 18 and digits.isascii() and digits.isdigit() and digits.endswith("000"):
        # A spreadsheet keeps 15 digits of a number and writes zeros for the rest; a sequence
        # number 000 is never given out.
        raise BadCell("nip-digits-lost")
    try:
        return nips.parse(digits).digits
    except nips.BadNip as bad:
        raise BadCell("nip", why=bad) from None


def _nip(column: Column, text: str) -> str:
    return _nip_digits(text)


def _digits(column: Column, text: str) -> str:
    if _SCIENTIFIC.match(text):
        raise BadCell("digits-lost", length=column.limit)
    digits = re.sub(r"[\s.\-]", "", text)
    if not (digits.isascii() and digits.isdigit()) or len(digits) != column.limit:
        raise BadCell("digits", length=column.limit)
    return digits


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari pebruari feb peb february",
            "maret mar march mrt",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu ags agt aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nopember nov nop",
            "desember des dec december",
        ),
        1,
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(
    r"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{2}|\d{4})(?:\s+00:00(?::00)?)?$"
)
_YEAR_FIRST = re.compile(
    r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$"
)
_WORDS = re.compile(r"^(?:[A-Za-z]+,\s*)?(\d{1,2})[\s\-]+([A-Za-z]+)\.?[\s\-,]+(\d{2}|\d{4})$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^(\d{5})(?:[.,]\d+)?$")
_EPOCH = date(1899, 12, 30)


@lru_cache(maxsize=50_000)
def day(text: str) -> date:
    """A date as it is written in an Indonesian office. Raises BadCell."""
    if found := _YEAR_FIRST.match(text):
        return _made(found[1], found[2], found[3])
    if found := _DAY_FIRST.match(text):
        return _made(found[3], found[2], found[1])
    if found := _WORDS.match(text):
        month = _MONTHS.get(found[2].lower())
        if month is None:
            raise BadCell("date-form")
        return _made(found[3], str(month), found[1])
    if found := _SERIAL.match(text):
        return _EPOCH + timedelta(days=int(found[1]))
    if found := _COMPACT.match(text):
        return _made(found[1], found[2], found[3])
    raise BadCell("date-form")


def _made(year: str, month: str, day: str) -> date:
    if len(year) == 2:
        raise BadCell("date-year")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise BadCell("date-impossible") from None


@lru_cache(maxsize=50_000)
def _day_between(text: str, low: int, high: int, this_year: int) -> date:
    found = day(text)
    if not low <= found.year <= this_year + high:
        raise BadCell("date-range", first=low, last=this_year + high)
    return found


def _date(column: Column, text: str) -> date:
    # The year only widens a plausibility check, so the machine's clock is good enough here.
    return _day_between(" ".join(text.split()), column.low, column.high, date.today().year)  # noqa: DTZ011


def _chooser(options: dict[str, str]) -> Callable[[Column, str], str]:
    spelt = {
        spelling: value for value, spellings in options.items() for spelling in spellings.split("|")
    }
    spelt |= {value.lower(): value for value in options}

    def choose(column: Column, text: str) -> str:
        word = " ".join(re.sub(r"[^a-z0-9/]+", " ", text.lower()).split())
        if word not in spelt:
            raise BadCell("choice", choices=", ".join(options))
        return spelt[word]

    return choose


_sex = _chooser({"L": "l|laki laki|lk|laki|pria|m|male|1", "P": "p|perempuan|pr|wanita|f|female|2"})
_religion = _chooser(
    {
        "Islam": "islam|1",
        "Kristen": "kristen|protestan|kristen protestan|2",
        "Katolik": "katolik|katholik|kristen katolik|3",
        "Hindu": "hindu|4",
        "Buddha": "buddha|budha|5",
        "Khonghucu": "khonghucu|konghucu|kong hu cu|6",
        "Kepercayaan": "kepercayaan|penghayat|penghayat kepercayaan|lainnya|7",
    }
)
_marital = _chooser(
    {
        "Belum kawin": "belum kawin|belum menikah|lajang|bk|3",
        "Kawin": "kawin|menikah|k|nikah|1",
        "Cerai hidup": "cerai hidup|cerai|2",
        "Cerai mati": "cerai mati|janda|duda|janda/duda|4",
    }
)
_status = _chooser({"CPNS": "c|cpns|calon pns", "PNS": "p|pns"})
_echelon = _chooser(
    {
        "II": "ii|ii a|ii b|iia|iib|21|22",
        "III": "iii|iii a|iii b|iiia|iiib|31|32",
        "IV": "iv|iv a|iv b|iva|ivb|41|42",
        "Non eselon": "non eselon|non|v|va|v a|99|0|pelaksana|fungsional",
    }
)


def _emp_kind(column: Column, text: str) -> str:
    word = re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
    if re.search(r"\b(pppk|p3k|perjanjian kerja)\b", word):
        return "PPPK"
    if re.search(r"\b(cpns|calon)", word):
        return "CPNS"
    if re.search(r"\bpns(d|p)?\b|pegawai negeri sipil", word):
        return "PNS"
    raise BadCell("choice", choices="PNS, CPNS, PPPK")


def _legal_status(column: Column, text: str) -> str:
    tidy = _text(column, text)
    return {"AKTIF": "Aktif", "CLTN": "CLTN"}.get(tidy.upper(), tidy)


_GRADE = re.compile(r"(?<![A-Z])(IV|I{1,3}|[1-4])\s*[/.\- ]?\s*([A-E])(?![A-Z])")
_PPPK_GRADE = re.compile(
    r"^(?:GOL(?:ONGAN)?\.?\s*)?(XVI{0,2}|XI{0,3}|XIV|XV|IX|IV|VI{0,3}|V|I{1,3})$"
)
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"]  # fmt: skip


def _grade(column: Column, text: str) -> str:
    word = " ".join(text.upper().split())
    if found := _GRADE.search(word):
        roman = {"1": "I", "2": "II", "3": "III", "4": "IV"}.get(found[1], found[1])
        if found[2] != "E" or roman == "IV":
            return f"{roman}/{found[2].lower()}"
    if (found := _PPPK_GRADE.match(word)) and found[1] in _ROMAN:
        return found[1]
    if word.isdigit():
        number = int(word)
        # The national codes: 11-14, 21-24, 31-34, 41-45 for PNS.
        tens, units = divmod(number, 10)
        if 1 <= tens <= 4 and 1 <= units <= (5 if tens == 4 else 4) and number > 17:
            return f"{_ROMAN[tens - 1]}/{'abcde'[units - 1]}"
        if 1 <= number <= 17:
            return _ROMAN[number - 1]
    raise BadCell("grade")


def _number(column: Column, text: str) -> int:
    whole = _WHOLE.match(text)
    digits = whole[1] if whole else text
    if (
        not digits.isascii()
        or not digits.isdigit()
        or not column.low <= int(digits[:9]) <= column.high
    ):
        raise BadCell("number", first=column.low, last=column.high)
    return int(digits)


STRUCTURAL = "struktural"


def _job_kind(column: Column, text: str) -> str:
    word = " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())
    word = word.removeprefix("jabatan ").removesuffix(" pratama")
    if word in ("jpt", "pimpinan tinggi"):
        return "jpt"
    if word in ("administrator", "pengawas", "pelaksana"):
        return word
    if word in ("fungsional umum", "fu", "jfu", "4"):
        return "pelaksana"
    if word in ("fungsional", "fungsional tertentu", "ft", "jft", "jf", "2"):
        return "fungsional"
    if word in ("struktural", "manajerial", "1"):
        return STRUCTURAL
    raise BadCell("job-kind-unclear")


_EDUCATION = (
    (r"\bS ?3\b|DOKTOR", "S3"),
    (r"\bS ?2\b|MAGISTER|SPESIALIS", "S2"),
    (r"\bD(IPLOMA)? ?(IV|4)\b", "D-IV"),
    (r"\bS ?1\b|^SARJANA$|PROFESI", "S1"),
    (r"\bD(IPLOMA)? ?(III|3)\b|SARJANA MUDA", "D-III"),
    (r"\bD(IPLOMA)? ?(II|2)\b", "D-II"),
    (r"\bD(IPLOMA)? ?(I|1)\b", "D-I"),
    (r"\b(SLTA|SMA|SMU|SMK|STM|SMEA|SPG|SGPLB|MA|SEKOLAH MENENGAH ATAS)\b", "SLTA"),
    (r"\b(SLTP|SMP|MTS|SEKOLAH MENENGAH PERTAMA)\b", "SLTP"),
    (r"\b(SD|MI|SEKOLAH DASAR)\b", "SD"),
)


@lru_cache(maxsize=1_000)
def _education_level(text: str) -> str:
    word = " ".join(re.sub(r"[^A-Z0-9]+", " ", text.upper()).split())
    for pattern, level in _EDUCATION:
        if re.search(pattern, word):
            return level
    raise BadCell("choice", choices="SD, SLTP, SLTA, D-I, D-II, D-III, D-IV, S1, S2, S3")


def _education(column: Column, text: str) -> str:
    return _education_level(text)


_EMAIL = re.compile(r"^[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+$")


def _email(column: Column, text: str) -> str:
    if len(text) > column.limit or not _EMAIL.match(text):
        raise BadCell("email")
    return text.lower()


def _phone(column: Column, text: str) -> str:
    digits = re.sub(r"[\s.\-()]", "", text)
    if digits.startswith("+"):
        digits = digits[1:]
    if not digits.isascii() or not digits.isdigit():
        raise BadCell("phone")
    if digits.startswith("62"):
        digits = f"0{digits[2:]}"
    elif digits.startswith("8"):
        digits = f"0{digits}"
    if not 7 <= len(digits) <= 14:
        raise BadCell("phone")
    return digits


_READERS: dict[str, Callable[[Column, str], Value]] = {
    "nip": _nip,
    "text": _text,
    "date": _date,
    "sex": _sex,
    "religion": _religion,
    "marital": _marital,
    "digits": _digits,
    "email": _email,
    "phone": _phone,
    "emp_kind": _emp_kind,
    "status": _status,
    "legal_status": _legal_status,
    "grade": _grade,
    "number": _number,
    "job_kind": _job_kind,
    "education": _education,
    "echelon": _echelon,
}
