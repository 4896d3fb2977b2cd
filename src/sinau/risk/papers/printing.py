"""The forms as PDF and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.kernel.words import date_id, moment_id
from sinau.risk.models import FormSignature, Register
from sinau.risk.papers.forms import Form
from sinau.ui.press import Press
from sinau.ui.sheets import Part, Sheet, sheets_workbook


@cache
def _press() -> Press:
    return Press(Path(__file__).with_name("form.typ"))


def form_paper(register: Register, form: Form, signature: FormSignature | None) -> bytes:
    """One form as PDF; signed only when the signature is of exactly this content."""
    return _press().print(wording_of(register, form, signature, today()))


def wording_of(
    register: Register, form: Form, signature: FormSignature | None, day: date
) -> dict[str, Any]:
    """Every word on the paper."""
    framework = register.framework
    return {
        "lang": "id",
        "city": _("Pemerintah %(city)s") % {"city": settings.CITY_NAME},
        "agency": register.agency.name,
        "kicker": _("Formulir %(number)s") % {"number": form.number},
        "title": form.title,
        "subject": register.title,
        "paragraphs": list(form.paragraphs),
        "blocks": [
            {
                "title": block.title,
                "headings": list(block.headings),
                "rows": [list(row) for row in block.rows],
                "wide": list(block.wide),
                "numbers": list(block.numbers),
                "none": _("Belum ada isinya."),
            }
            for block in form.blocks
        ],
        "basis": framework.regulation
        + ("" if framework.verified else " · " + _("belum diverifikasi dengan lampiran resmi")),
        "signed": signature_words(signature, form),
        "place_and_date": f"{settings.CITY_NAME}, {date_id(day)}",
        "digest_label": _("Sidik isi (SHA-256)"),
        "digest": form.fingerprint,
        "check_label": _("Halaman formulir ini"),
        "check_url": settings.PUBLIC_URL + reverse("risk:form", args=[register.pk, form.number]),
        "qr_alt": _("Kode QR menuju halaman formulir ini"),
        "page_label": _("Halaman"),
        "issued_on": day,
    }


def signature_words(signature: FormSignature | None, form: Form) -> str:
    """Who agreed, when; or that nobody has to this content."""
    if signature is None:
        return _("Belum disetujui pemilik risiko.")
    words = {"name": signature.signed_by.full_name, "when": moment_id(signature.signed_at)}
    if signature.fingerprint != form.fingerprint:
        return _("Isinya berubah sesudah dinilai %(name)s pada %(when)s.") % words
    if not signature.agreed:
        return _("Tidak disetujui %(name)s pada %(when)s.") % words
    return _("Disetujui %(name)s pada %(when)s.") % words


def forms_workbook(register: Register, forms: Sequence[tuple[Form, FormSignature | None]]) -> bytes:
    """All forms as one workbook, a sheet each."""
    return sheets_workbook(
        [
            Sheet(
                name=_("Formulir %(number)s") % {"number": form.number},
                lines=(
                    _("Formulir %(number)s. %(title)s")
                    % {"number": form.number, "title": form.title},
                    f"{register.agency.name} · {register.title}",
                    signature_words(signature, form),
                    *form.paragraphs,
                ),
                parts=tuple(
                    Part(
                        title=block.title,
                        headings=block.headings,
                        rows=tuple(_values(row, block.numbers) for row in block.rows),
                    )
                    for block in form.blocks
                ),
            )
            for form, signature in forms
        ]
    )


def _values(row: Sequence[str], numbers: Sequence[int]) -> tuple[object, ...]:
    """Figures as figures, so that a workbook can sort by them."""
    return tuple(
        int(cell) if at in numbers and cell.isascii() and cell.isdigit() else cell
        for at, cell in enumerate(row)
    )
