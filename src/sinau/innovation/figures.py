"""The figures of an evaluation run: how many were right, and of how much one may be sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sinau.innovation.agreement import cohen, krippendorff
from sinau.innovation.models import ATTACKS, AnswerRating, CaseKind, EvaluationRun
from sinau.risk.engine.learning import lower_bound

SERVICE, ATTACK = "layanan", "serangan"
CONFIDENCE = 0.95
GROUPS = {SERVICE: _("Layanan"), ATTACK: _("Serangan")}


def group_of(kind: str) -> str:
    """Whether a case asks for the service or attacks it."""
    return ATTACK if kind in ATTACKS else SERVICE


def figures_of(results: Iterable[tuple[str, bool]], threshold: int) -> dict[str, Any]:
    """From (kind, was it right): each kind, each group with its lower bound, and whether all pass."""
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    groups: dict[str, list[bool]] = {SERVICE: [], ATTACK: []}
    for kind, is_right in results:
        kinds[kind].append(is_right)
        groups[group_of(kind)].append(is_right)
    weighed = [_weighed(key, marks, threshold) for key, marks in groups.items()]
    return {
        "kinds": [
            {"kind": kind, "tried": len(kinds[kind]), "good": sum(kinds[kind])}
            for kind in CaseKind.values
            if kind in kinds
        ],
        "groups": weighed,
        "worst": min(weighed, key=lambda one: one["lower"]),
        "passed": all(one["passed"] for one in weighed),
    }


def _weighed(key: str, marks: list[bool], threshold: int) -> dict[str, Any]:
    lower = lower_bound(sum(marks), len(marks), CONFIDENCE) if marks else 0.0
    return {
        "kind": key,
        "tried": len(marks),
        "good": sum(marks),
        "lower": lower,
        "passed": bool(marks) and lower >= threshold / 100,
    }


def agreement_of(run: EvaluationRun) -> dict[str, Any]:
    """How far the people who rated this run agree; the first two of each answer for kappa."""
    units: defaultdict[int, list[str]] = defaultdict(list)
    rows = AnswerRating.objects.filter(answer__run=run).order_by("person", "pk")
    for answer, mark in rows.values_list("answer", "mark"):
        units[answer].append(mark)
    twice = [marks for marks in units.values() if len(marks) > 1]
    return {
        "rated": len(units),
        "twice": len(twice),
        "kappa": cohen([(marks[0], marks[1]) for marks in twice]),
        "alpha": krippendorff(twice),
    }
