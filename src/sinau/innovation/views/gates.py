"""The gate: each criterion, met or not, with every reason and where it is cured."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from sinau.innovation.gate import LIVE, PILOT, fingerprint
from sinau.innovation.gathering import address_of, findings_of
from sinau.innovation.models import Idea, Stage
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role

AFTER_PILOT = (Stage.PILOT, Stage.ENDED, Stage.LIVE)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What the next gate says today. Those inside may read it, whatever it says."""
    ideas = Idea.objects.inside(request.user).select_related("owner", "agency", "register")
    idea = get_object_or_404(ideas, pk=pk)
    gate = LIVE if idea.stage in AFTER_PILOT else PILOT
    findings = findings_of(idea, gate)
    may_write = Idea.objects.writable_by(request.user).filter(pk=pk).exists()
    is_head = Idea.objects.decidable_by(request.user, Role.HEAD).filter(pk=pk).exists()
    criteria = [
        {
            "criterion": finding.criterion,
            "is_met": finding.is_met,
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
        "is_live_gate": gate == LIVE,
        "missing": [item for item in criteria if not item["is_met"]],
        "fulfilled": [item for item in criteria if item["is_met"]],
        "is_open": all(finding.is_met for finding in findings),
        "met": sum(finding.is_met for finding in findings),
        "total": len(findings),
        "unsure": any(not finding.criterion.verified for finding in findings),
        "version": fingerprint()[:8],
        "may_start": is_head
        and idea.owner_id != request.user.pk
        and idea.stage in (Stage.PROPOSED, Stage.PLAN, Stage.STOPPED),
        "may_launch": is_head
        and idea.owner_id != request.user.pk
        and idea.stage in (Stage.PILOT, Stage.ENDED),
    }
    return render(request, "innovation/gate.html", context)
