"""A reading of a path, and the question about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinau.kernel.embedding import find_embed
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions.walking import WrongAnswer, pass_reading
from sinau.university.models import PathEnrolment, StepKind
from sinau.university.quizzes.questions import Question
from sinau.university.readings import is_right
from sinau.university.views.paths import stations, visible_path


@signed_in
@require_http_methods(["GET", "POST"])
def show(request: PersonRequest, slug: str, key: int) -> HttpResponse:
    """The reading as it stands today, and below it the question; a right answer reaches the station."""
    path = visible_path(request, slug)
    enrolment = get_object_or_404(PathEnrolment.objects.of(request.user), path=path)
    found = next((s for s in stations(path, enrolment) if s.step.key == key), None)
    if found is None or found.step.kind != StepKind.ARTICLE or found.state == "locked":
        raise Http404
    question = Question.from_data(found.step.question)
    context: dict[str, Any] = {
        "path": path,
        "station": found,
        "step": found.step,
        "reading": find_embed(request.user, found.step.address),
        "question": question,
        "kind": "radio" if question.kind == "single" else "checkbox",
    }
    if request.method == "POST":
        picked = {int(word) for word in request.POST.getlist("jawaban") if word.isdecimal()}
        context |= {"picked": picked, "trouble": _answered(enrolment, found.step, question, picked)}
        if not context["trouble"]:
            messages.success(request, question.explanation or _("Tepat. Langkah ini selesai."))
            return redirect(path)
    status = 422 if context.get("trouble") else 200
    return render(request, "university/path_step.html", context, status=status)


def _answered(enrolment: PathEnrolment, step: Any, question: Question, picked: set[int]) -> str:
    """What was wrong with the answer; nothing when it was right."""
    if not picked:
        return _("Pilih sebuah jawaban.")
    try:
        pass_reading(enrolment, step, is_right=is_right(question, picked))
    except WrongAnswer as refusal:
        return str(refusal)
    return ""
