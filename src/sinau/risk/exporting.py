"""The list of risks as a workbook, the rows of which anybody can check against the page."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from sinau.kernel.words import date_id
from sinau.risk.models import Assessment, Risk


def workbook(risks: Iterable[Risk]) -> bytes:
    """One row a risk; `risks` with `for_list` and their treatments at hand."""
    book = Workbook(write_only=True)
    # The stubs know only the sheet that is read and written, not this one.
    sheet: Any = book.create_sheet(_("Risiko"))
    sheet.freeze_panes = "C2"
    for letter, width in zip("ABCDEFGHIJKLMNOP", _WIDTHS, strict=False):
        sheet.column_dimensions[letter].width = width
    sheet.append([_cell(sheet, name, bold=True) for name in _heading()])
    for risk in risks:
        sheet.append([_cell(sheet, value) for value in _row(risk)])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


_WIDTHS = (10, 44, 34, 34, 24, 24, 24, 10, 14, 10, 14, 14, 40, 44, 18, 26)


def _heading() -> list[str]:
    return [
        _("Kode"),
        _("Kejadian"),
        _("Penyebab"),
        _("Akibat"),
        _("Kategori"),
        _("Area dampak"),
        _("Register"),
        _("Besaran sebelum"),
        _("Level sebelum"),
        _("Besaran sesudah"),
        _("Level sesudah"),
        _("Penanganan"),
        _("Pengendalian"),
        _("Tindakan"),
        _("Ditinjau"),
        _("Perangkat daerah"),
    ]


def _row(risk: Risk) -> list[object]:
    return [
        risk.code,
        risk.event,
        risk.cause,
        risk.impact_text,
        risk.category,
        risk.impact_area,
        risk.register.title,
        *_place(risk.inherent),
        *_place(risk.residual),
        risk.option,
        risk.control,
        "\n".join(
            f"{action.text} ({action.owner.name}, {date_id(action.due)})"
            for action in risk.treatments.all()
        ),
        date_id(risk.review.reviewed_at) if risk.review else "",
        risk.register.agency.name,
    ]


def _place(assessment: Assessment | None) -> tuple[object, object]:
    return (assessment.score, assessment.level_name) if assessment else ("", "")


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # A text that begins with "=" stays a text and never becomes a formula.
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
