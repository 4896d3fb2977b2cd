"""What an agency asks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.evaluation import questions
from sinau.evaluation.actions import write_questionnaire
from sinau.evaluation.actions.planning import questions_of
from sinau.evaluation.forms import QuestionsForm
from sinau.evaluation.models import Level, Questionnaire
from sinau.people.access import PersonRequest, needs, within
from sinau.people.models import Agency, Role


@needs(Role.OFFICER)
def index(request: PersonRequest) -> HttpResponse:
    """Each agency in one's charge, with the two forms it may have of its own."""
    agencies = Agency.objects.filter(within("", request.user, Role.OFFICER)).order_by("name", "pk")
    own = {(row.agency_id, row.level): row for row in Questionnaire.objects.kept_by(request.user)}
    rows = [
        (agency, [(level, own.get((agency.pk, level.value))) for level in Level])
        for agency in agencies
    ]
    return render(request, "evaluation/questionnaires.html", {"rows": rows})


@needs(Role.OFFICER)
def edit(request: PersonRequest, pk: int, level: str) -> HttpResponse:
    """The questions of one form, one to a line."""
    if level not in Level.values:
        raise Http404
    agency = get_object_or_404(Agency.objects.filter(within("", request.user, Role.OFFICER)), pk=pk)
    standing = questions.write(questions_of(agency, level))
    form = QuestionsForm(request.POST or None, initial={"text": standing})
    if request.method == "POST" and form.is_valid():
        write_questionnaire(agency, level, form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Pertanyaan disimpan untuk evaluasi yang direncanakan nanti."))
        return redirect("evaluation:questionnaires")
    context = {"agency": agency, "level": Level(level), "form": form}
    status = 422 if form.errors else 200
    return render(request, "evaluation/questionnaire.html", context, status=status)
