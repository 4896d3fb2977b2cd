"""Write, publish and withdraw paths. People walk the published version while the next is written."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Count, F, Max, Q, Sum
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.walking import recount_walkers
from sinau.university.events import PathPublished, PathWithdrawn, PathWritten
from sinau.university.models import Course, Path, PathStep, PathVersion, Prerequisite


class PathNotReady(Refused):
    """A path is opened when it has steps that can be walked."""


class RoundAbout(Refused):
    """Two courses cannot each come before the other."""


@transaction.atomic
def write_path(path: Path, *, by: Person) -> Path:
    """Keep what a path says of itself; a new one gets its address, its owner and an empty draft."""
    path.updated_at = now()
    is_new = path.pk is None
    if is_new:
        path.created_at, path.owner = path.updated_at, by
        path.slug = path.slug or _free_slug(path.title)
    path.save()
    if is_new:
        PathVersion.objects.create(path=path, number=1)
    _tell(path, gettext_noop("jalur"), path.title, by)
    return path


def _free_slug(title: str) -> str:
    stem = slugify(title)[:70] or "jalur"
    taken = set(Path.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def begin_draft(path: Path) -> PathVersion:
    """The version that is being written; begun as a copy of the current one when there is none."""
    path = Path.objects.select_for_update().get(pk=path.pk)
    standing = path.versions.filter(published_at=None).first()
    if standing:
        return standing
    assert path.current is not None
    current = path.current
    draft = PathVersion.objects.create(
        path=path, number=current.number + 1, in_sequence=current.in_sequence
    )
    steps = list(current.steps.all())
    for step in steps:
        step.pk, step.version = None, draft
    PathStep.objects.bulk_create(steps)
    _recount(draft)
    return draft


@transaction.atomic
def write_step(step: PathStep, *, by: Person) -> PathStep:
    """Keep a step of the draft; a new one stands last, under a key that no version has used."""
    path = Path.objects.select_for_update().get(pk=step.version.path_id)
    if step.pk is None:
        last = PathStep.objects.filter(version__path=path).aggregate(n=Max("key"))["n"] or 0
        step.key, step.position = last + 1, step.version.steps.count() + 1
    step.save()
    _recount(step.version)
    _tell(path, gettext_noop("langkah"), step.title, by)
    return step


@transaction.atomic
def remove_step(step: PathStep, *, by: Person) -> None:
    """The draft is without the step, and those after it move up."""
    version, title, position = step.version, step.title, step.position
    step.delete()
    version.steps.filter(position__gt=position).update(position=F("position") - 1)
    _recount(version)
    _tell(version.path, gettext_noop("daftar langkah tanpa"), title, by)


@transaction.atomic
def move_step(step: PathStep, *, up: bool, by: Person) -> None:
    """The step changes places with its neighbour; at the edge nothing happens."""
    other = step.version.steps.filter(position=step.position + (-1 if up else 1)).first()
    if other is None:
        return
    step.position, other.position = other.position, step.position
    PathStep.objects.bulk_update([step, other], ["position"])
    _tell(step.version.path, gettext_noop("urutan langkah"), step.title, by)


@transaction.atomic
def set_order(version: PathVersion, *, in_sequence: bool, by: Person) -> None:
    """The steps of the draft open one after the other, or all at once."""
    if version.in_sequence == in_sequence:
        return
    version.in_sequence = in_sequence
    version.save(update_fields=["in_sequence"])
    _tell(version.path, gettext_noop("aturan urutan"), version.path.title, by)


@transaction.atomic
def publish_path(path: Path, *, by: Person) -> PathVersion:
    """The draft is what everybody walks from now on; what they had done stays done.

    Without a draft a withdrawn path opens again, and an open one stays as it is.
    """
    path = Path.objects.select_for_update().get(pk=path.pk)
    draft = path.versions.filter(published_at=None).first()
    version = draft or path.current
    if version is None or not version.required_count:
        raise PathNotReady(
            _("Jalur ini belum dapat diterbitkan."),
            reasons=[_("Tambahkan sedikitnya satu langkah wajib.")],
        )
    if draft is None and path.withdrawn_at is None:
        return version
    if draft is not None:
        draft.published_at, draft.published_by = now(), by
        draft.save(update_fields=["published_at", "published_by"])
        path.current = draft
    path.withdrawn_at = path.withdrawn_by = None
    path.withdraw_reason, path.updated_at = "", now()
    path.save()
    announce(
        PathPublished(
            path_id=path.pk, title=path.title, version=version.number, steps=version.step_count
        ),
        by=by,
    )
    recount_walkers(path)
    return version


@transaction.atomic
def withdraw_path(path: Path, *, reason: str, by: Person) -> None:
    """Nobody new may join; who walks it may go on. A second time changes nothing."""
    standing = Path.objects.filter(pk=path.pk, withdrawn_at=None).exclude(current=None)
    if not standing.update(withdrawn_at=now(), withdrawn_by=by, withdraw_reason=reason):
        return
    announce(PathWithdrawn(path_id=path.pk, title=path.title, reason=reason), by=by)


def _recount(version: PathVersion) -> None:
    sums: dict[str, Any] = version.steps.aggregate(
        all=Count("pk"), required=Count("pk", filter=Q(required=True)), minutes=Sum("minutes")
    )
    version.step_count, version.required_count = sums["all"], sums["required"]
    version.minutes = sums["minutes"] or 0
    version.save(update_fields=["step_count", "required_count", "minutes"])


def _tell(path: Path, part: str, title: str, by: Person) -> None:
    announce(PathWritten(path_id=path.pk, title=title, part=part), by=by)


# ── courses before courses ──────────────────────────────────────────────────


@transaction.atomic
def ask_before(course: Course, before: Course, *, why: str, by: Person) -> Prerequisite:
    """`before` has to be finished before the course is begun; said again, the reason is the newer."""
    if _leads_to(course, before):
        raise RoundAbout(
            _("“%(title)s” sendiri mensyaratkan kursus ini, jadi tidak dapat menjadi syaratnya.")
            % {"title": before.title}
        )
    found, _is_new = Prerequisite.objects.update_or_create(
        course=course,
        before=before,
        defaults={"why": why},
        create_defaults={"why": why, "added_by": by, "added_at": now()},
    )
    return found


def _leads_to(course: Course, before: Course) -> bool:
    """Whether `before` is the course, or asks for it directly or through others."""
    asked: dict[int, list[int]] = {}
    for one, other in Prerequisite.objects.values_list("course_id", "before_id"):
        asked.setdefault(one, []).append(other)
    todo, seen = [before.pk], set[int]()
    while todo:
        here = todo.pop()
        if here == course.pk:
            return True
        if here not in seen:
            seen.add(here)
            todo += asked.get(here, [])
    return False


@transaction.atomic
def ask_no_more(prerequisite: Prerequisite) -> None:
    """The course can be begun without it; gone already, nothing changes."""
    Prerequisite.objects.filter(pk=prerequisite.pk).delete()
