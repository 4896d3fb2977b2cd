"""Small certificates for the demo: one page with a few lines, written by hand."""

from __future__ import annotations

from datetime import date

from sinau.kernel.words import date_id


def certificate(name: str, title: str, organiser: str, number: str, day: date) -> bytes:
    """A PDF that says who, what, by whom, its number and the day."""
    lines = ("SERTIFIKAT", number and f"Nomor {number}", "diberikan kepada", name)
    words = [
        *lines,
        f"atas keikutsertaan dalam {title}",
        organiser,
        date_id(day),
        "Contoh untuk demo",
    ]
    return _page([line for line in words if line])


def _page(lines: list[str]) -> bytes:
    """One page of A4 with lines of Helvetica; no library is needed for so little."""
    shown = " ".join(f"({_escaped(line)}) Tj 0 -28 Td" for line in lines)
    stream = f"BT /F1 16 Tf 60 700 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        "/Resources << /Font << /F1 3 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1", "replace")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    )
    return out + tail.encode()


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
