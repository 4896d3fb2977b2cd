"""The name by which regulations speak of each other: kind, number and year, however it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_NAMED = re.compile(
    r"(?P<kind>.+?)\s+(?:Nomor|No\.?|NOMOR)\s*:?\s*(?P<number>[\w./-]+?)\s*"
    r"(?:Tahun|TAHUN|tahun|/)\s*(?P<year>\d{4})"
)
_SHORT = re.compile(r"^(?P<kind>[A-Za-z][\w .-]*?)\s+(?P<number>\d+[A-Z]?)\s*/\s*(?P<year>\d{4})$")
_SHORTS = (
    ("peraturan pemerintah pengganti undang-undang", "perpu"),
    ("undang-undang darurat", "uu drt"),
    ("undang-undang", "uu"),
    ("undang undang", "uu"),
    ("peraturan pemerintah", "pp"),
    ("peraturan presiden", "perpres"),
    ("keputusan presiden", "keppres"),
    ("instruksi presiden", "inpres"),
    ("peraturan daerah", "perda"),
    ("peraturan gubernur", "pergub"),
    ("peraturan wali kota", "perwali"),
    ("peraturan walikota", "perwali"),
    ("peraturan bupati", "perbup"),
    ("peraturan menteri", "permen"),
    ("keputusan menteri", "kepmen"),
    ("surat edaran", "se"),
    ("permen", "permen"),
)


@dataclass(frozen=True)
class Name:
    """Which regulation is meant; places and ministries are left out, for they are often not said."""

    kind: str
    number: str
    year: int

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Name | None:
        """Of a regulation whose kind, number and year are known."""
        if not row["number"] or not row["year"]:
            return None
        return cls(short(row["kind"]), str(row["number"]).lower(), int(row["year"]))


def short(kind: str) -> str:
    """ "Peraturan Pemerintah Republik Indonesia" -> "pp"."""
    low = " ".join(kind.lower().split())
    return next((to for start, to in _SHORTS if low.startswith(start)), low.split(" ")[0])


def name_in(words: str) -> Name | None:
    """The first regulation the words name, None when they name none."""
    plain = " ".join(words.split())
    match = _NAMED.search(plain) or _SHORT.match(plain)
    if match is None:
        return None
    return Name(short(match["kind"]), match["number"].lower(), int(match["year"]))
