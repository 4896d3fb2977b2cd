"""The plan as a list of tasks, one page for each part, and the agreement about personal data."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sinau.innovation import impact, planning
from sinau.innovation.actions import PlanMovedOn, agree_privacy, begin_plan, change_plan
from sinau.innovation.forms import PrivacyForm, part_form
from sinau.innovation.gathering import is_stale
from sinau.innovation.models import Idea, Plan, PrivacyAgreement
from sinau.innovation.models.ideas import IdeaQuerySet
from sinau.innovation.sealing import latest_score
from sinau.kernel.words import date_id, rupiah
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin the plan and open its register."""
    idea = _idea(Idea.objects.writable_by(request.user), pk)
    begin_plan(idea, by=request.user)
    messages.success(request, _("Rencana dimulai dan register risikonya dibuka."))
    return redirect("innovation:plan", pk=pk)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Which parts are done, which are not, and what the plan says."""
    idea = _idea(Idea.objects.inside(request.user), pk)
    plan = get_object_or_404(Plan.objects.select_related("changed_by"), idea=idea)
    may_write = Idea.objects.writable_by(request.user).filter(pk=pk).exists()
    agreement = plan.privacy_agreements.select_related("agreed_by").first()
    score = latest_score(plan)
    level = score.level if score else 0
    tasks = [_task(plan, part, level, may_write=may_write) for part in planning.PARTS]
    context = {
        "idea": idea,
        "plan": plan,
        "subject": f"innovation.plan:{idea.pk}",
        "tasks": tasks,
        "done": sum(task["tone"] == "good" for task in tasks),
        "total": len(tasks),
        "answers": [(part.title, _answers(plan, part)) for part in planning.PARTS],
        "agreement": agreement,
        "is_agreed": bool(agreement and agreement.fingerprint == plan.privacy_fingerprint),
        "may_agree": bool(plan.personal_data and plan.privacy_note and _may_agree(request, idea)),
        "level": impact.levels()[level] if level else None,
        "stale": is_stale(plan, score),
    }
    return render(request, "innovation/plan.html", context)


@signed_in
def edit(request: PersonRequest, pk: int, part: str) -> HttpResponse:
    """One part of the plan on one page."""
    idea = _idea(Idea.objects.writable_by(request.user), pk)
    plan = get_object_or_404(Plan, idea=idea)
    if part not in planning.PART_OF:
        raise Http404
    chosen = planning.PART_OF[part]
    said = request.POST.get("version", "")
    version = int(said) if said.isdecimal() and len(said) < 10 else None
    form = part_form(chosen)(request.POST or None, instance=plan)
    form.fields["version"] = forms.IntegerField(
        widget=forms.HiddenInput, required=False, initial=plan.version
    )
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in chosen.fields}
        # The form has already put its values on its instance; the action wants the stored one.
        stored = Plan.objects.select_related("idea__owner", "changed_by").get(pk=plan.pk)
        try:
            change_plan(stored, values, by=request.user, version=version)
        except PlanMovedOn as moved:
            # Nothing typed is lost: it stands in the form, and the next press is meant.
            form.add_error(None, str(moved))
            form.data = {**request.POST.dict(), "version": str(stored.version)}
        else:
            messages.success(request, _("Bagian rencana telah disimpan."))
            return redirect("innovation:plan", pk=pk)
    context = {
        "title": chosen.title,
        "lead": _(
            "Boleh disimpan sebelum lengkap. Gerbang uji coba menyebut apa yang masih kurang."
        ),
        "idea": idea,
        "form": form,
        "submit": _("Simpan bagian ini"),
        "back": plan.get_absolute_url(),
        "draft": f"rencana-{idea.pk}-{chosen.key}",
    }
    return render(request, "innovation/form.html", context)


@signed_in
def privacy(request: PersonRequest, pk: int) -> HttpResponse:
    """What the plan says about personal data, and the agreement of the privacy officer."""
    idea = _idea(Idea.objects.inside(request.user), pk)
    plan = get_object_or_404(Plan.objects.select_related("idea"), idea=idea)
    may_agree = _may_agree(request, idea)
    form = PrivacyForm(request.POST or None)
    if request.method == "POST":
        if not may_agree:
            raise Http404
        if form.is_valid():
            agree_privacy(plan, note=form.cleaned_data["note"], by=request.user)
            messages.success(request, _("Persetujuan telah dicatat."))
            return redirect(plan)
    agreements = PrivacyAgreement.objects.filter(plan=plan).select_related("agreed_by")
    context = {
        "idea": idea,
        "plan": plan,
        "form": form,
        "may_agree": may_agree and bool(plan.personal_data and plan.privacy_note),
        "may_write": Idea.objects.writable_by(request.user).filter(pk=idea.pk).exists(),
        "agreements": agreements,
        "current": plan.privacy_fingerprint,
    }
    return render(request, "innovation/privacy.html", context)


def _may_agree(request: PersonRequest, idea: Idea) -> bool:
    # Until the city appoints its own officer for personal data the risk officers do this.
    theirs = Idea.objects.decidable_by(request.user, Role.RISK_OFFICER)
    return theirs.filter(pk=idea.pk).exists() and request.user.pk != idea.owner_id


def _task(plan: Plan, part: planning.Part, level: int, *, may_write: bool) -> dict[str, object]:
    missing = planning.missing_in(plan, part, level)
    if not missing:
        tone, label, note = "good", _("Lengkap"), ""
    elif len(missing) == len(planning.needed_in(part, level)):
        tone, label, note = "", _("Belum diisi"), ""
    else:
        tone, label = (
            "wait",
            ngettext("%(n)s isian kurang", "%(n)s isian kurang", len(missing))
            % {"n": len(missing)},
        )
        note = ", ".join(planning.label(name) for name in missing)
    url = reverse("innovation:plan_part", args=[plan.idea_id, part.key]) if may_write else ""
    return {"title": part.title, "tone": tone, "label": label, "note": note, "url": url}


def _answers(plan: Plan, part: planning.Part) -> list[tuple[str, str]]:
    return [(planning.label(name), said) for name in part.fields if (said := _said(plan, name))]


def _said(plan: Plan, name: str) -> str:
    value = getattr(plan, name)
    if name == "legal_basis":
        return str(plan.get_legal_basis_display())
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, int):
        return rupiah(value)
    return date_id(value) if isinstance(value, date) else str(value)


def _idea(ideas: IdeaQuerySet, pk: int) -> Idea:
    idea: Idea = get_object_or_404(ideas.select_related("owner", "agency", "register"), pk=pk)
    return idea
