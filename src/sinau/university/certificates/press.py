"""Print certificates: every word of one, and the layout it is set in."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from sinau.ui.press import Press

_press = Press(Path(__file__).with_name("certificate.typ"))


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
    return _press.print(asdict(wording))
