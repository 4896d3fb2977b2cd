"""Ask the gate, refuse with every reason, close it under what runs; only people open it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.innovation import impact
from sinau.innovation.actions.refusals import GateShut, locked, written_down
from sinau.innovation.events import GateClosed, GateReopened
from sinau.innovation.gate import (
    LIVE,
    MONITORED,
    PILOT,
    RETIRED,
    Finding,
    fingerprint,
    reasons_of,
)
from sinau.innovation.gathering import findings_of
from sinau.innovation.models import GateClosure, Idea
from sinau.innovation.seats import writers_of
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person

__all__ = ["GateShut", "OwnWork", "kept", "pass_gate", "reconsider_gate", "reopen_gate", "rules"]

NAMES = {
    PILOT: gettext_lazy("uji coba"),
    LIVE: gettext_lazy("penerapan"),
    MONITORED: gettext_lazy("pemantauan"),
    RETIRED: gettext_lazy("pengakhiran"),
}


class OwnWork(Refused):
    """Nobody opens the gate for what they own or wrote."""


def pass_gate(idea: Idea, gate: str) -> list[Finding]:
    """The findings of an open gate; a closed one refuses with every reason."""
    findings = findings_of(idea, gate)
    reasons = [reason.text for reason in reasons_of(findings)]
    if not reasons:
        return findings
    shut = GateShut(
        _("Gerbang %(gate)s untuk %(title)s masih tertutup. Ini semua alasannya:")
        % {"gate": NAMES[gate], "title": idea.title},
        reasons=reasons,
        back=idea.get_absolute_url() + "gerbang/",
    )
    shut.gate, shut.gate_name = gate, str(NAMES[gate])
    raise shut


def kept(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings as they are kept with a pilot or a launch."""
    return [
        {
            "key": finding.criterion.key,
            "title": finding.criterion.title,
            "met": finding.is_met,
            "excepted": finding.waiver.ends_on.isoformat() if finding.waiver else "",
        }
        for finding in findings
    ]


def rules() -> str:
    """Which version of criteria, questions and levels decided; as long as one hash."""
    return fingerprint()[:32] + impact.fingerprint()[:32]


@transaction.atomic
def reconsider_gate(idea: Idea) -> GateClosure | None:
    """Under a running use the gate closes as soon as there is a reason; asked again the same.

    It never opens by itself: that is a decision of people. Gives the closure that stands, if any.
    """
    standing = idea.gate_closures.filter(opened_at=None).first()
    if not idea.is_in_use:
        if standing is not None:
            _open(idea, standing, by=None)
        return None
    reasons = [reason.text for reason in reasons_of(findings_of(idea, PILOT))]
    if standing is None:
        return _close(idea, reasons) if reasons else None
    if reasons and standing.reasons != reasons:
        standing.reasons = reasons
        standing.save(update_fields=["reasons"])
    return standing


@written_down(gettext_lazy("membuka gerbang kembali"))
def reopen_gate(idea: Idea, *, by: Person) -> None:
    """A closed gate is open again, because every reason is cured and somebody else looked; else no.

    An open one stays open.
    """
    locked(idea)
    if by.pk == idea.owner_id or by.pk in writers_of(idea):
        raise OwnWork(
            _("Anda pemilik gagasan ini atau menulis rencananya. Orang lain yang membuka gerbang."),
            back=idea.get_absolute_url() + "gerbang/",
        )
    standing = idea.gate_closures.filter(opened_at=None).first()
    if standing is None:
        return
    pass_gate(idea, PILOT)
    _open(idea, standing, by=by)
    announce(GateReopened(idea_id=idea.pk, title=idea.title, owner_id=idea.owner_id), by=by)


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


def _open(idea: Idea, closure: GateClosure, *, by: Person | None) -> None:
    closure.opened_at, closure.opened_by = now(), by
    closure.save(update_fields=["opened_at", "opened_by"])
    idea.gate_closed_at = None
    idea.save(update_fields=["gate_closed_at"])
