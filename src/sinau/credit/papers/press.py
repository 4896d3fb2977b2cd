"""Print summaries: every word of one, and the layout it is set in."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from sinau.ui.press import Press

_press = Press(Path(__file__).with_name("summary.typ"))


@dataclass(frozen=True, kw_only=True)
class Wording:
    """Every word on one summary."""

    title: str
    city: str
    agency: str
    period: str
    facts: list[list[str]]
    units_title: str
    units_head: list[str]
    units: list[list[str]]
    people_title: str
    people_head: list[str]
    people: list[list[str]]
    people_note: str
    findings_title: str
    findings_head: list[str]
    findings: list[list[str]]
    closed_by: list[str]
    place_and_date: str
    signature_title: str
    signature: list[str]
    digest_label: str
    digest: str
    check_label: str
    check_url: str
    code_label: str
    code: str
    qr_alt: str
    page_label: str
    lang: str
    issued_on: dt.date


def press(wording: Wording) -> bytes:
    """Print one summary; not yet signed."""
    return _press.print(asdict(wording))
