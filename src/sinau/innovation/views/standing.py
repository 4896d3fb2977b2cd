"""How an idea stands, in words that the pages share."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sinau.innovation.gate import LIVE, MONITORED, PILOT
from sinau.innovation.models import Idea, Stage
from sinau.innovation.models.ideas import OPEN_TO_ALL

TONES: dict[str, str] = {
    Stage.DRAFT: "",
    Stage.PROPOSED: "info",
    Stage.PLAN: "info",
    Stage.PILOT: "wait",
    Stage.ENDED: "wait",
    Stage.LIVE: "good",
    Stage.MONITORED: "good",
    Stage.STOPPED: "bad",
    Stage.RETIRED: "",
    Stage.DECLINED: "",
    Stage.MERGED: "",
}
_STEP: dict[str, int] = {
    Stage.DRAFT: 1,
    Stage.PROPOSED: 2,
    Stage.PLAN: 3,
    Stage.PILOT: 4,
    Stage.ENDED: 4,
    Stage.LIVE: 6,
    Stage.MONITORED: 7,
    Stage.STOPPED: 7,
    Stage.RETIRED: 7,
    Stage.DECLINED: 3,
    Stage.MERGED: 3,
}


def steps_of(idea: Idea) -> dict[str, Any]:
    """The way of an idea, and how far this one has come."""
    items = [
        _("Draf"),
        _("Diajukan"),
        _("Rencana dan risiko"),
        _("Uji coba"),
        _("Diterapkan"),
        _("Dipantau"),
    ]
    return {"items": items, "current": _STEP[idea.stage]}


def gate_of(idea: Idea) -> str:
    """The gate that lies before an idea next; a running one stands under the one it came through."""
    if idea.stage in (Stage.PILOT, Stage.ENDED):
        return LIVE
    if idea.stage in OPEN_TO_ALL:
        return MONITORED
    return PILOT
