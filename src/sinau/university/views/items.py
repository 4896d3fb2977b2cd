"""How the questions of a quiz did, for the officer who wrote them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinau.kernel.embedding import find_embed
from sinau.people.access import PersonRequest, signed_in
from sinau.ui.sheets import sheet_response
from sinau.university.itemising import Row, analysis_of
from sinau.university.quizzes.analysis import FEWEST
from sinau.university.views.desk_quizzes import desk_of, kept_quiz


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """The whole, then each question with its choices and what to look at."""
    quiz = kept_quiz(request, pk)
    made, rows = analysis_of(quiz)
    passages = {row.question.passage for row in rows if row.question.passage}
    urls = {}
    for passage in passages:
        found = find_embed(request.user, passage)
        if found:
            urls[passage] = found.url
    return render(
        request,
        "university/items.html",
        {
            "quiz": quiz,
            "desk": desk_of(quiz),
            "made": made,
            "rows": [(row, urls.get(row.question.passage, "")) for row in rows],
            "mean": None if made.mean is None else made.mean * 100,
            "spread": None if made.spread is None else made.spread * 100,
            "error": None if made.error is None else made.error * 100,
            "fewest": FEWEST,
        },
    )


@signed_in
def export(request: PersonRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    quiz = kept_quiz(request, pk)
    _made, rows = analysis_of(quiz)
    headings = [
        _("Soal"), _("Versi"), _("Jenis"), _("Sumber"), _("Ditanyakan"), _("Kemudahan"),
        _("Daya beda 27 %"), _("Korelasi dengan sisanya"), _("Kosong"), _("Catatan"),
        _("Pilihan"),
    ]  # fmt: skip
    return sheet_response(
        f"analisis-butir-{quiz.pk}",
        _("Analisis butir"),
        headings,
        [_cells(row) for row in rows],
    )


def _cells(row: Row) -> list[object]:
    item = row.item
    return [
        row.version.question.title,
        row.version.number,
        str(row.version.question.get_kind_display()),
        row.question.source,
        item.asked,
        round(item.facility, 3),
        None if item.discrimination is None else round(item.discrimination, 3),
        None if item.point_biserial is None else round(item.point_biserial, 3),
        round(item.empty_share, 3),
        "; ".join(str(words) for _tone, words in row.flags),
        "; ".join(
            f"{one['text']}: {one['figure'].count}" + (" (benar)" if one["figure"].is_right else "")
            for one in row.choices
        ),
    ]
