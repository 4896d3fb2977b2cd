"""Close a class: attendance becomes final, completions and certificates exist."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import WIB, now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.certificates import issue, revoke
from sinau.university.actions.learning import fact_of
from sinau.university.events import ClassClosed, ClassReopened, LearningUndone
from sinau.university.models import (
    Attendance,
    ClassClosing,
    ClassReopening,
    Completion,
    Registration,
    Speaker,
    TrainingClass,
)


class NotClosed(Refused):
    """Only a closed class is opened again."""


class NotOverYet(Refused):
    """A class is closed after its last session."""


@dataclass(frozen=True)
class Outlook:
    """What closing would do: who completes, and who misses how many sessions."""

    complete: list[Registration]
    incomplete: list[tuple[Registration, int]]
    waiting: int
    absent: frozenset[int] = frozenset()


def outlook_of(training_class: TrainingClass) -> Outlook:
    """Who would complete the class if it were closed now."""
    sessions = training_class.sessions.count()
    marks = Attendance.objects.filter(registration__training_class=training_class)
    attended = Counter(marks.values_list("registration_id", flat=True))
    seated = (
        Registration.objects.seated()
        .filter(training_class=training_class)
        .select_related("person", "agency")
        .order_by("person__name", "pk")
    )
    complete, incomplete = [], []
    for registration in seated:
        missing = sessions - attended[registration.pk]
        if sessions and missing <= 0:
            complete.append(registration)
        else:
            incomplete.append((registration, missing))
    absent = frozenset(each.pk for each, _missing in incomplete if not attended[each.pk])
    return Outlook(complete, incomplete, waiting=training_class.waiting_count, absent=absent)


@transaction.atomic
def close_class(training_class: TrainingClass, *, by: Person) -> ClassClosing:
    """Who attended every session has completed the class; a closed class stays as it is."""
    training_class = (
        TrainingClass.objects.select_for_update(of=("self",))
        .select_related("agency", "owner")
        .get(pk=training_class.pk)
    )
    standing = ClassClosing.objects.filter(training_class=training_class).first()
    if standing:
        return standing
    if not training_class.is_over:
        raise NotOverYet(
            _("Kelas ditutup setelah sesi terakhirnya selesai."),
            back=training_class.get_absolute_url(),
        )
    outlook = outlook_of(training_class)
    _undo_others(outlook, training_class, by)
    known = set(
        Completion.objects.filter(training_class=training_class, undone_at=None).values_list(
            "person_id", flat=True
        )
    )
    for registration in outlook.complete:
        if registration.person_id not in known:
            _complete(registration, training_class, by)
    _note_no_shows(training_class, outlook)
    closing = ClassClosing.objects.create(
        training_class=training_class,
        closed_by=by,
        closed_at=now(),
        completed=len(outlook.complete),
        incomplete=len(outlook.incomplete),
    )
    announce(
        ClassClosed(
            class_id=training_class.pk,
            title=training_class.title,
            completed=closing.completed,
            incomplete=closing.incomplete,
            speaker_ids=_speakers(training_class),
            agency_id=training_class.agency_id,
        ),
        by=by,
    )
    return closing


def _speakers(training_class: TrainingClass) -> tuple[int, ...]:
    """The people of the city who spoke in it."""
    spoke = Speaker.objects.filter(session__training_class=training_class, person__isnull=False)
    return tuple(spoke.order_by("person").values_list("person", flat=True).distinct())


def _note_no_shows(training_class: TrainingClass, outlook: Outlook) -> None:
    """Who had a seat and was in no session did not come; that is kept, for the next choice."""
    seats = Registration.objects.filter(training_class=training_class)
    seats.update(no_show_at=None)
    absent = [each.pk for each, _missing in outlook.incomplete if each.pk in outlook.absent]
    seats.filter(pk__in=absent).update(no_show_at=now())


def _undo_others(outlook: Outlook, training_class: TrainingClass, by: Person) -> None:
    """After a correction, whoever does not complete any more loses certificate and JP, with the reason."""
    reopening = training_class.reopenings.first()
    if reopening is None:
        return
    complete = {registration.person_id for registration in outlook.complete}
    standing = Completion.objects.filter(training_class=training_class, undone_at=None)
    for completion in standing.exclude(person__in=complete).select_related("certificate"):
        completion.undone_at = now()
        completion.save(update_fields=["undone_at"])
        revoke(completion.certificate, reason=reopening.reason, by=by)
        announce(
            LearningUndone(
                person_id=completion.person_id,
                evidence=completion.evidence,
                title=completion.title,
                reason=reopening.reason,
            ),
            by=by,
        )


@transaction.atomic
def reopen_class(training_class: TrainingClass, *, reason: str, by: Person) -> ClassReopening:
    """The attendance can be corrected; JP and certificates follow when the class is closed again."""
    training_class = TrainingClass.objects.select_for_update().get(pk=training_class.pk)
    closing = ClassClosing.objects.filter(training_class=training_class).first()
    if closing is None:
        raise NotClosed(
            _("Kelas ini belum ditutup, jadi dapat langsung dikoreksi."),
            back=training_class.get_absolute_url(),
        )
    reopening = ClassReopening.objects.create(
        training_class=training_class,
        reopened_at=now(),
        reopened_by=by,
        reason=reason[:300],
        closed_at=closing.closed_at,
        completed=closing.completed,
        incomplete=closing.incomplete,
    )
    closing.delete()
    announce(
        ClassReopened(class_id=training_class.pk, title=training_class.title, reason=reason),
        by=by,
    )
    return reopening


def _complete(registration: Registration, training_class: TrainingClass, by: Person) -> None:
    assert training_class.starts_at and training_class.ends_at
    completion = Completion.objects.create(
        person=registration.person,
        training_class=training_class,
        title=training_class.title,
        organiser=training_class.agency.name,
        minutes=training_class.minutes,
        stated_jp=training_class.stated_jp,
        started_on=training_class.starts_at.astimezone(WIB).date(),
        ended_on=training_class.ends_at.astimezone(WIB).date(),
        completed_at=now(),
        class_form=training_class.form,
    )
    certificate = issue(
        completion,
        issuer=training_class.agency,
        signer=training_class.owner,
        workplace=registration.agency.name if registration.agency else "",
    )
    # The learner is the doer: it is they who finished; the closing names the officer.
    announce(fact_of(completion, certificate), by=registration.person)
