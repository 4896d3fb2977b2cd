"""Walk a path: join it, reach its stations, and be done when all required ones are reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import WIB, now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.certificates import issue
from sinau.university.events import PathCompleted, StepConfirmed
from sinau.university.models import (
    Completion,
    Path,
    PathEnrolment,
    PathStep,
    StepDone,
    StepKind,
)
from sinau.university.programmes import classes_of


class PathNotOpen(Refused):
    """Only an open path can be joined."""


class StepLocked(Refused):
    """In a path that goes one step after the other, the earlier ones come first."""


class WrongAnswer(Refused):
    """The question about the reading was not answered right; one may read again and try again."""


@transaction.atomic
def join_path(path: Path, person: Person) -> PathEnrolment:
    """The person walks the path, and what they finished before counts; a second time changes nothing."""
    standing = PathEnrolment.objects.filter(path=path, person=person).first()
    if standing:
        return standing
    if not path.is_open:
        raise PathNotOpen(_("Jalur ini tidak dibuka untuk peserta baru."))
    enrolment, is_new = PathEnrolment.objects.get_or_create(
        path=path, person=person, defaults={"enrolled_at": now(), "last_seen_at": now()}
    )
    if is_new:
        Path.objects.filter(pk=path.pk).update(enrolment_count=F("enrolment_count") + 1)
        _catch_up(enrolment, cache(classes_of))
        _settle(enrolment)
    return enrolment


def steps_of(path: Path) -> list[PathStep]:
    """The stations that learners see now."""
    if path.current_id is None:
        return []
    steps = PathStep.objects.filter(version=path.current_id)
    return list(steps.select_related("course", "training_class"))


def locked_keys(steps: list[PathStep], done: set[int], *, in_sequence: bool) -> set[int]:
    """Which stations are not open yet: those behind a required one that is not reached."""
    if not in_sequence:
        return set()
    first = next((s.position for s in steps if s.required and s.key not in done), None)
    if first is None:
        return set()
    return {step.key for step in steps if step.position > first and step.key not in done}


@transaction.atomic
def pass_reading(enrolment: PathEnrolment, step: PathStep, *, is_right: bool) -> None:
    """The question about the reading was answered; right, the station is reached, once."""
    enrolment = PathEnrolment.objects.select_for_update().get(pk=enrolment.pk)
    done = set(enrolment.done.values_list("key", flat=True))
    path = enrolment.path
    assert path.current is not None
    if step.key in locked_keys(steps_of(path), done, in_sequence=path.current.in_sequence):
        raise StepLocked(_("Selesaikan langkah sebelumnya dahulu."), back=path.get_absolute_url())
    if not is_right:
        raise WrongAnswer(_("Jawaban ini belum tepat. Baca lagi bagiannya, lalu coba sekali lagi."))
    _reach(enrolment, [step.key])
    _settle(enrolment)


@transaction.atomic
def confirm_step(enrolment: PathEnrolment, step: PathStep, *, by: Person, words: str) -> None:
    """An officer vouches in words that the station was reached; a second time changes nothing."""
    enrolment = PathEnrolment.objects.select_for_update().get(pk=enrolment.pk)
    _done, is_new = StepDone.objects.get_or_create(
        enrolment=enrolment,
        key=step.key,
        defaults={"done_at": now(), "confirmed_by": by, "words": words},
    )
    if not is_new:
        return
    announce(
        StepConfirmed(
            path_id=enrolment.path_id,
            person_id=enrolment.person_id,
            name=enrolment.person.name,
            title=enrolment.path.title,
            step=step.title,
            words=words,
        ),
        by=by,
    )
    _settle(enrolment)


@transaction.atomic
def follow(person_id: int, *, completion: Completion | None = None, noun: str = "") -> None:
    """What somebody has learnt or done reaches the stations that ask for it, on every path they walk."""
    walking = PathEnrolment.objects.select_for_update(of=("self",)).select_related("path__current")
    classes = cache(classes_of)
    for enrolment in walking.filter(person=person_id, path__current__isnull=False):
        keys = [
            step.key
            for step in steps_of(enrolment.path)
            if (completion is not None and _asks_for(step, completion, classes))
            or (noun and step.kind == StepKind.ACTIVITY and step.address == noun)
        ]
        if keys:
            _reach(enrolment, keys)
            _settle(enrolment)


def recount_walkers(path: Path) -> None:
    """After a new version: count for everybody on the way what of it they have done."""
    walking = PathEnrolment.objects.select_for_update().filter(path=path, completed_at=None)
    classes = cache(classes_of)
    for enrolment in walking:
        _catch_up(enrolment, classes)
        _settle(enrolment)


# The classes of a programme by its address; each is looked up once, and only if a class was finished.
_Classes = Callable[[str], set[int]]


def _asks_for(step: PathStep, completion: Completion, classes: _Classes) -> bool:
    if step.kind == StepKind.COURSE:
        return step.course_id is not None and step.course_id == completion.course_id
    if step.kind != StepKind.CLASS or completion.training_class is None:
        return False
    if step.training_class_id is not None:
        return step.training_class_id == completion.training_class_id
    if step.address:
        return completion.training_class_id in classes(step.address)
    return step.competence.casefold() == completion.training_class.competence.casefold()


def _catch_up(enrolment: PathEnrolment, classes: _Classes) -> None:
    """Stations whose course or class was finished before."""
    finished = list(
        Completion.objects.filter(person=enrolment.person_id, path=None).select_related(
            "training_class"
        )
    )
    steps = steps_of(enrolment.path)
    _reach(
        enrolment,
        [s.key for s in steps if any(_asks_for(s, each, classes) for each in finished)],
    )


def _reach(enrolment: PathEnrolment, keys: Iterable[int]) -> None:
    StepDone.objects.bulk_create(
        [StepDone(enrolment=enrolment, key=key, done_at=now()) for key in keys],
        ignore_conflicts=True,
    )


def _settle(enrolment: PathEnrolment) -> None:
    """Keep the counters, and complete the path when its last required station is reached."""
    if enrolment.completed_at is not None:
        return
    steps = steps_of(enrolment.path)
    required = {step.key for step in steps if step.required}
    done = set(StepDone.objects.filter(enrolment=enrolment).values_list("key", flat=True))
    enrolment.steps_done, enrolment.steps_total = len(required & done), len(required)
    enrolment.last_seen_at = now()
    if required and required <= done:
        enrolment.completed_at = now()
    enrolment.save(update_fields=["steps_done", "steps_total", "last_seen_at", "completed_at"])
    if enrolment.completed_at is not None:
        _complete(enrolment, steps)


def _complete(enrolment: PathEnrolment, steps: list[PathStep]) -> None:
    path, person = enrolment.path, enrolment.person
    completion = Completion.objects.create(
        person=person,
        path=path,
        title=path.title,
        organiser=path.agency.name,
        minutes=sum(step.minutes for step in steps if step.required),
        stated_jp=None,
        started_on=enrolment.enrolled_at.astimezone(WIB).date(),
        ended_on=today(),
        completed_at=now(),
    )
    Path.objects.filter(pk=path.pk).update(completion_count=F("completion_count") + 1)
    certificate = issue(completion, issuer=path.agency, signer=path.owner)
    announce(
        PathCompleted(
            person_id=person.pk,
            path_id=path.pk,
            title=path.title,
            evidence=completion.evidence,
            evidence_url=certificate.get_absolute_url(),
            number=certificate.number,
            started_on=completion.started_on,
            ended_on=completion.ended_on,
        ),
        by=person,
    )
