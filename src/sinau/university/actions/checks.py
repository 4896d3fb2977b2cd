"""Go on from a lesson and answer its checks, also when that arrives late."""

from __future__ import annotations

from django.db import transaction

from sinau.kernel.clock import now
from sinau.kernel.later import Later
from sinau.people.models import Person
from sinau.university.actions.learning import enrol, go_on
from sinau.university.lessons.blocks import Check
from sinau.university.lessons.checking import Said, mark_check
from sinau.university.models import (
    Block,
    CheckAnswer,
    Completion,
    LateArrival,
    Lesson,
    LessonRead,
)


@transaction.atomic
def arrive(later: Later | None, person: Person) -> LateArrival | None:
    """That this came late is written down; None when it arrived before, or is not late."""
    if later is None:
        return None
    arrival, is_new = LateArrival.objects.get_or_create(
        person=person,
        client_id=later.id,
        defaults={"done_at": later.at, "arrived_at": now()},
    )
    return arrival if is_new else None


@transaction.atomic
def answer_check(
    block: Block, person: Person, said: Said, *, later: Later | None = None
) -> tuple[CheckAnswer, bool]:
    """The learner's answer is kept and marked; and whether it was merged with what was there.

    The same late answer a second time changes nothing. One that was given before the newest
    answer is kept as an earlier try.
    """
    value = block.value
    assert isinstance(value, Check)
    newest = CheckAnswer.objects.filter(person=person, block=block).first()
    arrival = arrive(later, person)
    if later is not None and arrival is None and newest is not None:
        return newest, True
    at = later.at if later else now()
    merged = later is not None and newest is not None and newest.answered_at >= at
    mark = mark_check(value.question, said)
    answer = CheckAnswer.objects.create(
        person=person,
        block=block,
        response=said.to_data(),
        share=mark.share,
        verdict=mark.verdict,
        answered_at=at,
    )
    if arrival and merged:
        arrival.merged = True
        arrival.save(update_fields=["merged"])
    return answer, merged


@transaction.atomic
def read_lesson(
    lesson: Lesson, person: Person, *, later: Later | None = None
) -> tuple[Completion | None, bool]:
    """The person went on from a lesson; and whether that was known already when it came late."""
    enrolment = enrol(lesson.course, person)
    arrival = arrive(later, person)
    known = LessonRead.objects.filter(enrolment=enrolment, lesson=lesson).exists()
    if later and known:
        LateArrival.objects.filter(person=person, client_id=later.id).update(merged=bool(arrival))
        return None, True
    return go_on(enrolment, lesson, at=later.at if later else None), False
