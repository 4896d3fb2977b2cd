"""The gate: each criterion, met or not, with every reason and where it is cured."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.innovation import impact
from sinau.innovation.actions import reopen_gate
from sinau.innovation.actions.gates import NAMES, rules
from sinau.innovation.gate import LIVE, PILOT
from sinau.innovation.gathering import address_of, findings_of
from sinau.innovation.models import Idea, Plan, Stage
from sinau.innovation.models.ideas import OPEN_TO_ALL, IdeaQuerySet
from sinau.innovation.sealing import latest_score
from sinau.innovation.views.standing import gate_of
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What the next gate says today. Those inside may read it, whatever it says."""
    ideas = Idea.objects.inside(request.user).select_related("owner", "agency", "register")
    idea = get_object_or_404(ideas, pk=pk)
    gate = gate_of(idea)
    score = latest_score(Plan.objects.filter(idea=idea).first())
    closure = idea.gate_closures.filter(opened_at=None).first()
    findings = findings_of(idea, gate)
    may_write = Idea.objects.writable_by(request.user).filter(pk=pk).exists()
    is_head = Idea.objects.decidable_by(request.user, Role.HEAD).filter(pk=pk).exists()
    criteria = [
        {
            "criterion": finding.criterion,
            "is_met": finding.is_met,
            "waiver": finding.waiver if finding.reasons else None,
            "reasons": [
                {
                    "text": reason.text,
                    "url": address_of(idea, reason.place, may_write=may_write),
                }
                for reason in finding.reasons
            ],
        }
        for finding in findings
    ]
    context = {
        "idea": idea,
        "gate": gate,
        "gate_name": NAMES[gate],
        "level": impact.levels()[score.level] if score else None,
        "closure": closure,
        "may_reopen": closure is not None and _watched(request).filter(pk=pk).exists(),
        "may_except": any(f.criterion.may_be_excepted and not f.is_met for f in findings),
        "missing": [item for item in criteria if not item["is_met"]],
        "fulfilled": [item for item in criteria if item["is_met"]],
        "is_open": all(finding.is_met for finding in findings),
        "met": sum(finding.is_met for finding in findings),
        "total": len(findings),
        "unsure": any(not finding.criterion.verified for finding in findings),
        "version": rules()[:8],
        "may_start": is_head
        and idea.owner_id != request.user.pk
        and idea.stage in (Stage.PROPOSED, Stage.PLAN, Stage.STOPPED),
        "may_launch": is_head
        and idea.owner_id != request.user.pk
        and idea.stage in (Stage.PILOT, Stage.ENDED),
        "may_monitor": is_head and idea.owner_id != request.user.pk and idea.stage == Stage.LIVE,
        "may_retire": is_head
        and idea.owner_id != request.user.pk
        and idea.stage in (*OPEN_TO_ALL, Stage.STOPPED),
        "is_pilot_gate": gate == PILOT,
        "is_live_gate": gate == LIVE,
        "is_monitored": idea.stage == Stage.MONITORED,
    }
    return render(request, "innovation/gate.html", context)


@signed_in
@require_POST
def reopen(request: PersonRequest, pk: int) -> HttpResponse:
    """Open a closed gate again, when nothing stands against it any more."""
    ideas = _watched(request).select_related("owner", "agency", "register")
    idea = get_object_or_404(ideas, pk=pk)
    reopen_gate(idea, by=request.user)
    messages.success(request, _("Gerbang telah dibuka kembali."))
    return redirect("innovation:gate", pk=pk)


def _watched(request: PersonRequest) -> IdeaQuerySet:
    """Ideas over whose leading agency the person is head or risk officer."""
    person = request.user
    heads = Idea.objects.decidable_by(person, Role.HEAD).values("pk")
    officers = Idea.objects.decidable_by(person, Role.RISK_OFFICER).values("pk")
    return Idea.objects.inside(person).filter(Q(pk__in=heads) | Q(pk__in=officers))
