"""The forms of learning one can claim, as the rules in force name them, and their evidence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from sinau.credit.computing import HOUR, STATED
from sinau.credit.models import RuleVersion

FILE = Path(__file__).parent.parent / "rules" / "evidence.toml"


@dataclass(frozen=True)
class Evidence:
    """What somebody shows for one form of learning, and where that is written."""

    text: str
    regulation: str
    verified: bool
    source: str


@cache
def _file() -> dict[str, Evidence]:
    rows = tomllib.loads(FILE.read_text())["evidence"]
    return {
        form: Evidence(row["text"], row["regulation"], row["verified"], row["source"])
        for row in rows
        for form in row["forms"]
    }


def evidence_for(form: str) -> Evidence:
    """What proves this form of learning."""
    return _file().get(form) or _file()["any"]


def rules_in_use() -> list[RuleVersion]:
    """One rule for each form, in the words of the rule in use."""
    rules = RuleVersion.objects.filter(in_use=True).exclude(form__in=[STATED, HOUR])
    known = {rule.form: rule for rule in rules.order_by("label")}
    return sorted(known.values(), key=lambda rule: rule.label)


def choices(rules: Iterable[RuleVersion]) -> list[tuple[object, list[tuple[str, str]]]]:
    """The forms in two groups, classical and not."""
    groups: dict[str, list[tuple[str, str]]] = {"classical": [], "nonclassical": []}
    for rule in rules:
        groups.setdefault(rule.content["route"], []).append((rule.form, rule.label))
    names = {"classical": _("Klasikal"), "nonclassical": _("Nonklasikal"), "any": _("Lainnya")}
    return [(names[route], rows) for route, rows in groups.items() if rows]


def label_of(form: str) -> str:
    """The form in the words of its rule."""
    rule = RuleVersion.objects.filter(form=form).order_by("-in_use", "-first_loaded_at").first()
    return rule.label if rule else form
