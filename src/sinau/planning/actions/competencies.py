"""Open frameworks, write competencies, and say what positions need and what teaches it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import JobKind, Person
from sinau.planning.actions.settling import settle
from sinau.planning.events import (
    CompetencyWritten,
    FrameworkOpened,
    RequirementsSet,
    TeachingSaid,
    TeachingTakenBack,
)
from sinau.planning.models import Competency, Framework, LevelWords, Requirement, Teaches
from sinau.planning.rules import read
from sinau.university.models import Course, TrainingClass


class FrameworkHasNoLevels(Refused):
    """A competency says what at least its first level looks like."""


@transaction.atomic
def open_frameworks(*, by: Person) -> int:
    """The frameworks of the data files are in use, with their usual requirements; once."""
    opened = 0
    for row in read("frameworks")["framework"]:
        if not Framework.objects.filter(key=row["key"]).exists():
            _open(row, by)
            opened += 1
    if opened:
        settle()
    return opened


def _open(row: dict[str, object], by: Person) -> None:
    plain = {key: value for key, value in row.items() if key not in ("competency", "scope")}
    framework = Framework.objects.create(**plain)
    rows = row["competency"]
    assert isinstance(rows, list)
    made = Competency.objects.bulk_create(
        Competency(
            framework=framework,
            position=at,
            updated_at=now(),
            **{k: v for k, v in one.items() if k != "levels"},
        )
        for at, one in enumerate(rows, start=1)
    )
    LevelWords.objects.bulk_create(
        LevelWords(competency=competency, level=level, words=words, written_by=by, written_at=now())
        for competency, one in zip(made, rows, strict=True)
        for level, words in enumerate(one["levels"], start=1)
    )
    usual = read("requirements").get(str(row["scope"]), {})
    basis = usual.get("basis", read("requirements")["basis"])
    Requirement.objects.bulk_create(
        Requirement(
            competency=competency,
            job_kind=kind,
            level=usual[kind],
            basis=basis,
            set_by=by,
            set_at=now(),
        )
        for competency in made
        for kind in JobKind.values
        if kind in usual
    )
    announce(
        FrameworkOpened(framework_id=framework.pk, name=framework.name, competencies=len(made)),
        by=by,
    )


@transaction.atomic
def write_competency(
    competency: Competency, levels: Mapping[int, str], *, by: Person
) -> Competency:
    """Keep the competency; a level with other words gets a new version and the former one stays."""
    said = {level: words.strip() for level, words in levels.items() if words.strip()}
    if not said:
        raise FrameworkHasNoLevels(_("Tulis perilaku untuk paling sedikit satu tingkat."))
    competency.updated_at = now()
    competency.save()
    current = {row.level: row for row in competency.levels.filter(replaced_at=None)}
    changed = [n for n, words in said.items() if n not in current or current[n].words != words]
    gone = [level for level in current if level not in said]
    competency.levels.filter(replaced_at=None, level__in=[*changed, *gone]).update(
        replaced_at=now()
    )
    LevelWords.objects.bulk_create(
        LevelWords(
            competency=competency,
            level=level,
            words=said[level],
            version=current[level].version + 1 if level in current else 1,
            written_by=by,
            written_at=now(),
        )
        for level in changed
    )
    announce(
        CompetencyWritten(
            competency_id=competency.pk, name=competency.name, levels=sorted([*changed, *gone])
        ),
        by=by,
    )
    return competency


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The level a position is to need of a competency."""

    competency_id: int
    job_kind: str
    job_title: str
    level: int


@transaction.atomic
def set_requirements(
    wanted: Sequence[Wanted], *, basis: str, by: Person
) -> tuple[list[int], list[int]]:
    """The positions need these levels from now on; the rows made and the rows replaced.

    What is so already stays. Everybody in those positions is settled anew.
    """
    standing = {
        (row.competency_id, row.job_kind, row.job_title): row
        for row in Requirement.objects.in_force().select_for_update()
    }
    # The last word on a position counts.
    by_place = {(one.competency_id, one.job_kind, one.job_title): one for one in wanted}
    changes = [
        one
        for place, one in by_place.items()
        if (standing[place].level if place in standing else None) != one.level
    ]
    if not changes:
        return [], []
    replaced = [
        row.pk
        for one in changes
        if (row := standing.get((one.competency_id, one.job_kind, one.job_title)))
    ]
    Requirement.objects.filter(pk__in=replaced).update(replaced_at=now())
    made = Requirement.objects.bulk_create(
        Requirement(
            competency_id=one.competency_id,
            job_kind=one.job_kind,
            job_title=one.job_title,
            level=one.level,
            basis=basis,
            set_by=by,
            set_at=now(),
        )
        for one in changes
    )
    settle()
    announce(RequirementsSet(count=len(made), basis=basis), by=by)
    return [row.pk for row in made], replaced


@transaction.atomic
def say_it_teaches(
    competency: Competency, thing: Course | TrainingClass, *, level: int, by: Person
) -> Teaches:
    """Who finishes this from now on has shown the level; said again the level is put right."""
    where = {"course": thing} if isinstance(thing, Course) else {"training_class": thing}
    row, is_new = Teaches.objects.get_or_create(
        competency=competency, **where, defaults={"level": level, "said_by": by, "said_at": now()}
    )
    if not is_new and row.level == level:
        return row
    row.level, row.said_by, row.said_at = level, by, now()
    row.save()
    announce(
        TeachingSaid(
            competency_id=competency.pk,
            title=thing.title,
            level=level,
            course_id=row.course_id,
            class_id=row.training_class_id,
        ),
        by=by,
    )
    return row


@transaction.atomic
def take_teaching_back(row: Teaches, *, by: Person) -> None:
    """It does not count as evidence any more; what was found before stays."""
    thing = row.course or row.training_class
    title = thing.title if thing else ""
    row.delete()
    announce(TeachingTakenBack(competency_id=row.competency_id, title=title), by=by)
