"""Print certificates: every word of one, and the layout it is set in."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from sinau.ui.press import Press

_PRESSES = {
    "classic": Press(Path(__file__).with_name("certificate.typ")),
    "modern": Press(Path(__file__).with_name("certificate_modern.typ")),
}


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
    note: str = ""
    seal: str = ""
    layout: str = "classic"
    logo: bytes = b""
    logo_alt: str = "Logo"


def press(wording: Wording) -> bytes:
    """Print one certificate."""
    words = asdict(wording)
    # A layout is handed JSON, which knows no bytes but lists of numbers.
    words["logo"] = list(wording.logo)
    words["logo_format"] = "png" if wording.logo.startswith(b"\x89PNG") else "jpg"
    return _PRESSES[words.pop("layout")].print(words)
