"""The evaluations of the demo city: answers, scores, figures of two services around a bimtek."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

from django.db.models import F

from sinau.demo.city import City, content
from sinau.evaluation.actions import ask_behaviour, choose_indicator, enter_values, write_indicator
from sinau.evaluation.models import (
    Evaluation,
    Indicator,
    Invitation,
    Level,
    Response,
    Score,
    Voice,
)
from sinau.evaluation.questions import Question
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import freeze, now, today
from sinau.people.models import Audience, Person
from sinau.university.actions import close_class, publish_class, write_class
from sinau.university.models import Attempt, Attendance, Registration, Session, TrainingClass
from sinau.university.models.attendance import AttendanceMethod

# How many of those who were asked have answered, and how they lean from 1 to 5.
ANSWERED, LEANING = 0.7, 4.1
HELD_AGO, BEHAVIOUR_AGO = 150, 55
PARTICIPANTS = 16


def seed(city: City) -> None:
    """Let people answer about what was held, and tie the first class to a figure."""
    dice = random.Random(20261125)  # noqa: S311  the same city every time
    rows = content("evaluation.toml")
    with freeze(city.days_ago(HELD_AGO, hour=15)):
        _hold(city, rows["class"])
        tell_everyone()
    for evaluation in Evaluation.objects.order_by("held_on", "pk"):
        _answer(evaluation, Level.REACTION, dice, rows["texts"])
    held = Evaluation.objects.exclude(training_class=None).order_by("held_on", "pk").first()
    if held is not None:
        _behaviour(city, held, dice, rows["applied"])
        _scores(held, dice)
        _figures(city, held, rows["indicator"])
    _keep_tests()


def _hold(city: City, row: dict[str, Any]) -> None:
    """A class of half a year ago, so that time has passed for all that is asked later."""
    wulan, begins = city.cast["wulan"], now() - dt.timedelta(hours=5)
    training_class = write_class(
        TrainingClass(
            title=row["title"],
            summary=row["summary"],
            place=row["place"],
            agency=city.agencies["bkpsdm"],
            audience=Audience.CITY,
            stated_jp=Decimal(row["jp"]),
            quota=PARTICIPANTS,
        ),
        by=wulan,
    )
    session = Session.objects.create(
        training_class=training_class,
        title=row["session"],
        starts_at=begins,
        ends_at=begins + dt.timedelta(hours=4),
    )
    training_class.starts_at, training_class.ends_at = session.starts_at, session.ends_at
    training_class.minutes, training_class.seat_count = session.minutes, PARTICIPANTS
    training_class.save()
    publish_class(training_class, by=wulan)
    people = Person.objects.serving().exclude(supervisor=None).exclude(agency=None)
    others = people.exclude(pk__in=[one.pk for one in city.cast.values()])
    seats = Registration.objects.bulk_create(
        [
            Registration(
                training_class=training_class,
                person=person,
                agency=person.agency,
                registered_at=begins - dt.timedelta(days=9),
                registered_by=person,
                seated_at=begins - dt.timedelta(days=9),
            )
            for person in others.select_related("agency").order_by("nip")[:PARTICIPANTS]
        ]
    )
    Attendance.objects.bulk_create(
        [
            Attendance(
                registration=seat,
                session=session,
                at=begins,
                method=AttendanceMethod.SCAN,
            )
            for seat in seats
        ]
    )
    close_class(training_class, by=wulan)


def _answer(evaluation: Evaluation, level: str, dice: random.Random, texts: list[str]) -> None:
    asked = (
        evaluation.reaction_questions if level == Level.REACTION else evaluation.behaviour_questions
    )
    invited = list(evaluation.invitations.filter(level=level, answered_on=None).order_by("pk"))
    answering = [one for one in invited if dice.random() < ANSWERED]
    Response.objects.bulk_create(
        [
            Response(
                evaluation=evaluation,
                level=level,
                voice=one.voice,
                answers=_answers(asked, one.voice, dice, texts),
            )
            for one in answering
        ]
    )
    Invitation.objects.filter(pk__in=[one.pk for one in answering]).update(answered_on=today())
    field = f"{level}_answered"
    Evaluation.objects.filter(pk=evaluation.pk).update(**{field: F(field) + len(answering)})


def _answers(
    asked: list[Question], voice: str, dice: random.Random, texts: list[str]
) -> dict[str, Any]:
    lean = LEANING if voice == Voice.SELF else LEANING - 0.5
    given: dict[str, Any] = {}
    for one in asked:
        if one["kind"] == "scale":
            given[one["id"]] = max(1, min(5, round(dice.gauss(lean, 0.8))))
        elif dice.random() < 0.3:
            given[one["id"]] = dice.choice(texts)
    return given


def _behaviour(city: City, held: Evaluation, dice: random.Random, texts: list[str]) -> None:
    people = Person.objects.filter(completions__training_class=held.training_class_id)
    with freeze(city.days_ago(BEHAVIOUR_AGO)):
        ask_behaviour(held, people.select_related("supervisor").order_by("pk"))
        _answer(held, Level.BEHAVIOUR, dice, texts)


def _scores(held: Evaluation, dice: random.Random) -> None:
    people = Person.objects.filter(completions__training_class=held.training_class_id)
    rows = []
    for person in people.order_by("pk"):
        before = max(20, min(85, round(dice.gauss(56, 12))))
        after = max(before - 5, min(100, round(before + dice.gauss(19, 9))))
        rows.append(
            Score(evaluation=held, person=person, before=Decimal(before), after=Decimal(after))
        )
    Score.objects.bulk_create(rows)
    Evaluation.objects.filter(pk=held.pk).update(pair_count=len(rows))


def _keep_tests() -> None:
    """What was scored in tests before and after a class, as if each had been heard of."""
    # Essays that were marked are told, so some scores may be there already.
    for held in Evaluation.objects.exclude(training_class=None).filter(pair_count=0):
        held.scores.all().delete()
        taken = Attempt.objects.filter(quiz__training_class=held.training_class_id)
        taken = taken.exclude(score=None).order_by("submitted_at")
        scores = {
            purpose: dict(taken.filter(quiz__purpose=purpose).values_list("person_id", "score"))
            for purpose in ("pre", "post")
        }
        people = sorted(scores["pre"].keys() | scores["post"].keys())
        Score.objects.bulk_create(
            Score(
                evaluation=held,
                person_id=person,
                before=scores["pre"].get(person),
                after=scores["post"].get(person),
            )
            for person in people
        )
        held.pair_count = len(scores["pre"].keys() & scores["post"].keys())
        held.save(update_fields=["pair_count"])


def _figures(city: City, held: Evaluation, rows: list[dict[str, Any]]) -> None:
    kept = []
    for row in rows:
        by = city.cast[row["by"]]
        with freeze(city.days_ago(200)):
            indicator = write_indicator(
                Indicator(
                    agency=city.agencies[row["agency"]],
                    name=row["name"],
                    unit=row["unit"],
                    better=row["better"],
                    source=row["source"],
                ),
                by=by,
            )
        first = held.held_on.replace(day=1)
        values = {
            month: Decimal(str(value))
            for offset, value in enumerate(row["values"], start=-6)
            if (month := _month(first, offset)) < city.today.replace(day=1)
        }
        with freeze(city.days_ago(1)):
            enter_values(indicator, values, by=by)
        kept.append(indicator)
    held.refresh_from_db()
    with freeze(city.days_ago(60)):
        choose_indicator(
            held,
            kept[0],
            comparison=kept[1],
            reasoning=rows[0]["reasoning"],
            by=city.cast["wulan"],
        )


def _month(first: dt.date, offset: int) -> dt.date:
    at = first.year * 12 + first.month - 1 + offset
    return dt.date(at // 12, at % 12 + 1, 1)
