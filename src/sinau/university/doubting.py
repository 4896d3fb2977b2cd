"""Which texts cite a regulation, or one of some Pasal of it, however the citation is written."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

_LONG = {
    "UU": "Undang-Undang",
    "PP": "Peraturan Pemerintah",
    "Perpres": "Peraturan Presiden",
    "Permenpanrb": "Peraturan Menteri PANRB",
    "Perda": "Peraturan Daerah",
    "Perwali": "Peraturan Wali ?Kota",
    "Pergub": "Peraturan Gubernur",
}
_SHORT = re.compile(r"^(?P<kind>.+?)\s+(?P<number>\S+?)/(?P<year>\d{4})$")
_PASAL = re.compile(r"\bPasal\s+(\d{1,4}[A-Z]{0,2}|[IVXLC]{1,6})\b")
_NEAR = 90


def cites(text: str, short_title: str, pasal: Collection[str] = ()) -> str:
    """The words that cite it, empty when the text does not; a citation of other Pasal is none."""
    for found in _pattern(short_title).finditer(text):
        around = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        named = _PASAL.findall(around)
        if not pasal or not named or set(named) & set(pasal):
            return " ".join(around.split())
    return ""


@lru_cache(maxsize=64)
def _pattern(short_title: str) -> re.Pattern[str]:
    """ "UU 27/2022" and "Undang-Undang Nomor 27 Tahun 2022"; never "UU 27/20221"."""
    ways = [re.escape(short_title)]
    match = _SHORT.match(short_title)
    if match:
        kind = match["kind"]
        kinds = "|".join(filter(None, (re.escape(kind), _LONG.get(kind.split()[0], ""))))
        number, year = re.escape(match["number"]), match["year"]
        ways.append(rf"(?:{kinds})[\w\s]{{0,40}}?\s(?:Nomor|No\.?)\s*{number}\s+Tahun\s+{year}")
    return re.compile(rf"(?<![\w/])(?:{'|'.join(ways)})(?![\w/])", re.IGNORECASE)
