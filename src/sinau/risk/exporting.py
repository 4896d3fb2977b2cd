"""The list of risks as a workbook, the rows of which anybody can check against the page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sinau.kernel.words import date_id
from sinau.risk.models import Assessment, Risk

WIDTHS = (10, 44, 34, 34, 24, 24, 24, 10, 14, 10, 14, 14, 40, 44, 18, 26)


def headings() -> list[str]:
    """What the columns are called."""
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


def row(risk: Risk) -> list[object]:
    """What one risk says; `risk` comes from `for_list` with its treatments at hand."""
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
