"""The forms of learning one can claim, as the rules in use name them, and the evidence they ask for."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.credit.computing import HOUR, STATED
from sinau.credit.models import RuleVersion


def evidence_for(rule: RuleVersion | None) -> str:
    """What proves this form of learning, in the words of its rule."""
    said = rule.content.get("evidence_needed") if rule else ""
    return said or _("Sertifikat atau surat keterangan dari penyelenggara")


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
    names = {
        "classical": gettext_lazy("Klasikal"),
        "nonclassical": gettext_lazy("Nonklasikal"),
        "any": gettext_lazy("Lainnya"),
    }
    return [(names[route], rows) for route, rows in groups.items() if rows]


def label_of(form: str) -> str:
    """The form in the words of its rule."""
    return labels_of([form])[form]


def labels_of(forms: Iterable[str]) -> dict[str, str]:
    """Forms in the words of their rules, of those in use first."""
    labels = {form: form for form in forms}
    rules = RuleVersion.objects.filter(form__in=labels).order_by("in_use", "first_loaded_at")
    return labels | dict(rules.values_list("form", "label"))
