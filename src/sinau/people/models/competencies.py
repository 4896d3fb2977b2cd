"""How well an employee masters the competencies of the standard (PermenPANRB 38/2017)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.people.models.persons import Person

RULES = Path(__file__).parents[1] / "rules" / "competencies.toml"


@dataclass(frozen=True)
class Competency:
    """One competency of the standard."""

    key: str
    name: str
    group: str
    verified: bool


@dataclass(frozen=True)
class Standard:
    """The list of competencies and of levels, with the regulation they come from."""

    regulation: str
    source: str
    verified: bool
    levels_verified: bool
    competencies: tuple[Competency, ...]
    levels: dict[int, str]

    def name_of(self, key: str) -> str:
        """The name of a competency; its key when it is no longer on the list."""
        return next((one.name for one in self.competencies if one.key == key), key)


@cache
def standard() -> Standard:
    """The competency standard in force, from data."""
    data = tomllib.loads(RULES.read_text())
    return Standard(
        regulation=data["regulation"],
        source=data["source"],
        verified=data["verified"],
        levels_verified=data["levels"]["verified"],
        competencies=tuple(Competency(**row) for row in data["competency"]),
        levels={int(level): word for level, word in data["levels"]["words"].items()},
    )


class CompetencyLevel(models.Model):
    """That a person was found to master a competency at a level on a day; the latest counts."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="competency_levels")
    competency = models.CharField(_("kompetensi"), max_length=40)
    level = models.PositiveSmallIntegerField(
        _("tingkat"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    assessed_on = models.DateField(_("dinilai pada"))
    assessed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("penilai")
    )

    class Meta:
        ordering = ["competency", "-assessed_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "competency", "assessed_on"],
                name="one_level_per_competency_and_day",
            ),
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=5), name="competency_level_is_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.name} {self.level}"

    @property
    def name(self) -> str:
        """What the competency is called."""
        return standard().name_of(self.competency)

    @property
    def word(self) -> str:
        """The level in a word."""
        return standard().levels.get(self.level, "")
