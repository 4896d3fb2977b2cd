"""Print letters: every word of one, and the layout it is set in."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sinau.ui.press import Press

_press = Press(Path(__file__).with_name("letter.typ"))


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
    return _press.print(asdict(wording))
