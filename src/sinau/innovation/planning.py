"""The parts of a plan, in the order in which one writes them, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinau.innovation import impact
from sinau.innovation.models import Plan


@dataclass(frozen=True, kw_only=True)
class Part:
    """One page of the plan. `needed` must be filled, `more` may be."""

    key: str
    title: Promise
    needed: tuple[str, ...]
    more: tuple[str, ...] = ()
    # Needed where the impact level asks for it; the page offers it always.
    deep: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of the page."""
        return (*self.needed, *self.deep, *self.more)


PARTS: tuple[Part, ...] = (
    Part(
        key="tujuan",
        title=_("Tujuan dan orang yang terkena"),
        needed=("purpose", "people_affected"),
        deep=("notice", "worst_case"),
    ),
    Part(
        key="data",
        title=_("Data"),
        needed=("data_used", "personal_data"),
        more=("legal_basis", "privacy_note"),
    ),
    Part(
        key="manusia",
        title=_("Peran manusia"),
        needed=("human_role",),
        deep=("recourse", "training"),
    ),
    Part(
        key="cadangan",
        title=_("Cara cadangan tanpa AI"),
        needed=("fallback",),
        more=("fallback_tried_on", "fallback_result"),
    ),
    Part(
        key="biaya-jadwal",
        title=_("Biaya dan jadwal"),
        needed=("cost", "starts_on", "ends_on"),
        more=("schedule",),
    ),
    Part(
        key="manfaat",
        title=_("Manfaat yang diukur"),
        needed=("benefit_indicator", "benefit_baseline", "benefit_target"),
    ),
    Part(key="keluar", title=_("Cara berhenti"), needed=("exit",)),
    Part(key="publik", title=_("Cara warga bertanya atau mengadu"), needed=("contact",)),
)
PART_OF = {part.key: part for part in PARTS}


# What is found out while trying; it does not change what was agreed.
TRIED = ("fallback_tried_on", "fallback_result")
CONTENT = tuple(name for part in PARTS for name in part.fields if name not in TRIED)


def needed_in(part: Part, level: int) -> list[str]:
    """The fields of this part that a plan of this impact level needs."""
    asked = impact.levels()[level].fields if level else ()
    return [*part.needed, *(name for name in part.deep if name in asked)]


def missing_in(plan: Plan, part: Part, level: int = 0) -> list[str]:
    """The fields of this part that are still empty, by name."""
    return [name for name in needed_in(part, level) if getattr(plan, name) in (None, "")]


def missing(plan: Plan, level: int = 0) -> list[tuple[Part, str]]:
    """Every empty field with its part, as it is called on the page."""
    return [(part, label(name)) for part in PARTS for name in missing_in(plan, part, level)]


def label(name: str) -> str:
    """What a field is called on the page."""
    return str(Plan._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
