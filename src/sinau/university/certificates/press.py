"""Print certificates: typst sets the page, segno draws the code one scans to check it.

The files are PDF/A-2a and PDF/UA-1, so that they can be archived for long and read aloud.
The same wording always gives the same bytes: the date printed is the date in the file.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import segno
import typst

LAYOUT = Path(__file__).with_name("certificate.typ")
_NOON_UTC = dt.time(5, tzinfo=dt.UTC)  # noon in the city, so no time zone moves the date

_one_at_a_time = Lock()


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Every word on one certificate, already in the reader's language."""

    title: str
    number_label: str
    number: str
    city: str
    issuer: str
    given_to: str
    name: str
    person_line: str
    reason: str
    activity: str
    hours_line: str
    place_and_date: str
    signer_role: str
    signer: str
    check_label: str
    check_url: str
    code_label: str
    code: str
    qr_alt: str
    lang: str
    issued_on: dt.date


def press(wording: Wording) -> bytes:
    """Print one certificate."""
    day = wording.issued_on
    page = {
        **{word: said for word, said in asdict(wording).items() if word != "issued_on"},
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "qr": scan_code(wording.check_url),
    }
    with _one_at_a_time:  # one compiler keeps its fonts and layout warm; it holds one page's words
        pdf = _compiler().compile(
            sys_inputs={"wording": json.dumps(page, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=dt.datetime.combine(day, _NOON_UTC),
        )
    if not isinstance(pdf, bytes):
        raise TypeError("typst was asked for one PDF and gave something else")
    return pdf


def scan_code(url: str) -> str:
    """The address as a QR code in SVG, with the quiet margin that scanners need."""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawn, kind="svg", border=2, dark="#1c1c1a", light="#ffffff", xmldecl=False
    )
    return drawn.getvalue().decode()


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(LAYOUT), root=str(LAYOUT.parent), ignore_system_fonts=True)
