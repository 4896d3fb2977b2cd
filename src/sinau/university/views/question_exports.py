"""Questions of a category in the formats of other systems, with what each cannot hold."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.university.models import BankQuestion, QuestionCategory
from sinau.university.pictures import MEDIA_TYPES, pictures_of, read_picture, without_addresses
from sinau.university.quizzes.formats import FORMATS, Written, export_questions
from sinau.university.quizzes.questions import Question

MOST = 5_000


@needs(Role.OFFICER)
@require_safe
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """Each format with how many questions it holds whole; or, with `unduh`, the file."""
    category = get_object_or_404(
        QuestionCategory.objects.visible_to(request.user).select_related("agency"), pk=pk
    )
    questions = questions_below(category)
    wanted = request.GET.get("unduh")
    if wanted:
        if wanted not in FORMATS:
            raise Http404
        return _file(category, export_questions(wanted, questions, pictures_of(questions)))
    offers = []
    for key, label in FORMATS.items():
        report = export_questions(key, questions).report if questions else ()
        offers.append(
            {
                "key": key,
                "label": label,
                "whole": sum(1 for line in report if line.taken and not _losses(line.notes)),
                "in": sum(1 for line in report if line.taken),
                "lines": [line for line in report if _losses(line.notes)],
            }
        )
    chosen = request.GET.get("format", "")
    return render(
        request,
        "university/imports/export.html",
        {
            "category": category,
            "count": len(questions),
            "offers": offers,
            "chosen": next((offer for offer in offers if offer["key"] == chosen), None),
        },
    )


def _losses(notes: tuple[str, ...]) -> list[str]:
    # A picture is only looked up for the file itself.
    return [note for note in notes if not note.endswith("tidak ditemukan.")]


def questions_below(category: QuestionCategory) -> list[Question]:
    """What stands in the category and in those within it, each with its category's path."""
    rows = (
        BankQuestion.objects.standing()
        .below(category)
        .select_related("current", "category")
        .order_by("category__label", "pk")[:MOST]
    )
    found = []
    for row in rows:
        if row.current is None:
            continue
        path = row.category.label.replace(" / ", "/")
        asked = without_addresses(row.current.asked)
        found.append(Question.from_data({**asked.to_data(), "category": path}))
    return found


def _file(category: QuestionCategory, written: Written) -> HttpResponse:
    response = HttpResponse(written.content, content_type=written.content_type)
    name = f"{slugify(category.label)[:60] or 'soal'}.{written.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@signed_in
@require_safe
def picture(request: PersonRequest, name: str) -> HttpResponse:
    """A picture of a question; its name is a hash that only its question tells."""
    content = read_picture(name)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=MEDIA_TYPES[name.rpartition(".")[2]])
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
