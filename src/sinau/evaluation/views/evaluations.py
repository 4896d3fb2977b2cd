"""All evaluations in one's charge, and one of them on its four levels."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.evaluation import results
from sinau.evaluation.actions import choose_indicator
from sinau.evaluation.forms import ChoiceForm
from sinau.evaluation.models import Evaluation, Indicator
from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role
from sinau.ui.sheets import sheet_response

_READERS = (Role.OFFICER, Role.HEAD, Role.AUDITOR)
_KINDS = {"kelas": {"course": None}, "kursus": {"training_class": None}}


@needs(*_READERS)
def index(request: PersonRequest) -> HttpResponse:
    """Each evaluation in a row: what has been answered and what is still to come."""
    found = (
        Evaluation.objects.visible_to(request.user)
        .select_related("agency", "indicator")
        .filter(**_KINDS.get(request.GET.get("jenis", ""), {}))
    )
    if request.GET.get("unduh") == "xlsx":
        return _sheet(found)
    return render(
        request,
        "evaluation/index.html",
        {
            "page": Paginator(found, 20).get_page(request.GET.get("halaman")),
            "kinds": [("", _("Semua")), ("kelas", _("Kelas")), ("kursus", _("Kursus"))],
            "today": today(),
            "least": results.LEAST,
            "keeps": request.user.has_role(Role.OFFICER),
        },
    )


def _sheet(found: QuerySet[Evaluation]) -> HttpResponse:
    headings = (
        _("Kegiatan"),
        _("Perangkat daerah"),
        _("Tanggal"),
        _("Reaksi ditanya"),
        _("Reaksi dijawab"),
        _("Pasangan nilai"),
        _("Perilaku ditanya"),
        _("Perilaku dijawab"),
        _("Indikator"),
    )
    rows = (
        (
            one.title,
            one.agency.name,
            one.held_on,
            one.reaction_asked,
            one.reaction_answered,
            one.pair_count,
            one.behaviour_asked,
            one.behaviour_answered,
            one.indicator.name if one.indicator else "",
        )
        for one in found.iterator()
    )
    return sheet_response("evaluasi", _("Evaluasi"), headings, rows)


@needs(*_READERS)
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Reaction, learning, behaviour and result, and when what is still missing will come."""
    evaluation = get_object_or_404(
        Evaluation.objects.visible_to(request.user).select_related(
            "agency", "training_class", "course", "indicator__agency", "comparison__agency"
        ),
        pk=pk,
    )
    reaction, groups = results.reaction(evaluation), results.behaviour(evaluation)
    if request.GET.get("unduh") == "xlsx":
        return _answers(evaluation, [(_("Reaksi"), reaction), *((g.label, g) for g in groups)])
    return render(
        request,
        "evaluation/show.html",
        {
            "evaluation": evaluation,
            "reaction": reaction,
            "reaction_bars": results.bars(reaction),
            "learning": results.learning(evaluation),
            "groups": groups,
            "gaps": results.gaps(groups),
            "outcome": results.outcome(evaluation),
            "today": today(),
            "least": results.LEAST,
            "keeps": request.user.has_role(Role.OFFICER, over=evaluation.agency),
        },
    )


def _answers(evaluation: Evaluation, groups: list[tuple[str, results.Group]]) -> HttpResponse:
    """Each question of each group that is large enough to be shown."""
    headings = (
        _("Kelompok"),
        _("Pertanyaan"),
        _("Jawaban"),
        _("Rata-rata"),
        "1",
        "2",
        "3",
        "4",
        "5",
    )
    rows = (
        (label, one.prompt, one.count, one.mean, *one.spread)
        for label, group in groups
        for one in group.said
        if one.mean is not None
    )
    return sheet_response(f"evaluasi-{evaluation.pk}", _("Jawaban"), headings, rows)


@needs(Role.OFFICER)
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Which figure of a service this learning is hoped to move."""
    evaluation = get_object_or_404(
        Evaluation.objects.kept_by(request.user).select_related("agency"), pk=pk
    )
    form = ChoiceForm(request.POST or None, evaluation=evaluation, person=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        choose_indicator(
            evaluation,
            said["indicator"],
            comparison=said["comparison"],
            reasoning=said["reasoning"],
            by=request.user,
        )
        messages.success(request, _("Indikator dikaitkan."))
        return redirect(evaluation)
    context = {
        "evaluation": evaluation,
        "form": form,
        "has_any": Indicator.objects.visible_to(request.user).exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "evaluation/indicator_choice.html", context, status=status)
