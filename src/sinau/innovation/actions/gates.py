"""Ask the gate, refuse with every reason, and close it under what is already running."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.innovation.events import GateClosed, GateRefused, GateReopened
from sinau.innovation.gate import LIVE, PILOT, Finding, reasons_of
from sinau.innovation.gathering import findings_of
from sinau.innovation.models import GateClosure, Idea
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person


class GateShut(Refused):
    """The gate says no, with every reason."""


def pass_gate(idea: Idea, gate: str, *, by: Person) -> list[Finding]:
    """The findings of an open gate; a closed one writes down the attempt and refuses."""
    findings = findings_of(idea, gate)
    reasons = [reason.text for reason in reasons_of(findings)]
    if not reasons:
        return findings
    names = {PILOT: _("uji coba"), LIVE: _("penerapan")}
    with transaction.atomic():
        announce(
            GateRefused(
                idea_id=idea.pk,
                title=idea.title,
                gate=gate,
                gate_name=names[gate],
                count=len(reasons),
                reasons=tuple(reasons),
                owner_id=idea.owner_id,
            ),
            by=by,
        )
    raise GateShut(
        _("Gerbang %(gate)s untuk %(title)s masih tertutup. Ini semua alasannya:")
        % {"gate": names[gate], "title": idea.title},
        reasons=reasons,
        back=idea.get_absolute_url() + "gerbang/",
    )


def kept(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings as they are kept with a pilot or a launch."""
    return [
        {"key": finding.criterion.key, "title": finding.criterion.title, "met": finding.is_met}
        for finding in findings
    ]


@transaction.atomic
def reconsider_gate(idea: Idea) -> GateClosure | None:
    """Under a running use the gate is closed exactly while there is a reason; asked again the same.

    Gives the closure that stands, if any.
    """
    standing = idea.gate_closures.filter(opened_at=None).first()
    if not idea.is_in_use:
        _open(idea, standing, is_told=False)
        return None
    reasons = [reason.text for reason in reasons_of(findings_of(idea, PILOT))]
    if not reasons:
        _open(idea, standing, is_told=True)
        return None
    if standing is None:
        return _close(idea, reasons)
    if standing.reasons != reasons:
        standing.reasons = reasons
        standing.save(update_fields=["reasons"])
    return standing


def _close(idea: Idea, reasons: list[str]) -> GateClosure:
    closure = GateClosure.objects.create(idea=idea, reasons=reasons, closed_at=now())
    idea.gate_closed_at = closure.closed_at
    idea.save(update_fields=["gate_closed_at"])
    announce(
        GateClosed(
            idea_id=idea.pk,
            title=idea.title,
            first_reason=reasons[0],
            reasons=tuple(reasons),
            owner_id=idea.owner_id,
        ),
        by=None,
    )
    return closure


def _open(idea: Idea, closure: GateClosure | None, *, is_told: bool) -> None:
    if closure is None:
        return
    closure.opened_at = now()
    closure.save(update_fields=["opened_at"])
    idea.gate_closed_at = None
    idea.save(update_fields=["gate_closed_at"])
    if is_told:
        announce(GateReopened(idea_id=idea.pk, title=idea.title, owner_id=idea.owner_id), by=None)
