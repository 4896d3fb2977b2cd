"""Whether a use may serve in this moment, why not, and how long the answer holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sinau.innovation.gate import PILOT, reasons_of
from sinau.innovation.gathering import findings_of
from sinau.innovation.models import Idea, Stage
from sinau.kernel.clock import WIB, now, today

# How long a service may go by an answer without asking again.
HOLDS = dt.timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Serving:
    """What a running service is told."""

    may_serve: bool
    reasons: tuple[str, ...]
    valid_until: dt.datetime


def serving_of(idea: Idea) -> Serving:
    """Open only while it is in use, nobody closed the gate, and nothing stands against it today."""
    reasons: list[str] = []
    until = now() + HOLDS
    if not idea.is_in_use:
        reasons.append(
            _("Layanan ini tidak sedang dipakai: %(stage)s.") % {"stage": idea.get_stage_display()}
        )
        return Serving(may_serve=False, reasons=tuple(reasons), valid_until=until)
    if idea.stage == Stage.PILOT:
        pilot = idea.pilots.filter(is_open=True).first()
        if pilot is None or pilot.ends_on < today():
            reasons.append(_("Masa uji coba sudah lewat."))
        else:
            over = dt.datetime.combine(pilot.ends_on + dt.timedelta(days=1), dt.time(), WIB)
            until = min(until, over)
    findings = findings_of(idea, PILOT)
    reasons += [reason.text for reason in reasons_of(findings)]
    closure = idea.gate_closures.filter(opened_at=None).first()
    if closure is not None:
        reasons = list(dict.fromkeys([*reasons, *closure.reasons]))
        reasons.append(_("Gerbang ditutup dan belum dibuka kembali oleh orang yang berwenang."))
    for finding in findings:
        if finding.waiver is not None and finding.reasons:
            day = finding.waiver.ends_on + dt.timedelta(days=1)
            until = min(until, dt.datetime.combine(day, dt.time(), WIB))
    return Serving(may_serve=not reasons, reasons=tuple(reasons), valid_until=until)
