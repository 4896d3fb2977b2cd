"""For tests: a short course with a quiz of all five kinds, and a class with one session."""

from __future__ import annotations

import datetime as dt
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
    write_question,
    write_session,
)
from sinau.university.models import (
    Attempt,
    Course,
    Enrolment,
    Lesson,
    Question,
    Session,
    TrainingClass,
)


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
    for question in five_questions():
        write_question(quiz, question, by=by)
    course.refresh_from_db()
    return course


def five_questions() -> list[Question]:
    """One of each kind."""
    choices = [
        {"text": "Benar satu", "correct": True, "feedback": "Tepat."},
        {"text": "Keliru", "correct": False, "feedback": "Bukan ini."},
    ]
    both = [*choices, {"text": "Benar dua", "correct": True, "feedback": ""}]
    return [
        Question(kind="single", prompt="Mana yang benar?", choices=choices, source="Pelajaran 1"),
        Question(kind="multiple", prompt="Mana saja?", choices=both, explanation="Ada dua."),
        Question(kind="true_false", prompt="Benarkah?", truth=False),
        Question(kind="short", prompt="Satu kata?", accepted=["hindari", "penghindaran"]),
        Question(kind="numeric", prompt="Berapa jam?", value=Decimal(72), unit="jam"),
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
    for question in attempt.version.questions.all():
        picked = [at for at, choice in enumerate(question.choices) if choice["correct"]]
        text = {"true_false": "salah", "short": "Hindari", "numeric": "72 jam"}
        save_answer(attempt, question, picked=picked, text=text.get(question.kind, ""))


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
