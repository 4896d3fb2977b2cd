"""When a regulation was enacted, promulgated and begins to hold, as its last pages say."""

from __future__ import annotations

import re
from datetime import date

from sinau.knowledge.parsing.records import Identity, Line
from sinau.knowledge.parsing.words import year

_MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus"),
    *("september", "oktober", "november", "desember"),
)
_OTHERS = {"pebruari": 2, "nopember": 11, "agustustus": 8, "januar": 1, "febuari": 2}
_DATE = re.compile(
    r"(?P<day>[0-9OolI]{1,2})\s?(?P<month>[A-Za-z]{3,12})\s?(?P<year>[12][0-9OolISB]{3})\b"
)
_ENACTED = re.compile(r"^(?:Ditetapkan|Disahkan|Dikeluarkan|Ditandatangani)\s+(?:di\b|[A-Z])", re.I)
_PROMULGATED = re.compile(r"^Diundangkan(?:\s+di\b|\s*$)", re.I)
_EFFECTIVE = re.compile(
    r"mulai\s+berlaku\s+(?:pada\s+tanggal|sejak|terhitung\s+mulai\s+tanggal|pada)\s+(?P<when>.{4,60})",
    re.S,
)


def tell(identity: Identity, lines: list[Line], closing: str) -> None:
    """Fill in the dates; the ones that were not found stay empty."""
    texts = [line.text.strip() for line in lines]
    identity.enacted_on = _after(texts, _ENACTED)
    identity.promulgated_on = _after(texts, _PROMULGATED)
    identity.effective_on = _effective(identity, closing)


def read_date(text: str) -> date | None:
    """The first date in words, "21September 2021" among them."""
    for found in _DATE.finditer(text):
        month = _month(found["month"])
        this_year = year(found["year"])
        day = found["day"].translate(str.maketrans("OolI", "0011"))
        if month and this_year and day.isdigit():
            try:
                return date(this_year, month, int(day))
            except ValueError:
                continue
    return None


def _month(word: str) -> int | None:
    low = word.lower()
    if low in _MONTHS:
        return _MONTHS.index(low) + 1
    return _OTHERS.get(low)


def _after(texts: list[str], pattern: re.Pattern[str]) -> str:
    """The date on the line or on the three below it; the last place in the text counts not."""
    for at, text in enumerate(texts):
        if pattern.match(text):
            found = read_date(" ".join(texts[at : at + 4]))
            if found is not None:
                return found.isoformat()
    return ""


def _effective(identity: Identity, closing: str) -> str:
    sentences = list(_EFFECTIVE.finditer(closing))
    if not sentences:
        return ""
    when = " ".join(sentences[-1]["when"].split())
    exact = read_date(when[:40])
    if exact is not None:
        return exact.isoformat()
    if re.match(r"(?:tanggal\s+)?diundangkan", when):
        return identity.promulgated_on or identity.enacted_on
    if re.match(r"(?:tanggal\s+)?(?:di)?(?:tetapkan|sahkan)", when):
        return identity.enacted_on
    return ""
