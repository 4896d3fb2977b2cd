"""For tests: a short course with a quiz of all five kinds, and a class with one session."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from sinau.kernel.clock import now
from sinau.people.models import Agency, Audience, Person
from sinau.university.actions import (
    go_on,
    publish_class,
    publish_course,
    publish_quiz,
    save_answer,
    set_rules,
    start_attempt,
    submit_attempt,
    write_class,
    write_course,
    write_lesson,
    write_questions,
    write_session,
)
from sinau.university.models import (
    Attempt,
    Course,
    Enrolment,
    Lesson,
    Session,
    TrainingClass,
)
from sinau.university.quizzes.questions import (
    WHOLE,
    Accepted,
    Choice,
    Kind,
    Number,
    Pair,
    Question,
    Unit,
)
from sinau.university.quizzes.responding import right_response


def write_a_course(
    agency: Agency, by: Person, *, title: str = "Dasar AI", audience: str = Audience.CITY
) -> Course:
    """A draft with two lessons and five questions, nothing published."""
    course = write_course(
        Course(
            agency=agency,
            audience=audience,
            title=title,
            aim="Mengenal cara kerja alat AI.",
            minutes=90,
            stated_jp=Decimal(2),
        ),
        by=by,
    )
    for name in ("Mengenal", "Menilai"):
        write_lesson(Lesson(course=course, title=name), by=by, body=f"## {name}\n\nIsi.")
    quiz = set_rules(course, pass_percent=70, attempts_per_day=2, by=by)
    write_questions(quiz, five_questions(), by=by)
    course.refresh_from_db()
    return course


def five_questions() -> list[Question]:
    """One of each of the first kinds."""
    right, wrong = Choice(text="Benar satu", share=WHOLE, feedback="Tepat."), Choice(text="Keliru")
    wrong = replace(wrong, feedback="Bukan ini.")
    half = Decimal("0.5")
    both = (replace(right, share=half), wrong, Choice(text="Benar dua", share=half))
    return [
        Question(
            kind=Kind.SINGLE,
            prompt="Mana yang benar?",
            choices=(right, wrong),
            source="Pelajaran 1",
        ),
        Question(kind=Kind.MULTIPLE, prompt="Mana saja?", choices=both, explanation="Ada dua."),
        Question(kind=Kind.TRUE_FALSE, prompt="Benarkah?", truth=False),
        Question(
            kind=Kind.SHORT,
            prompt="Satu kata?",
            accepted=(Accepted(text="hindari"), Accepted(text="penghindaran")),
        ),
        Question(
            kind=Kind.NUMERIC,
            prompt="Berapa jam?",
            numbers=(Number(value=Decimal(72)),),
            units=(Unit(name="jam"),),
        ),
    ]


def four_more() -> list[Question]:
    """One of each of the other kinds."""
    gap = Question(kind=Kind.SHORT, prompt="", accepted=(Accepted(text="data"),))
    return [
        Question(
            kind=Kind.MATCHING,
            prompt="Jodohkan.",
            pairs=(Pair(left="A", right="1"), Pair(left="B", right="2"), Pair(left="", right="3")),
        ),
        Question(kind=Kind.ORDERING, prompt="Urutkan.", steps=("Satu", "Dua", "Tiga")),
        Question(kind=Kind.CLOZE, prompt="Isi {1} pribadi.", gaps=(gap,)),
        Question(kind=Kind.ESSAY, prompt="Uraikan.", model="Menyebut pengendali data."),
    ]


def open_a_course(agency: Agency, by: Person, *, audience: str = Audience.CITY) -> Course:
    """The same, published."""
    course = write_a_course(agency, by, audience=audience)
    publish_quiz(course.quiz, by=by)
    publish_course(course, by=by)
    course.refresh_from_db()
    return course


def answer_right(attempt: Attempt) -> None:
    """Every question of the attempt answered as it should be."""
    for place, question in enumerate(attempt.asked, start=1):
        save_answer(attempt, place, right_response(question))


def finish_a_course(enrolment: Enrolment) -> None:
    """Everything read, the quiz passed at the first attempt."""
    for lesson in enrolment.course.lessons.all():
        go_on(enrolment, lesson)
    attempt = start_attempt(enrolment)
    answer_right(attempt)
    submit_attempt(attempt, by=enrolment.person)
    enrolment.refresh_from_db()


def open_a_class(
    agency: Agency,
    by: Person,
    *,
    starts_at: dt.datetime | None = None,
    quota: int = 3,
    quota_per_agency: int | None = None,
    audience: str = Audience.CITY,
    published: bool = True,
) -> TrainingClass:
    """A class with one session of three hours, by default in ten days."""
    training_class = write_class(
        TrainingClass(
            agency=agency,
            audience=audience,
            title="Bimtek LAGA TARUNG",
            summary="Sehari bersama.",
            place="Balai Kota",
            quota=quota,
            quota_per_agency=quota_per_agency,
            stated_jp=Decimal(6),
        ),
        by=by,
    )
    begin = starts_at or now() + dt.timedelta(days=10)
    write_session(
        Session(
            training_class=training_class,
            title="Pagi",
            starts_at=begin,
            ends_at=begin + dt.timedelta(hours=3),
        ),
        by=by,
    )
    if published:
        publish_class(training_class, by=by)
    training_class.refresh_from_db()
    return training_class
