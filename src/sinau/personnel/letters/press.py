"""Print letters: typst sets the page, segno draws the code one scans to check it.

The files are PDF/A-2a and PDF/UA-1; the same wording always gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import segno
import typst

LAYOUT = Path(__file__).with_name("letter.typ")
_NOON_UTC = dt.time(5, tzinfo=dt.UTC)  # noon in the city, so no time zone moves the date
_one_at_a_time = Lock()


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Every word of one letter, already in the reader's language."""

    city: str
    agency: str
    title: str
    number: str
    opening: str
    rows: list[tuple[str, str]]
    closing: list[str]
    place_and_date: str
    signer_role: str
    signer: str
    signer_nip: str
    check_label: str
    check_url: str
    code_label: str
    code: str
    qr_alt: str
    lang: str
    issued_on: dt.date

    def to_data(self) -> dict[str, Any]:
        """The words as JSON values; `from_data` gives an equal record back."""
        return {**asdict(self), "issued_on": self.issued_on.isoformat()}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Wording:
        """The words that `to_data` kept."""
        rows = [(name, said) for name, said in data["rows"]]
        issued_on = dt.date.fromisoformat(data["issued_on"])
        return cls(**{**data, "rows": rows, "issued_on": issued_on})


def press(wording: Wording) -> bytes:
    """Print one letter on an upright A4."""
    day = wording.issued_on
    drawn = io.BytesIO()
    segno.make(wording.check_url, error="m", micro=False).save(
        drawn, kind="svg", border=2, dark="#1c1c1a", light="#ffffff", xmldecl=False
    )
    said = {key: value for key, value in asdict(wording).items() if key != "issued_on"}
    said |= {"year": day.year, "month": day.month, "day": day.day, "qr": drawn.getvalue().decode()}
    with _one_at_a_time:
        pdf = _compiler().compile(
            sys_inputs={"wording": json.dumps(said, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=dt.datetime.combine(day, _NOON_UTC),
        )
    if not isinstance(pdf, bytes):
        raise TypeError("typst was asked for one PDF and gave something else")
    return pdf


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(LAYOUT), root=str(LAYOUT.parent), ignore_system_fonts=True)
