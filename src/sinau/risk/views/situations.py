"""Peta situasi probabilitas: of the city, of a register, and the same as files."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions import current_framework
from sinau.risk.actions.situations import ask_situation
from sinau.risk.models import Framework, Register, Risk
from sinau.risk.models.risks import RiskQuerySet
from sinau.risk.pictures.of_causes import FailForm, failure_of, web_of
from sinau.risk.pictures.of_many import agencies_of, curve_of, doubts_of, heats_of, ranks_of
from sinau.risk.pictures.of_people import calibration_of
from sinau.risk.situations import question_of, tolerance


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The situation of all open risks the person may see."""
    return _page(request, Risk.objects.visible_to(request.user), current_framework())


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The situation of one register."""
    registers = Register.objects.visible_to(request.user).select_related("framework")
    register = get_object_or_404(registers, pk=pk)
    return _page(request, register.risks.all(), register.framework, register)


def _page(
    request: PersonRequest,
    risks: RiskQuerySet,
    framework: Framework,
    register: Register | None = None,
) -> HttpResponse:
    question = question_of(risks, register)
    context: dict[str, Any] = {
        "register": register,
        "missing": question.inputs.without_estimate,
        "missing_count": len(question.inputs.without_estimate),
    }
    if question.inputs.is_empty:
        return render(request, "risk/situation.html", {**context, "is_empty": True})
    result = ask_situation(question, by=request.user)
    context["result"] = result
    if not result.finished_at:
        return render(request, "risk/situation.html", context)
    inputs, content = question.inputs, result.content
    form = FailForm(inputs, request.GET)
    allowed = tolerance()
    points = [(float(one["loss"]), float(one["chance"])) for one in allowed["point"]]
    context |= {
        "framework": framework,
        "heats": heats_of(inputs, framework.scale),
        "curve": curve_of(content, points),
        "tolerance": allowed,
        "agencies": agencies_of(content),
        "web": web_of(inputs, content, form.cause),
        "form": form,
        "failure": failure_of(inputs, form),
        "ranks": ranks_of(content, inputs),
        "best": content["now"]["best"],
        "doubts": doubts_of(content),
        "calibration": calibration_of(request.user),
        "risk_count": len(inputs.risks),
    }
    return render(request, "risk/situation.html", context)
