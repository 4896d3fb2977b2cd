"""The entry of a use in the public register: which fields it has, and what stands in each."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from sinau.innovation.models import EntryVersion, Idea, Plan, UseEntry
from sinau.innovation.sealing import latest_score
from sinau.kernel.clock import WIB
from sinau.kernel.words import date_id

RULES = Path(__file__).with_name("rules") / "record.toml"
TEAM, AUTO = "team", "auto"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of the register, as the rule file states it."""

    key: str
    group: str
    title: str
    origin: str
    help: str = ""
    always: bool = False
    needed: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """What stands in a field today, and whether everybody may read it."""

    field: Field
    text: str
    is_hidden: bool

    @property
    def is_missing(self) -> bool:
        """Needed and still empty."""
        return self.field.needed and not self.text


@cache
def rule_file() -> dict[str, Any]:
    """The rule file."""
    return tomllib.loads(RULES.read_text())


@cache
def fields() -> tuple[Field, ...]:
    """Every field in the order of the page."""
    return tuple(Field(**row) for row in rule_file()["field"])


def lines_of(plan: Plan, entry: UseEntry | None) -> list[Line]:
    """Every field with what the plan and the team say now."""
    said: Mapping[str, str] = entry.said if entry else {}
    hidden = set(entry.hidden) if entry else set()
    return [
        Line(
            field=field,
            text=_text(field, plan, said).strip(),
            is_hidden=not field.always and field.key in hidden,
        )
        for field in fields()
    ]


def _text(field: Field, plan: Plan, said: Mapping[str, str]) -> str:
    if field.origin.startswith("plan."):
        return str(getattr(plan, field.origin.removeprefix("plan.")) or "")
    if field.origin == AUTO:
        return COUNTED[field.key](plan)
    return str(said.get(field.key, ""))


def _benefit(plan: Plan) -> str:
    if not plan.benefit_indicator:
        return ""
    words = {
        "what": plan.benefit_indicator,
        "before": plan.benefit_baseline,
        "after": plan.benefit_target,
    }
    return _("%(what)s. Sebelumnya: %(before)s. Sasaran: %(after)s.") % words


def _personal_data(plan: Plan) -> str:
    if plan.personal_data is None:
        return ""
    if not plan.personal_data:
        return _("Tidak, data pribadi tidak dipakai.")
    basis = plan.get_legal_basis_display()
    if not basis:
        return _("Ya, data pribadi dipakai.")
    return _("Ya, data pribadi dipakai. Dasar pemrosesannya: %(basis)s.") % {"basis": basis.lower()}


def _impact(plan: Plan) -> str:
    score = latest_score(plan)
    if score is None:
        return ""
    words = {"level": score.level, "day": date_id(score.finished_at.astimezone(WIB).date())}
    return _("Tingkat %(level)s dari 4, dinilai %(day)s.") % words


COUNTED: dict[str, Callable[[Plan], str]] = {
    "manfaat": _benefit,
    "data-pribadi": _personal_data,
    "dampak": _impact,
}


def content_of(lines: Sequence[Line]) -> list[dict[str, str]]:
    """What would be published: filled fields that are not kept back, as plain words."""
    return [
        {
            "key": line.field.key,
            "group": line.field.group,
            "title": line.field.title,
            "text": line.text,
        }
        for line in lines
        if line.text and not line.is_hidden
    ]


def first_day(plan: Plan) -> list[dict[str, str]]:
    """What everybody reads from the first day of a trial, before an entry is approved."""
    return content_of([line for line in lines_of(plan, None) if line.field.always])


def fingerprint_of(content: Sequence[Mapping[str, str]]) -> str:
    """The same words give the same."""
    said = json.dumps(list(content), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def grouped(content: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """The fields below the heading of their group, in order."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in content:
        groups.setdefault(row["group"], []).append((row["title"], row["text"]))
    return [{"title": title, "items": items} for title, items in groups.items()]


def completeness(content: Sequence[Mapping[str, str]]) -> tuple[int, int]:
    """How many of all fields everybody can read."""
    keys = {row["key"] for row in content}
    return len(keys & {field.key for field in fields()}), len(fields())


def approved(idea: Idea) -> EntryVersion | None:
    """The version that everybody reads now."""
    versions = idea.entry_versions.filter(decision__is_approved=True)
    return versions.select_related("decision").first()
