"""The learning of the demo city: three courses, a class that was held and one that comes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from sinau.demo.city import CONTENT, City, content, front_matter
from sinau.demo.lessons import enrich
from sinau.kernel.clock import WIB, freeze, now
from sinau.people.models import Person
from sinau.university.actions import (
    close_class,
    publish_class,
    publish_course,
    publish_quiz,
    set_rules,
    write_class,
    write_course,
    write_lessons,
)
from sinau.university.actions.learning import complete
from sinau.university.models import (
    Answer,
    Attempt,
    Attendance,
    Course,
    Enrolment,
    Lesson,
    LessonRead,
    Question,
    QuizVersion,
    Registration,
    Session,
    TrainingClass,
)
from sinau.university.models.attendance import AttendanceMethod
from sinau.university.quizzes import grading

# How many finish each course, how many are still at it; Sari's place is in STORY.
LEARNERS = {
    "dasar-ai-untuk-asn": (26, 9),
    "data-pribadi-dan-ai": (15, 8),
    "menulis-perintah-yang-baik": (11, 6),
}
STORY = {
    "dasar-ai-untuk-asn": (("sari", "bayu", "ratna", "agung"), ("budi",)),
    "data-pribadi-dan-ai": (("agung", "tri"), ("sari",)),
    "menulis-perintah-yang-baik": (("sari", "ratna"), ("bayu",)),
}
HELD_BY = 60


def seed(city: City) -> None:
    """Write the courses and classes, and let people learn in the weeks before today."""
    dice = random.Random(20230926)  # noqa: S311  the same city every time
    people = list(Person.objects.serving().exclude(agency=None).order_by("nip"))
    dice.shuffle(people)
    known = [people.index(city.cast[key]) for key in city.cast]
    others = [person for at, person in enumerate(people) if at not in known]
    for turn, folder in enumerate(sorted(CONTENT.joinpath("courses").iterdir())):
        course = _course(city, folder)
        _learn(city, course, others[turn * 40 : turn * 40 + 40], dice)
    for number, row in enumerate(content("classes.toml")["class"]):
        training_class = _class(city, row)
        if row["status"] == "held":
            _hold(city, training_class, others, dice)
        else:
            _expect(city, training_class, others[-(20 + number) :])


# ── courses ─────────────────────────────────────────────────────────────────


def _course(city: City, folder: Path) -> Course:
    row = content("courses", folder.name, "course.toml")
    with freeze(city.days_ago(130)):
        owner = city.cast[row["owner"]]
        course = write_course(
            Course(
                slug=row["slug"],
                title=row["title"],
                aim=row["summary"],
                agency=city.agencies[row["agency"]],
                audience=row["audience"],
                competence=row["competence"],
                minutes=row["minutes"],
                stated_jp=Decimal(row["jp"]),
                sources="\n".join(row["sources"]),
            ),
            by=owner,
        )
        _lessons(course, folder, owner)
        _quiz(course, content("courses", folder.name, "quiz.toml"), owner)
    with freeze(city.days_ago(120)):
        publish_course(course, by=city.cast["wulan"])
    with freeze(city.days_ago(40)):
        enrich(course, by=owner)
    return course


def _lessons(course: Course, folder: Path, owner: Person) -> None:
    lessons = []
    for path in sorted(folder.joinpath("lessons").glob("*.md")):
        head, body = front_matter(path)
        lesson = Lesson(title=head["title"], minutes=head["minutes"])
        lesson.body = body
        lessons.append(lesson)
    write_lessons(course, lessons, by=owner)


@transaction.atomic
def _quiz(course: Course, rows: dict[str, Any], owner: Person) -> None:
    quiz = set_rules(course, pass_percent=rows["pass_percent"], attempts_per_day=3, by=owner)
    questions = [_question(row) for row in rows["question"]]
    version = QuizVersion.objects.create(quiz=quiz, number=1, question_count=len(questions))
    for position, question in enumerate(questions, start=1):
        question.version, question.position = version, position
    Question.objects.bulk_create(questions)
    publish_quiz(quiz, by=owner)


def _question(row: dict[str, Any]) -> Question:
    return Question(
        kind=row["kind"],
        prompt=row["prompt"],
        explanation=row.get("explanation", ""),
        source=row.get("source", ""),
        choices=row.get("choices", []),
        truth=row.get("answer"),
        accepted=row.get("accept", []),
        value=None if row.get("value") is None else Decimal(str(row["value"])),
        tolerance=Decimal(str(row.get("tolerance", 0))),
        unit=row.get("unit", ""),
    )


def _learn(city: City, course: Course, others: list[Person], dice: random.Random) -> None:
    finish, begin = LEARNERS[course.slug]
    done, at_it = ([city.cast[key] for key in keys] for keys in STORY[course.slug])
    finishers = [*done, *others[: finish - len(done)]]
    beginners = [*at_it, *others[finish : finish + begin - len(at_it)]]
    days = sorted((dice.randint(3, 115) for _person in finishers), reverse=True)
    lessons = list(course.lessons.all())
    questions = list(course.quiz.current.questions.all()) if course.quiz.current else []
    for person, day in zip(finishers, days, strict=True):
        with freeze(city.days_ago(day, hour=dice.randint(8, 15), minute=dice.randint(0, 59))):
            _finish(course, person, lessons, questions, dice)
    for person in beginners:
        with freeze(city.days_ago(dice.randint(1, 30), hour=10)):
            _begin(course, person, lessons[: dice.randint(1, len(lessons) - 1)])
    course.refresh_from_db()
    course.enrolment_count = course.enrolments.count()
    course.save(update_fields=["enrolment_count"])


def _begin(course: Course, person: Person, lessons: list[Lesson]) -> Enrolment:
    enrolment = Enrolment.objects.create(
        course=course,
        person=person,
        enrolled_at=now() - timedelta(days=2),
        lessons_read=len(lessons),
        next_position=len(lessons) + 1,
        last_seen_at=now(),
    )
    LessonRead.objects.bulk_create(
        LessonRead(enrolment=enrolment, lesson=lesson, read_at=now()) for lesson in lessons
    )
    return enrolment


@transaction.atomic
def _finish(
    course: Course,
    person: Person,
    lessons: list[Lesson],
    questions: list[Question],
    dice: random.Random,
) -> None:
    enrolment = _begin(course, person, lessons)
    attempt = Attempt(
        enrolment=enrolment,
        version=questions[0].version,
        number=1,
        pass_percent=course.quiz.pass_percent,
        started_at=now() - timedelta(minutes=18),
        submitted_at=now(),
    )
    answers = _answers(questions, slip=dice.choice([None, None, *range(len(questions))]))
    marks = [question.grade(answer.response) for question, answer in answers]
    weighed = [(mark, q.points) for mark, (q, _answer) in zip(marks, answers, strict=True)]
    attempt.score = grading.total(weighed)
    attempt.save()
    for mark, (_question, answer) in zip(marks, answers, strict=True):
        answer.attempt, answer.share, answer.verdict = attempt, mark.share, mark.verdict
    Answer.objects.bulk_create(answer for _question, answer in answers)
    enrolment.best_score = attempt.score
    enrolment.save(update_fields=["best_score"])
    complete(enrolment, course, attempt)


def _answers(questions: list[Question], *, slip: int | None) -> list[tuple[Question, Answer]]:
    """Everything right, but for one question of those who slip."""
    given = []
    for at, question in enumerate(questions):
        right = [i for i, choice in enumerate(question.choices) if choice["correct"]]
        wrong = [i for i, choice in enumerate(question.choices) if not choice["correct"]][:1]
        text = "" if question.choices else question.answer_words
        answer = Answer(
            question=question,
            picked=wrong if at == slip else right,
            text=_slip_of(question) if at == slip else text,
            saved_at=now(),
        )
        given.append((question, answer))
    return given


def _slip_of(question: Question) -> str:
    """What somebody writes who did not read on."""
    if question.choices:
        return ""
    if question.kind == "true_false":
        return "salah" if question.truth else "benar"
    return "1" if question.kind == "numeric" else "pengecualian"


# ── classes ─────────────────────────────────────────────────────────────────


def _class(city: City, row: dict[str, Any]) -> TrainingClass:
    owner = city.cast[row["owner"]]
    announced = city.days_ago(max(6, 40 - row["days_from_today"]))
    with freeze(announced):
        training_class = write_class(
            TrainingClass(
                title=row["title"],
                summary=row["summary"],
                place=row["place"],
                agency=city.agencies[row["agency"]],
                audience=row["audience"],
                competence=row["competence"],
                quota=row["quota"],
                quota_per_agency=row["quota_per_agency"],
                stated_jp=Decimal(row["jp"]),
                materials=_materials(row),
            ),
            by=owner,
        )
        sessions = list(_sessions(city, training_class, row))
        Session.objects.bulk_create(sessions)
        training_class.starts_at = sessions[0].starts_at
        training_class.ends_at = sessions[-1].ends_at
        training_class.minutes = sum(session.minutes for session in sessions)
        training_class.save()
        publish_class(training_class, by=owner)
    return training_class


def _materials(row: dict[str, Any]) -> str:
    lines = [row["materials_summary"], "", *(f"- {item}" for item in row["materials"])]
    lines += ["", "Pembicara:", "", *(f"- {item}" for item in row["speakers"])]
    return "\n".join(lines)


def _sessions(city: City, training_class: TrainingClass, row: dict[str, Any]) -> Iterator[Session]:
    """The agenda before the break, and after it."""
    day = _working_day(city, row["days_from_today"])
    pause = next(at for at, item in enumerate(row["agenda"]) if item["topic"] == "Istirahat")
    for title, items in (("Pagi", row["agenda"][:pause]), ("Siang", row["agenda"][pause + 1 :])):
        begins = _moment(day, items[0]["time"])
        ends = _moment(day, items[-1]["time"]) + timedelta(minutes=items[-1]["minutes"])
        lines = [f"- **{item['time']}** {_topic(item)}" for item in items]
        yield Session(
            training_class=training_class,
            title=title,
            starts_at=begins,
            ends_at=ends,
            agenda="\n".join(lines),
        )


def _working_day(city: City, days: int) -> date:
    """That day, or the nearest working day further from today."""
    day = city.today + timedelta(days=days)
    while day.weekday() >= 5:
        day += timedelta(days=1 if days > 0 else -1)
    return day


def _topic(item: dict[str, Any]) -> str:
    return f"{item['topic']} ({item['speaker']})" if item["speaker"] else str(item["topic"])


def _moment(day: date, words: str) -> datetime:
    hour, minute = words.split(".")
    return datetime.combine(day, time(int(hour), int(minute)), tzinfo=WIB)


def _seat(training_class: TrainingClass, people: list[Person], at: datetime) -> list[Registration]:
    """Seats for these people as far as the quotas reach, places in the line for the rest."""
    taken: dict[int | None, int] = {}
    rows = []
    for turn, person in enumerate(people):
        used = taken.get(person.agency_id, 0)
        has_seat = used < (training_class.quota_per_agency or used + 1)
        taken[person.agency_id] = used + has_seat
        came = at + timedelta(minutes=17 * turn)
        rows.append(
            Registration(
                training_class=training_class,
                person=person,
                agency=person.agency,
                registered_at=came,
                registered_by=person,
                seated_at=came if has_seat else None,
            )
        )
    Registration.objects.bulk_create(rows)
    training_class.seat_count = sum(row.seated_at is not None for row in rows)
    training_class.waiting_count = len(rows) - training_class.seat_count
    training_class.save(update_fields=["seat_count", "waiting_count"])
    return [row for row in rows if row.seated_at]


def _hold(
    city: City,
    training_class: TrainingClass,
    others: list[Person],
    dice: random.Random,
) -> None:
    """Nearly everybody came, a few late, a few not after lunch; then the class was closed."""
    known = [city.cast[key] for key in ("sari", "bayu", "ratna", "agung")]
    guests = [*known, *others[:HELD_BY]][:HELD_BY]
    seated = _seat(training_class, guests, city.days_ago(35))
    sessions = list(training_class.sessions.all())
    marks = []
    for turn, registration in enumerate(seated):
        stays = len(sessions) if turn < len(known) or dice.random() > 0.1 else 1
        for session in sessions[:stays]:
            late = dice.choice([-24, -18, -12, -9, -7, -5, -3, -1, 2, 6, 21])
            at = session.starts_at + timedelta(minutes=late, seconds=dice.randint(0, 59))
            marks.append(_mark(city, session, registration, at, by_hand=turn in (11, 30)))
    Attendance.objects.bulk_create(marks)
    with freeze(sessions[-1].ends_at + timedelta(days=1)):
        close_class(training_class, by=city.cast["wulan"])


def _mark(
    city: City, session: Session, registration: Registration, at: datetime, *, by_hand: bool
) -> Attendance:
    return Attendance(
        session=session,
        registration=registration,
        at=at,
        method=AttendanceMethod.MANUAL if by_hand else AttendanceMethod.SCAN,
        minutes_late=session.window.minutes_late(at),
        device="" if by_hand else f"demo-{registration.pk}",
        marked_by=city.cast["wulan"] if by_hand else None,
        reason="Telepon kehabisan daya; tanda tangan di daftar kertas." if by_hand else "",
    )


def _expect(city: City, training_class: TrainingClass, others: list[Person]) -> None:
    """Sari and a colleague hold the two seats of their agency, so Bayu waits."""
    health = [person for person in others if person.agency_id == city.cast["sari"].agency_id][:1]
    known = [city.cast["sari"], *(health or [city.cast["budi"]]), city.cast["bayu"]]
    rest = [person for person in others if person not in known]
    _seat(training_class, [*known, *rest], city.days_ago(5))
