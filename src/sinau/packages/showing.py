"""A package as its page shows it: groups and units in order, each with one's own state in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from sinau.packages.models import Package, Registration, Unit, UnitState

ROWS_AT_MOST = 500


@dataclass(frozen=True)
class Words:
    """A state as a word with its tone."""

    label: str
    tone: str = ""


@dataclass(frozen=True)
class Row:
    """A heading of a group, or a unit that can be launched."""

    title: str
    depth: int
    unit: Unit | None = None
    state: Words | None = None
    is_begun: bool = False


def outline(package: Package, units: list[Unit], registration: Registration | None) -> list[Row]:
    """The structure from top to bottom."""
    states = {state.unit_id: state for state in registration.states.all()} if registration else {}
    begun = set(registration.sessions.values_list("unit_id", flat=True)) if registration else set()
    rows: list[Row] = []

    def walk(node: dict[str, Any], depth: int) -> None:
        for child in node.get("children", []):
            if len(rows) >= ROWS_AT_MOST:
                return
            if "unit" in child:
                unit = units[child["unit"]]
                is_begun = unit.pk in begun
                words = state_words(states.get(unit.pk), is_begun=is_begun)
                rows.append(Row(unit.title, depth, unit, words, is_begun))
            else:
                rows.append(Row(child.get("title") or "–", depth))
                walk(child, depth + 1)

    walk(package.tree, 0)
    return rows


def state_words(state: UnitState | None, *, is_begun: bool = False) -> Words:
    """How far somebody is in a unit, in a word."""
    if state is not None:
        if state.waived_at:
            return Words(_("Dibebaskan"), "info")
        if state.satisfied_at and (state.completed_at or state.passed_at):
            return Words(_("Tuntas"), "good")
        if state.passed_at:
            return Words(_("Lulus"), "good")
        if state.failed_at:
            return Words(_("Belum lulus"), "wait")
        if state.completed_at:
            return Words(_("Selesai"), "good")
    return Words(_("Sedang dipelajari"), "info") if is_begun else Words(_("Belum dibuka"))
