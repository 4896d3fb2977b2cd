"""The impact assessment as a walk in sections, its arithmetic, and what its level demands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sinau.innovation import impact
from sinau.innovation.actions import answer_impact, finish_impact
from sinau.innovation.gate_forms import SectionForm
from sinau.innovation.gathering import is_stale
from sinau.innovation.models import Idea, ImpactAssessment, ImpactScore, Plan
from sinau.innovation.sealing import latest_score
from sinau.people.access import PersonRequest, signed_in


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Which sections are done; the score with its arithmetic; what the level demands."""
    plan = _plan(Idea.objects.inside(request.user), pk)
    may_write = Idea.objects.writable_by(request.user).filter(pk=pk).exists()
    assessment = ImpactAssessment.objects.filter(plan=plan).select_related("changed_by").first()
    answers = assessment.answers if assessment else {}
    score = latest_score(plan)
    tasks = [_task(pk, section, answers, may_write=may_write) for section in impact.sections()]
    open_ones = impact.unanswered(answers)
    context = {
        "idea": plan.idea,
        "plan": plan,
        "assessment": assessment,
        "tasks": tasks,
        "done": sum(task["tone"] == "good" for task in tasks),
        "open": len(open_ones),
        "score": score,
        "stale": is_stale(plan, score),
        "level": impact.levels()[score.level] if score else None,
        "seats": [impact.seats()[key] for key in impact.levels()[score.level].seats]
        if score
        else [],
        "sums": _sums(score) if score else None,
        "may_write": may_write,
        "next": _next(answers),
        "subject": f"innovation.plan:{plan.idea_id}",
    }
    return render(request, "innovation/impact.html", context)


@signed_in
def edit(request: PersonRequest, pk: int, section: str) -> HttpResponse:
    """One section; saved as far as it is answered, and shown again while an answer leads further."""
    plan = _plan(Idea.objects.writable_by(request.user), pk)
    chosen = next((one for one in impact.sections() if one.key == section), None)
    if chosen is None:
        raise Http404
    assessment = ImpactAssessment.objects.filter(plan=plan).first()
    answers = assessment.answers if assessment else {}
    form = SectionForm(chosen, answers, request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = answer_impact(plan, chosen, form.cleaned_data, by=request.user).answers
        left = [one for one in impact.unanswered(answers) if one[0].key == section]
        if left:
            messages.info(request, _left(len(left)))
            return redirect("innovation:impact_section", pk=pk, section=section)
        messages.success(request, _("Bagian ini lengkap dan tersimpan."))
        return redirect(_after(pk, section, answers))
    place = impact.sections().index(chosen)
    context = {
        "idea": plan.idea,
        "section": chosen,
        "form": form,
        "number": place + 1,
        "total": len(impact.sections()),
        "steps": [one.title for one in impact.sections()],
        "is_ready": bool(form.fields),
        "back": reverse("innovation:impact", args=[pk]),
    }
    return render(request, "innovation/impact_section.html", context)


@signed_in
@require_POST
def finish(request: PersonRequest, pk: int) -> HttpResponse:
    """The answers become a level."""
    plan = _plan(Idea.objects.writable_by(request.user), pk)
    score = finish_impact(plan, by=request.user)
    messages.success(
        request,
        _("Penilaian dampak selesai: tingkat %(level)s.")
        % {"level": impact.levels()[score.level].numeral},
    )
    return redirect("innovation:impact", pk=pk)


def _sums(score: ImpactScore) -> list[dict[str, Any]]:
    """Every answer that gives points, by section: the numbers of which the score is the sum."""
    found = []
    for section in impact.sections():
        rows = [
            {
                "text": one.text,
                "said": "; ".join(one.said(score.answers)),
                "points": one.points(score.answers),
                "is_measure": one.side == "measure",
            }
            for one in section.asked(score.answers)
            if one.side and one.points(score.answers)
        ]
        points = sum(one.points(score.answers) for one in section.asked(score.answers))
        found.append(
            {
                "title": section.title,
                "rows": rows,
                "points": points,
                "is_measure": bool(rows) and rows[0]["is_measure"],
            }
        )
    return found


def _task(pk: int, section: impact.Section, answers: impact.Answers, *, may_write: bool) -> Any:
    asked = section.asked(answers)
    left = [one for one in impact.unanswered(answers) if one[0].key == section.key]
    if not asked:
        tone, label = "", _("Menunggu jawaban tahap pekerjaan")
    elif not left:
        tone, label = "good", _("Lengkap")
    elif len(left) == len(asked):
        tone, label = "", _("Belum dijawab")
    else:
        tone, label = "wait", _left(len(left))
    url = reverse("innovation:impact_section", args=[pk, section.key]) if may_write else ""
    return {"title": section.title, "note": section.lead, "tone": tone, "label": label, "url": url}


def _left(number: int) -> str:
    said = ngettext("%(n)s pertanyaan belum dijawab", "%(n)s pertanyaan belum dijawab", number)
    return said % {"n": number}


def _next(answers: impact.Answers) -> str:
    """The first section that is not complete."""
    left = impact.unanswered(answers)
    return left[0][0].key if left else ""


def _after(pk: int, section: str, answers: impact.Answers) -> str:
    """Where one goes on: the next incomplete section behind this one, else the overview."""
    keys = [one.key for one in impact.sections()]
    left = {one[0].key for one in impact.unanswered(answers)}
    ahead = [key for key in keys[keys.index(section) + 1 :] if key in left]
    if ahead:
        return reverse("innovation:impact_section", args=[pk, ahead[0]])
    return reverse("innovation:impact", args=[pk])


def _plan(ideas: Any, pk: int) -> Plan:
    plan: Plan = get_object_or_404(
        Plan.objects.select_related("idea__owner", "idea__agency", "idea__register"),
        idea=get_object_or_404(ideas, pk=pk),
    )
    return plan
