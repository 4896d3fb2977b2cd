"""Reads the picture of a page with Debian's tesseract, when it is there: words, places, certainty.

`python -m sinau.knowledge.parsing --page N FILE LANGUAGES` does one page in a process of its own, so
that a hostile picture hurts nobody else.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from sinau.knowledge.parsing.pdf import arranged
from sinau.knowledge.parsing.records import Line, Page
from sinau.knowledge.parsing.trouble import Unreadable
from sinau.knowledge.parsing.words import unglued

PROGRAM = "tesseract"
DPI = 200
SECONDS_A_PAGE = 90
# A sheet larger than A3 at this density would only eat memory.
_MOST_DOTS = 24_000_000
_TOLD = 12


def program() -> str | None:
    """Where tesseract is, None when it is not installed."""
    return shutil.which(PROGRAM)


def languages() -> str:
    """The languages it shall read with: Indonesian where it has it, else what it has."""
    path = program()
    if path is None:
        return ""
    try:
        said = subprocess.run(
            [path, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    known = [word.strip() for word in said.splitlines()[1:]]
    return next((name for name in ("ind", "eng") if name in known), "")


def read_page(data: bytes, number: int, languages: str) -> Page:
    """The lines of one page as read from its picture; the certainty of each is in it."""
    dots, scale, width, height = _drawn(data, number, DPI)
    with tempfile.TemporaryDirectory(prefix="sinau-ocr-") as folder:
        path = Path(folder) / "page.pgm"
        rows, columns = dots.shape
        path.write_bytes(b"P5 %d %d 255\n" % (columns, rows) + dots.tobytes())
        lines = lines_of(_run(path, languages), number, scale, height)
        return arranged(Page(number, lines), width)


def _drawn(data: bytes, number: int, dpi: int) -> tuple[Any, float, float, float]:
    """(dots, scale, width, height) of a page drawn in greys."""
    try:
        document = pdfium.PdfDocument(data)
        if not 1 <= number <= len(document):
            raise Unreadable("damaged")
        page = document[number - 1]
        width, height = page.get_size()
        scale = dpi / 72
        dots = width * height * scale * scale
        if dots > _MOST_DOTS:
            scale *= (_MOST_DOTS / dots) ** 0.5
        drawn = page.render(scale=scale, grayscale=True).to_numpy()
    except pdfium.PdfiumError:
        raise Unreadable("damaged") from None
    return drawn.reshape(drawn.shape[0], -1), scale, width, height


def picture(data: bytes, number: int, dpi: int = 90) -> bytes:
    """A page as a PNG picture in greys, to be compared with what was read from it."""
    dots, _scale, _width, _height = _drawn(data, number, dpi)
    rows, columns = dots.shape
    body = b"".join(b"\x00" + dots[at].tobytes() for at in range(rows))

    def chunk(name: bytes, inner: bytes) -> bytes:
        return (
            struct.pack(">I", len(inner))
            + name
            + inner
            + struct.pack(">I", zlib.crc32(name + inner))
        )

    head = struct.pack(">IIBBBBB", columns, rows, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(body, 6))
        + chunk(b"IEND", b"")
    )


def _run(path: Path, languages: str) -> str:
    said = subprocess.run(
        [program() or PROGRAM, str(path), "stdout", "-l", languages or "eng", "--psm", "4", "tsv"],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=SECONDS_A_PAGE,
        check=True,
        env={"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1"},
    )
    return said.stdout


def lines_of(tsv: str, number: int, scale: float, height: float) -> list[Line]:
    """Lines with their places in points, from the table tesseract writes."""
    grouped: dict[tuple[str, ...], list[tuple[float, float, float, float, float, str]]] = {}
    for row in tsv.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < _TOLD or cells[0] != "5" or not cells[11].strip():
            continue
        try:
            left, top, wide, high, sure = (float(cells[at]) for at in (6, 7, 8, 9, 10))
        except ValueError:
            continue
        grouped.setdefault(tuple(cells[2:5]), []).append(
            (left, top, wide, high, sure, cells[11].strip())
        )
    found = []
    for words in grouped.values():
        letters = sum(len(word[5]) for word in words)
        sure = sum(word[4] * len(word[5]) for word in words) / max(letters, 1)
        text = " ".join(word[5] for word in words)
        middle = sum(word[1] + word[3] / 2 for word in words) / len(words)
        found.append(
            Line(
                unglued(text),
                number,
                left=words[0][0] / scale,
                right=(words[-1][0] + words[-1][2]) / scale,
                top=height - middle / scale,
                sure=max(0, min(100, round(sure))),
            )
        )
    return [line for line in found if any(char.isalnum() for char in line.text)]


def certainty(lines: list[Line]) -> int:
    """How sure of a page it is, in percent, by its letters."""
    letters = sum(len(line.text) for line in lines)
    return round(sum(line.sure * len(line.text) for line in lines) / letters) if letters else 0


def page_of(data: dict[str, Any]) -> Page:
    """A page as it was kept."""
    return Page(data["number"], [Line(**line) for line in data["lines"]])


def page_data(page: Page) -> dict[str, Any]:
    """A page as plain values."""
    return {"number": page.number, "lines": [asdict(line) for line in page.lines]}
