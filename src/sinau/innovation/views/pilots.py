"""Pilots and what follows: start, show, end, launch, review, stop."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.innovation.actions import (
    begin_monitoring,
    end_pilot,
    go_live,
    retire_use,
    review_use,
    start_pilot,
    stop_use,
)
from sinau.innovation.forms import (
    EvaluationForm,
    PilotForm,
    StopForm,
    UseReviewForm,
    default_pilot_days,
)
from sinau.innovation.gate import PILOT, reasons_of
from sinau.innovation.gate_forms import RetireForm
from sinau.innovation.gathering import address_of, findings_of
from sinau.innovation.models import Idea, Outcome, Pilot, Plan
from sinau.innovation.models.ideas import IdeaQuerySet
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """A head starts the pilot; the gate answers."""
    idea = _find(Idea.objects.decidable_by(request.user, Role.HEAD).inside(request.user), pk)
    plan = Plan.objects.filter(idea=idea).first()
    form = PilotForm(request.POST or None, initial=default_pilot_days(plan))
    if request.method == "POST" and form.is_valid():
        pilot = start_pilot(idea, **form.cleaned_data, by=request.user)
        messages.success(request, _("Uji coba telah dimulai dan tampil pada daftar AI publik."))
        return redirect(pilot)
    context = {"idea": idea, "plan": plan, "form": form}
    return render(request, "innovation/pilot_new.html", context)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One pilot: its days, its target, whether the gate is still open, its result."""
    pilots = Pilot.objects.filter(idea__in=Idea.objects.inside(request.user)).select_related(
        "idea__owner", "idea__agency", "idea__register", "started_by", "evaluation__ended_by"
    )
    pilot = get_object_or_404(pilots, pk=pk)
    idea = pilot.idea
    reasons = reasons_of(findings_of(idea, PILOT)) if pilot.is_open else []
    may_write = Idea.objects.writable_by(request.user).filter(pk=idea.pk).exists()
    context = {
        "pilot": pilot,
        "idea": idea,
        "plan": Plan.objects.filter(idea=idea).first(),
        "evaluation": getattr(pilot, "evaluation", None),
        "reasons": [
            {"text": reason.text, "url": address_of(idea, reason.place, may_write=may_write)}
            for reason in reasons
        ],
        "may_end": pilot.is_open and may_write,
        "subject": f"innovation.idea:{idea.pk}",
    }
    return render(request, "innovation/pilot.html", context)


@signed_in
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """End the pilot with what was measured."""
    mine = Idea.objects.writable_by(request.user)
    pilots = Pilot.objects.filter(idea__in=mine).select_related("idea__owner", "idea__agency")
    pilot = get_object_or_404(pilots, pk=pk)
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        end_pilot(
            pilot,
            outcome=Outcome(said["outcome"]),
            measured=said["measured"],
            lesson=said["lesson"],
            by=request.user,
        )
        messages.success(request, _("Uji coba telah diakhiri dengan hasilnya."))
        return redirect(pilot)
    plan = Plan.objects.filter(idea=pilot.idea).first()
    target = _("Sasaran: %(target)s") % {"target": plan.benefit_target} if plan else ""
    context = {
        "title": _("Akhiri uji coba"),
        "lead": target,
        "idea": pilot.idea,
        "form": form,
        "submit": _("Akhiri uji coba"),
        "back": pilot.get_absolute_url(),
    }
    return render(request, "innovation/form.html", context)


@signed_in
def launch(request: PersonRequest, pk: int) -> HttpResponse:
    """A head opens the use for everybody; the second gate answers."""
    idea = _find(Idea.objects.decidable_by(request.user, Role.HEAD).inside(request.user), pk)
    if request.method == "POST":
        go_live(idea, by=request.user)
        messages.success(request, _("Layanan telah diterapkan."))
        return redirect(idea)
    pilot = idea.pilots.select_related("evaluation").first()
    context = {"idea": idea, "evaluation": getattr(pilot, "evaluation", None)}
    return render(request, "innovation/launch.html", context)


@signed_in
def monitor(request: PersonRequest, pk: int) -> HttpResponse:
    """A head lets a live use be watched in the ordinary course; the third gate answers."""
    idea = _find(Idea.objects.decidable_by(request.user, Role.HEAD).inside(request.user), pk)
    if request.method == "POST":
        begin_monitoring(idea, by=request.user)
        messages.success(request, _("Layanan dipantau secara rutin mulai hari ini."))
        return redirect(idea)
    return render(request, "innovation/monitor.html", {"idea": idea})


@signed_in
def retire(request: PersonRequest, pk: int) -> HttpResponse:
    """A head ends a use for good, and says what became of data and service."""
    idea = _find(Idea.objects.decidable_by(request.user, Role.HEAD).inside(request.user), pk)
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        retire_use(idea, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, _("Layanan telah diakhiri."))
        return redirect(idea)
    plan = Plan.objects.filter(idea=idea).first()
    return render(request, "innovation/retire.html", {"idea": idea, "plan": plan, "form": form})


@signed_in
def stop(request: PersonRequest, pk: int) -> HttpResponse:
    """Switch it off at once: heads, risk officers and the owner."""
    roles = Idea.objects.decidable_by(request.user, Role.HEAD) | Idea.objects.decidable_by(
        request.user, Role.RISK_OFFICER
    )
    theirs = Idea.objects.inside(request.user).filter(
        Q(owner=request.user) | Q(pk__in=roles.values("pk"))
    )
    idea = _find(theirs, pk)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stop_use(idea, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Layanan telah dihentikan."))
        return redirect(idea)
    return render(request, "innovation/stop.html", {"idea": idea, "form": form})


@signed_in
def review(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what was looked at; the public register shows the date."""
    idea = _find(Idea.objects.writable_by(request.user), pk)
    form = UseReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        review_use(idea, note=form.cleaned_data["note"], by=request.user)
        messages.success(
            request, _("Tinjauan telah dicatat. Tanggalnya tampil pada daftar publik.")
        )
        return redirect(idea)
    context = {
        "title": _("Tinjau layanan"),
        "lead": idea.title,
        "idea": idea,
        "form": form,
        "submit": _("Simpan tinjauan"),
    }
    return render(request, "innovation/form.html", context)


def _find(ideas: IdeaQuerySet, pk: int) -> Idea:
    idea: Idea = get_object_or_404(ideas.select_related("owner", "agency", "register"), pk=pk)
    return idea
