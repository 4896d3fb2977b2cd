"""Print papers: typst sets the page, segno draws the code one scans to check it.

The files are PDF/A-2a and PDF/UA-1, so that they can be archived for long and read aloud.
The same words always give the same bytes: the date printed is the date in the file.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import segno
import typst

_NOON_UTC = dt.time(5, tzinfo=dt.UTC)  # noon in the city, so no time zone moves the date


class Press:
    """Prints papers of one layout."""

    def __init__(self, layout: Path) -> None:
        self.layout = layout
        self._one_at_a_time = Lock()

    def print(self, words: Mapping[str, Any]) -> bytes:
        """One paper with these words; `issued_on` dates it, `check_url` becomes its code."""
        page = dict(words)
        day: dt.date = page.pop("issued_on")
        page |= {"year": day.year, "month": day.month, "day": day.day}
        page["qr"] = scan_code(page["check_url"])
        # One compiler keeps its fonts and layout warm; it holds one page's words.
        with self._one_at_a_time:
            pdf = self._compiler.compile(
                sys_inputs={"wording": json.dumps(page, ensure_ascii=False)},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=dt.datetime.combine(day, _NOON_UTC),
            )
        if not isinstance(pdf, bytes):
            raise TypeError("typst was asked for one PDF and gave something else")
        return pdf

    @cached_property
    def _compiler(self) -> typst.Compiler:
        return typst.Compiler(
            str(self.layout), root=str(self.layout.parent), ignore_system_fonts=True
        )


def scan_code(url: str) -> str:
    """The address as a QR code in SVG, with the quiet margin that scanners need."""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawn, kind="svg", border=2, dark="#1c1c1a", light="#ffffff", xmldecl=False
    )
    return drawn.getvalue().decode()
