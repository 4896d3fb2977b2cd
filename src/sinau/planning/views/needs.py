"""Needs of people: the supervisor's list, one need, and facts entered by hand."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.planning.actions.needs import (
    confirm_needs,
    confirmable_by,
    enter_signal,
    return_need,
)
from sinau.planning.forms.competencies import SignalForm
from sinau.planning.forms.structure import ReasonForm
from sinau.planning.models import (
    Need,
    NeedState,
    PlanItem,
    Signal,
    Standing,
)
from sinau.planning.reckoning import offers
from sinau.planning.rules import match_rules
from sinau.planning.views.pages import asked_year, form_page

PER_PAGE = 50


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """What waits for one's word, and one's own needs."""
    year = asked_year(request)
    waiting = (
        Need.objects.filter(confirmable_by(request.user), state=NeedState.PROPOSED)
        .select_related("person", "competency", "agency")
        .order_by("-points", "person__name", "pk")
    )
    mine = Need.objects.filter(person=request.user).select_related("competency")
    context = {
        "page": Paginator(waiting, PER_PAGE).get_page(request.GET.get("halaman")),
        "mine": list(mine.order_by("-year", "-points")[:30]),
        "year": year,
    }
    return render(request, "planning/needs.html", context)


@signed_in
@require_POST
def confirm(request: PersonRequest) -> HttpResponse:
    """Stand behind the needs that were picked."""
    picked = [n for n in request.POST.getlist("pilih")[:500] if n.isascii() and n.isdigit()]
    theirs = Need.objects.filter(confirmable_by(request.user), pk__in=picked)
    count = confirm_needs(theirs, by=request.user)
    messages.success(request, _("%(count)s kebutuhan dibenarkan.") % {"count": count})
    return redirect("planning:needs")


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One need: the gap, the facts behind it, its priority in words, and what is proposed."""
    need = get_object_or_404(
        Need.objects.visible_to(request.user).select_related(
            "person__agency", "competency", "agency", "item"
        ),
        pk=pk,
    )
    about = Signal.objects.filter(competency=need.competency_id)
    of_person = about.filter(person=need.person_id)
    of_agency = about.filter(person=None, agency=need.agency_id)
    rule = match_rules()["priority"]
    may = Need.objects.filter(confirmable_by(request.user), pk=pk, state=NeedState.PROPOSED)
    context = {
        "need": need,
        "item": PlanItem.objects.visible_to(request.user).filter(pk=need.item_id or 0).first(),
        "signals": [*of_person[:10], *of_agency[:10]],
        "gap": need.to_level - need.from_level,
        "weight": rule["weights"].get(need.person.job_kind, 1),
        "counted_facts": min(need.fact_count, rule["most_facts"]),
        "rule": rule,
        "standing": Standing.objects.filter(
            person=need.person_id, competency=need.competency_id
        ).first(),
        "offers": offers([need.competency_id]).get(need.competency_id, []),
        "steps": list(need.steps.select_related("by")),
        "may_confirm": may.exists(),
        "is_own": need.person_id == request.user.pk,
    }
    return render(request, "planning/need.html", context)


@signed_in
def send_back(request: PersonRequest, pk: int) -> HttpResponse:
    """Give it back with a reason."""
    need = get_object_or_404(
        Need.objects.filter(confirmable_by(request.user)).select_related("competency"), pk=pk
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return_need(need, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Kebutuhan dikembalikan."))
        return redirect("planning:needs")
    return form_page(
        request,
        form,
        title=_("Kembalikan kebutuhan %(name)s") % {"name": need.competency.name},
        back=need.get_absolute_url(),
        back_label=need.competency.name,
        submit=_("Kembalikan"),
    )


@needs(Role.HEAD, Role.OFFICER)
def signal_new(request: PersonRequest) -> HttpResponse:
    """Enter a fact read elsewhere, with its source."""
    form = SignalForm(request.POST or None, person=request.user)
    code = request.GET.get("pd", "")
    back = reverse("planning:agency", args=[code]) if code.isascii() and code else ""
    back = back or reverse("planning:city")
    if request.method == "POST" and form.is_valid():
        kept = enter_signal(form.save(commit=False), by=request.user)
        messages.success(request, _("Fakta dicatat."))
        return redirect("planning:agency", kept.agency.code)
    return form_page(
        request,
        form,
        title=_("Catat fakta"),
        lead=_("Temuan, keterlambatan, atau sasaran yang belum tercapai, dengan sumbernya."),
        back=back,
        back_label=_("Kebutuhan"),
        submit=_("Catat fakta"),
    )
