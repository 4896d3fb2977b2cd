"""Ask people to learn something, remind them, give them time, let them off, and see it done."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Grant, Person, Role
from sinau.university.events import (
    DutyEnded,
    DutyEscalated,
    DutyExempted,
    DutyExtended,
    DutyGiven,
    DutyReminded,
)
from sinau.university.models import Completion, Duty, DutyPerson

# Days before the day at which people are reminded, and the stage that each is.
REMINDED_AT = ((14, 1), (3, 2), (0, 3))


class NobodyToAsk(Refused):
    """A duty asks somebody, or by a rule somebody who may come."""


class DueTooEarly(Refused):
    """People need at least the day of today."""


@transaction.atomic
def give_duty(duty: Duty, people: Iterable[Person], *, by: Person) -> Duty:
    """Each of these people is asked; the duty goes on finding those who fit later, when by a rule."""
    found = list(people)
    if not found and not duty.by_rule:
        raise NobodyToAsk(_("Tidak ada pegawai dalam daftar ini."))
    if duty.due_on < today():
        raise DueTooEarly(_("Batas waktu sudah lewat. Pilih hari ini atau sesudahnya."))
    duty.title = duty.target.title
    duty.created_by, duty.created_at = by, now()
    duty.save()
    _ask(duty, found, due_on=duty.due_on, by=by)
    return duty


@transaction.atomic
def take_newcomers(person_ids: Sequence[int] | None = None) -> int:
    """Who came to fit a rule since is asked too, with days of their own; how many were."""
    asked = 0
    duties = Duty.objects.standing().filter(by_rule=True)
    for duty in duties.select_related("course__agency", "training_class__agency", "path__agency"):
        people = duty.fitting().exclude(duties__duty=duty)
        if person_ids is not None:
            people = people.filter(pk__in=person_ids)
        if newcomers := list(people):
            due_on = max(duty.due_on, today() + dt.timedelta(days=duty.days_for_newcomers))
            _ask(duty, newcomers, due_on=due_on, by=None)
            asked += len(newcomers)
    return asked


def _ask(duty: Duty, people: list[Person], *, due_on: dt.date, by: Person | None) -> None:
    finished = dict(
        Completion.objects.filter(
            course=duty.course_id, training_class=duty.training_class_id, path=duty.path_id
        )
        .filter(person__in=[person.pk for person in people])
        .values_list("person_id", "completed_at")
    )
    DutyPerson.objects.bulk_create(
        [
            DutyPerson(
                duty=duty,
                person=person,
                asked_at=now(),
                due_on=due_on,
                done_at=finished.get(person.pk),
            )
            for person in people
        ],
        ignore_conflicts=True,
    )
    recount([duty.pk])
    told = [person.pk for person in people if person.pk not in finished]
    announce(
        DutyGiven(
            duty_id=duty.pk,
            title=duty.title,
            url=duty.target_url,
            mandatory=duty.mandatory,
            basis=duty.basis,
            due_on=due_on,
            count=len(people),
            person_ids=tuple(told),
        ),
        by=by,
    )


def recount(duty_ids: Iterable[int]) -> None:
    """Keep the counts of these duties."""
    sums = (
        DutyPerson.objects.filter(duty__in=list(duty_ids))
        .order_by()
        .values("duty")
        .annotate(
            people=Count("pk"),
            done=Count("pk", filter=Q(done_at__isnull=False)),
            exempt=Count("pk", filter=Q(done_at=None, exempted_at__isnull=False)),
        )
    )
    for row in sums:
        Duty.objects.filter(pk=row["duty"]).update(
            people_count=row["people"], done_count=row["done"], exempt_count=row["exempt"]
        )


@transaction.atomic
def note_done(completion: Completion) -> None:
    """What asked for this is done, once."""
    waiting = DutyPerson.objects.filter(
        person=completion.person_id,
        done_at=None,
        duty__course=completion.course_id,
        duty__training_class=completion.training_class_id,
        duty__path=completion.path_id,
    )
    duties = list(waiting.values_list("duty_id", flat=True))
    if waiting.update(done_at=completion.completed_at):
        recount(duties)


@transaction.atomic
def extend(asked: DutyPerson, *, due_on: dt.date, reason: str, by: Person) -> None:
    """The person has until then; the same day again changes nothing."""
    asked = DutyPerson.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if asked.due_on == due_on:
        return
    if due_on < today():
        raise DueTooEarly(_("Batas waktu sudah lewat. Pilih hari ini atau sesudahnya."))
    former, asked.due_on = asked.due_on, due_on
    asked.extended_at, asked.extended_by, asked.reason, asked.stage = now(), by, reason, 0
    asked.save()
    announce(
        DutyExtended(
            duty_id=asked.duty_id,
            person_id=asked.person_id,
            name=asked.person.name,
            title=asked.duty.title,
            former_due_on=former,
            due_on=due_on,
            reason=reason,
        ),
        by=by,
    )


@transaction.atomic
def exempt(asked: DutyPerson, *, reason: str, by: Person) -> None:
    """The person need not; a second time changes nothing."""
    standing = DutyPerson.objects.filter(pk=asked.pk, exempted_at=None)
    if not standing.update(exempted_at=now(), exempted_by=by, reason=reason):
        return
    recount([asked.duty_id])
    announce(
        DutyExempted(
            duty_id=asked.duty_id,
            person_id=asked.person_id,
            name=asked.person.name,
            title=asked.duty.title,
            reason=reason,
        ),
        by=by,
    )


@transaction.atomic
def end_duty(duty: Duty, *, reason: str, by: Person) -> None:
    """It is asked of nobody any more and nobody is reminded; a second time changes nothing."""
    standing = Duty.objects.standing().filter(pk=duty.pk)
    if standing.update(ended_at=now(), ended_by=by, end_reason=reason):
        announce(DutyEnded(duty_id=duty.pk, title=duty.title, reason=reason), by=by)


# ── the day is near ─────────────────────────────────────────────────────────


def stage_of(days_left: int) -> int:
    """How far the reminders are for somebody with so many days left: 0 none yet, then rising."""
    if days_left < 0:
        return 3 + -days_left // 7
    return max((stage for days, stage in REMINDED_AT if days_left <= days), default=0)


@transaction.atomic
def remind() -> int:
    """Everybody whose next reminder is due is told, once, and heads of who is late; how many were."""
    soon = today() + dt.timedelta(days=REMINDED_AT[0][0])
    waiting = DutyPerson.objects.waiting().filter(due_on__lte=soon)
    groups: dict[tuple[int, dt.date], list[DutyPerson]] = defaultdict(list)
    for asked in waiting.select_related("person__agency").select_for_update(of=("self",)):
        if stage_of(asked.days_left) > asked.stage:
            groups[asked.duty_id, asked.due_on].append(asked)
    related = Duty.objects.select_related("course", "training_class", "path")
    duties = related.in_bulk({duty for duty, _day in groups})
    for (duty_id, due_on), people in groups.items():
        _remind(duties[duty_id], due_on, people)
    _escalate([asked for people in groups.values() for asked in people], duties)
    return sum(len(people) for people in groups.values())


def _remind(duty: Duty, due_on: dt.date, people: list[DutyPerson]) -> None:
    days_left = people[0].days_left
    for asked in people:
        asked.stage = stage_of(days_left)
    DutyPerson.objects.bulk_update(people, ["stage"], batch_size=1000)
    announce(
        DutyReminded(
            duty_id=duty.pk,
            title=duty.title,
            url=duty.target_url,
            due_on=due_on,
            days_left=days_left,
            count=len(people),
            person_ids=tuple(asked.person_id for asked in people),
        ),
        by=None,
    )


def _escalate(reminded: list[DutyPerson], duties: dict[int, Duty]) -> None:
    """Heads hear, once a week for each duty, how many of their people are late with what is mandatory."""
    late: dict[int, list[str]] = defaultdict(list)
    for asked in reminded:
        if asked.days_left < 0 and duties[asked.duty_id].mandatory and asked.person.agency:
            late[asked.duty_id].append(asked.person.agency.path)
    if not late:
        return
    heads = list(
        Grant.objects.valid_on(today())
        .filter(role=Role.HEAD, person__is_active=True)
        .values_list("person_id", "agency__path")
        .distinct()
    )
    for duty_id, paths in late.items():
        for head_id, path in heads:
            count = sum(each.startswith(path) for each in paths)
            if count:
                announce(
                    DutyEscalated(
                        duty_id=duty_id,
                        title=duties[duty_id].title,
                        head_id=head_id,
                        count=count,
                    ),
                    by=None,
                )
