"""The learning of the demo city: three courses, a class that was held and one that comes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from sinau.demo.city import City, content
from sinau.demo.lessons import enrich
from sinau.kernel.clock import WIB, freeze, now
from sinau.people.models import Person
from sinau.university.actions import (
    close_class,
    publish_class,
    publish_course,
    start_attempt,
    write_class,
    write_room,
)
from sinau.university.actions.learning import complete
from sinau.university.actions.starter import write_starter
from sinau.university.models import (
    Answer,
    Attempt,
    Attendance,
    Course,
    Enrolment,
    Lesson,
    LessonRead,
    Registration,
    Room,
    Session,
    Speaker,
    TrainingClass,
)
from sinau.university.models.attendance import AttendanceMethod
from sinau.university.quizzes import marking
from sinau.university.quizzes.questions import (
    Kind,
    Question,
)
from sinau.university.quizzes.responding import right_response
from sinau.university.starter.reading import StarterCourse, starter_courses

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
# Who wrote the courses with which the city began, and for which agency.
KEEPERS = {
    "dasar-ai-untuk-asn": ("agung", "diskominfosan"),
    "data-pribadi-dan-ai": ("agung", "diskominfosan"),
    "menulis-perintah-yang-baik": ("ratna", "setda-organisasi"),
}
HELD_BY = 60


def seed(city: City) -> None:
    """Write the courses and classes, and let people learn in the weeks before today."""
    dice = random.Random(20230926)  # noqa: S311  the same city every time
    people = list(Person.objects.serving().exclude(agency=None).order_by("nip"))
    dice.shuffle(people)
    known = [people.index(city.cast[key]) for key in city.cast]
    others = [person for at, person in enumerate(people) if at not in known]
    begun = sorted((c for c in starter_courses() if c.slug in KEEPERS), key=lambda c: c.slug)
    for turn, said in enumerate(begun):
        course = _course(city, said)
        _learn(city, course, others[turn * 40 : turn * 40 + 40], dice)
    halls = _rooms(city)
    for number, row in enumerate(content("classes.toml")["class"]):
        training_class = _class(city, row, halls)
        if row["status"] == "held":
            _hold(city, training_class, others, dice)
        elif row["status"] == "today":
            _run_today(city, training_class, others[40:76], dice)
        else:
            _expect(city, training_class, others[-(20 + number) :])


# ── courses ─────────────────────────────────────────────────────────────────


def _course(city: City, said: StarterCourse) -> Course:
    owner, agency = KEEPERS[said.slug]
    with freeze(city.days_ago(130)):
        course = write_starter(said, city.agencies[agency], by=city.cast[owner])
    with freeze(city.days_ago(120)):
        publish_course(course, by=city.cast["wulan"])
    with freeze(city.days_ago(40)):
        enrich(course, by=city.cast[owner])
    return course


def _learn(city: City, course: Course, others: list[Person], dice: random.Random) -> None:
    finish, begin = LEARNERS[course.slug]
    done, at_it = ([city.cast[key] for key in keys] for keys in STORY[course.slug])
    finishers = [*done, *others[: finish - len(done)]]
    beginners = [*at_it, *others[finish : finish + begin - len(at_it)]]
    days = sorted((dice.randint(3, 115) for _person in finishers), reverse=True)
    lessons = list(course.lessons.all())
    for person, day in zip(finishers, days, strict=True):
        with freeze(city.days_ago(day, hour=dice.randint(8, 15), minute=dice.randint(0, 59))):
            _finish(course, person, lessons, dice)
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
def _finish(course: Course, person: Person, lessons: list[Lesson], dice: random.Random) -> None:
    enrolment = _begin(course, person, lessons)
    with freeze(now() - timedelta(minutes=18)):
        attempt = start_attempt(enrolment)
    enrolment.best_score = hand_in(attempt, _answers(attempt, dice))
    enrolment.save(update_fields=["best_score"])
    complete(enrolment, course, attempt)


def hand_in(attempt: Attempt, responses: Sequence[Mapping[str, Any]]) -> Decimal:
    """The attempt is handed in with these responses, place by place, and marked; told to nobody."""
    marks = []
    answers = []
    for place, (row, question) in enumerate(zip(attempt.layout, attempt.asked, strict=True), 1):
        response = responses[place - 1]
        mark = marking.mark(question, response)
        marks.append((mark, Decimal(row["p"])))
        answers.append(
            Answer(
                attempt=attempt,
                place=place,
                version_id=row["v"],
                response=dict(response),
                said_at=now(),
                saved_at=now(),
                share=mark.share,
                verdict=mark.verdict,
            )
        )
    Answer.objects.bulk_create(answers)
    score = marking.total(marks)
    waits = any(mark.verdict is marking.Verdict.WAITING for mark, _points in marks)
    attempt.submitted_at, attempt.score = now(), None if waits else score
    attempt.save(update_fields=["submitted_at", "score"])
    return score


def _answers(attempt: Attempt, dice: random.Random) -> list[Mapping[str, Any]]:
    """Everything right, but for one question of those who slip."""
    questions = attempt.asked
    slip = dice.choice([None, None, *range(len(questions))])
    return [
        slip_of(question) if at == slip else right_response(question)
        for at, question in enumerate(questions)
    ]


def slip_of(question: Question) -> Mapping[str, Any]:
    """What somebody answers who did not read on."""
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            wrong = [at for at, choice in enumerate(question.choices) if choice.share <= 0]
            return {"picked": wrong[:1]}
        case Kind.TRUE_FALSE:
            return {"text": "salah" if question.truth else "benar"}
        case Kind.NUMERIC:
            return {"text": "1"}
        case Kind.MATCHING:
            pairs = list(right_response(question)["pairs"])
            return {"pairs": [pairs[1], pairs[0], *pairs[2:]]}
        case Kind.ORDERING:
            return {"places": [2, 1, *range(3, len(question.steps) + 1)]}
        case Kind.CLOZE:
            return {"gaps": [slip_of(gap) for gap in question.gaps]}
    return {"text": "pengecualian"}


# ── classes ─────────────────────────────────────────────────────────────────


def _rooms(city: City) -> dict[str, Room]:
    """The rooms of the city in which classes are held."""
    with freeze(city.days_ago(140)):
        return {
            row["key"]: write_room(
                Room(
                    agency=city.agencies[row["agency"]],
                    name=row["name"],
                    address=row["address"],
                    capacity=row["capacity"],
                    equipment=row["equipment"],
                ),
                by=city.cast["wulan"],
            )
            for row in content("classes.toml")["room"]
        }


def _class(city: City, row: dict[str, Any], halls: dict[str, Room]) -> TrainingClass:
    owner = city.cast[row["owner"]]
    announced = city.days_ago(max(6, 40 - row["days_from_today"]))
    with freeze(announced):
        training_class = write_class(
            TrainingClass(
                kind=row["kind"],
                title=row["title"],
                summary=row["summary"],
                needs_permission=row.get("needs_permission", False),
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
        for session in sessions:
            session.room = halls[row["room"]]
        Session.objects.bulk_create(sessions)
        _speakers(city, sessions, row)
        training_class.starts_at = sessions[0].starts_at
        training_class.ends_at = sessions[-1].ends_at
        training_class.minutes = sum(session.minutes for session in sessions)
        training_class.save()
        publish_class(training_class, by=owner)
    return training_class


def _materials(row: dict[str, Any]) -> str:
    lines = [row["materials_summary"], "", *(f"- {item}" for item in row["materials"])]
    return "\n".join(lines)


def _sessions(city: City, training_class: TrainingClass, row: dict[str, Any]) -> Iterator[Session]:
    """The agenda before the break, and after it."""
    if row["status"] == "today":
        here = datetime.now(WIB)
        begins = here.replace(minute=here.minute // 5 * 5, second=0, microsecond=0)
        lines = [f"- {_topic(item)}" for item in row["agenda"]]
        yield Session(
            training_class=training_class,
            title="Hari ini",
            starts_at=begins,
            ends_at=begins + timedelta(hours=7),
            agenda="\n".join(lines),
        )
        return
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


def _speakers(city: City, sessions: list[Session], row: dict[str, Any]) -> None:
    """Each of the agenda's speakers once a session; people of the city by their roles."""
    people = {"BKPSDM": city.cast["wulan"], "Bagian Organisasi": city.cast["ratna"]}
    rows = []
    for session in sessions:
        named = [name for name in people if f"({name})" in session.agenda]
        rows += [
            Speaker(
                session=session,
                person=people[name],
                name=people[name].full_name,
                position=people[name].job_title,
            )
            for name in named
        ]
        rows += [
            Speaker(session=session, name=guest, position="Narasumber tamu (contoh)")
            for guest in row["speakers"][-1:]
        ]
    Speaker.objects.bulk_create(rows)


def _run_today(
    city: City, training_class: TrainingClass, people: list[Person], dice: random.Random
) -> None:
    """A class that is on whenever somebody looks: it began a little ago, and people come in.

    Some have not come yet, Sari among them, and one phone was lent.
    """
    known = [city.cast["sari"], city.cast["ratna"], city.cast["agung"]]
    seated = _seat(training_class, [*known, *people], city.days_ago(6))
    session = training_class.sessions.get()
    here = seated[3 : int(len(seated) * 0.8)]
    marks = []
    for registration in here:
        at = session.starts_at - timedelta(minutes=dice.randint(1, 25))
        marks.append(_mark(city, session, registration, at, by_hand=False))
    if len(marks) > 1:
        marks[1].device = marks[0].device
    Attendance.objects.bulk_create(marks)


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
