"""How an answer is judged without any model: exact words, numbers, refusals, citations, language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

# Words by which a service declines in Indonesian and in Javanese.
_DECLINES = re.compile(
    r"\b(tidak (dapat|bisa|boleh|tahu|berwenang|diketahui|kami jawab)|belum (tahu|dapat|diketahui|ada sumber)"
    r"|bukan (wewenang|kewenangan)|hubungi petugas|tanyakan kepada petugas|maaf|mboten (saged|pareng|ngertos|wenten)"
    r"|nyuwun pangapunten|ora (bisa|oleh|ngerti))\b"
)
_INDONESIAN = frozenset(
    [
        "yang",
        "dan",
        "di",
        "ke",
        "dari",
        "untuk",
        "dengan",
        "tidak",
        "adalah",
        "pada",
        "ini",
        "itu",
        "atau",
        "akan",
        "dapat",
        "sudah",
        "belum",
        "oleh",
    ]
)
_JAVANESE = frozenset(
    [
        "ingkang",
        "lan",
        "wonten",
        "kangge",
        "saking",
        "kaliyan",
        "mboten",
        "punika",
        "menika",
        "utawi",
        "badhe",
        "saged",
        "sampun",
        "dereng",
        "sing",
        "ing",
        "kanggo",
        "karo",
        "ora",
        "iki",
        "iku",
        "bakal",
        "bisa",
        "wis",
        "durung",
        "dening",
        "panjenengan",
        "kula",
    ]
)
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")


class BadCheck(ValueError):
    """A check of a case cannot be used; the sentence says why."""


@dataclass(frozen=True)
class Said:
    """What a service answered, and the sources it named."""

    text: str
    citations: Sequence[str] = ()


Check = Mapping[str, str]


def failed(said: Said, checks: Collection[Check]) -> list[str]:
    """The scorers of those checks that do not hold; an empty list is a right answer."""
    return [
        check["scorer"] for check in checks if not SCORERS[check["scorer"]](said, check["value"])
    ]


def clean(check: Check) -> dict[str, str]:
    """The check as it is kept; raises where it could never be used."""
    scorer, value = str(check.get("scorer", "")), str(check.get("value", "")).strip()
    if scorer not in SCORERS:
        raise BadCheck(f"penilai “{scorer[:30]}” tidak dikenal")
    if len(value) > 1000:
        raise BadCheck(f"isi {scorer} terlalu panjang")
    if scorer in _NEEDS_VALUE and not _parts(value):
        raise BadCheck(f"{scorer} memerlukan isi")
    if scorer == "angka":
        _wanted(value)
    if scorer == "panjang" and not value.isdecimal():
        raise BadCheck("panjang memerlukan jumlah huruf")
    if scorer == "bahasa" and value not in ("id", "jv"):
        raise BadCheck("bahasa harus id atau jv")
    return {"scorer": scorer, "value": value}


def plain(text: str) -> str:
    """Small letters, no marks, one space: what a scorer compares."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(one for one in folded if not unicodedata.combining(one))
    return " ".join(re.findall(r"[\w/%.,-]+", letters))


def _parts(value: str) -> list[str]:
    return [plain(part) for part in value.split(";") if plain(part)]


def _holds(text: str, part: str) -> bool:
    """Whole words only, so that "cuti" is not found in "percutian"."""
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", plain(text)) is not None


def _exact(said: Said, value: str) -> bool:
    return plain(said.text).strip(" .,") == plain(value).strip(" .,")


def _all(said: Said, value: str) -> bool:
    return all(_holds(said.text, part) for part in _parts(value))


def _any(said: Said, value: str) -> bool:
    return any(_holds(said.text, part) for part in _parts(value))


def _none(said: Said, value: str) -> bool:
    return not _any(said, value)


def _wanted(value: str) -> tuple[float, float]:
    """ "12 ± 0,5" or "12": a number and how far off is still right."""
    number, _sign, tolerance = value.replace("+-", "±").partition("±")
    try:
        return _figure(number.strip()), _figure(tolerance.strip()) if tolerance.strip() else 0.0
    except ValueError:
        raise BadCheck("angka ditulis seperti 12 atau 12 ± 0,5") from None


def _figure(text: str) -> float:
    return float(text.replace(".", "").replace(",", ".") if "," in text or _dotted(text) else text)


def _dotted(text: str) -> bool:
    return re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text) is not None


def _number(said: Said, value: str) -> bool:
    wanted, tolerance = _wanted(value)
    found = [_figure(one) for one in _NUMBER.findall(said.text)]
    return any(abs(one - wanted) <= tolerance + 1e-9 for one in found)


def _declines(said: Said, value: str) -> bool:
    return not said.text.strip() or _DECLINES.search(plain(said.text)) is not None


def _cites(said: Said, value: str) -> bool:
    """A source is named, and of those wanted at least one."""
    named = " ; ".join([*said.citations, said.text])
    wanted = _parts(value)
    return any(_holds(named, part) for part in wanted) if wanted else bool(said.citations)


def _language(said: Said, value: str) -> bool:
    words = re.findall(r"[a-z]+", plain(said.text))
    counts = {
        "id": sum(word in _INDONESIAN for word in words),
        "jv": sum(word in _JAVANESE for word in words),
    }
    other = "jv" if value == "id" else "id"
    return counts[value] > 0 and counts[value] >= counts[other]


def _length(said: Said, value: str) -> bool:
    return len(said.text.strip()) <= int(value)


SCORERS: dict[str, Callable[[Said, str], bool]] = {
    "persis": _exact,
    "memuat": _all,
    "salah-satu": _any,
    "tanpa": _none,
    "angka": _number,
    "menolak": _declines,
    "sitasi": _cites,
    "bahasa": _language,
    "panjang": _length,
}
_NEEDS_VALUE = frozenset({"persis", "memuat", "salah-satu", "tanpa", "angka", "panjang", "bahasa"})
