"""Certificates and claims for the tests."""

from __future__ import annotations

import io
import struct
import uuid
import zlib
from datetime import date
from decimal import Decimal
from typing import Any

from sinau.credit.claims import drafting
from sinau.credit.models import Claim
from sinau.people.models import Person


def pdf(words: str = "Sertifikat", *, pages: int = 1, extra: str = "") -> bytes:
    """A small PDF with these words on its first page."""
    objects = [f"<< /Type /Catalog /Pages 2 0 R {extra} >>"]
    kids = " ".join(f"{4 + n * 2} 0 R" for n in range(pages))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for page in range(pages):
        lines = words.split("\n") if page == 0 else ["-"]
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 12 Tf 40 700 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + page * 2} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        out
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
        ).encode()
    )


def png(width: int = 2, height: int = 2) -> bytes:
    """A small picture, or one that says it is large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\x00" * 14))
        + chunk(b"IEND", b"")
    )


def filled(person: Person, *, content: bytes | None = None, **changes: Any) -> Claim:
    """A draft with every answer and a certificate."""
    answers: dict[str, Any] = {
        "title": "Bimtek Arsip Digital",
        "organiser": "ANRI",
        "number": "No. 12/AB-C/2026",
        "started_on": date(2026, 3, 2),
        "ended_on": date(2026, 3, 3),
        "stated_jp": Decimal(8),
        **changes,
    }
    form = answers.pop("form", "bimtek")
    claim = drafting.begin(person, key=uuid.uuid4(), form=form)
    claim = drafting.fill_in(claim, **answers)
    data = content or pdf(
        f"{person.name} {answers['number']} {answers['title']} selesai dengan baik"
    )
    drafting.attach(claim, io.BytesIO(data), name="sertifikat.pdf")
    return Claim.objects.get(pk=claim.pk)


def sent(person: Person, **changes: Any) -> Claim:
    """A claim that waits for an officer."""
    return drafting.send(filled(person, **changes), by=person)
