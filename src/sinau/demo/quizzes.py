"""The question bank of the demo city, and a class whose tests before and after were taken."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sinau.demo.city import City, content
from sinau.demo.university import hand_in, slip_of
from sinau.kernel.clock import freeze, now
from sinau.people.models import Person
from sinau.university.actions import (
    add_draw,
    add_question,
    keep_category,
    mark_essay,
    publish_quiz,
    retire_question,
    rewrite_question,
    set_class_rules,
    start_quiz,
    write_many_to_bank,
)
from sinau.university.itemising import remember, tell_failed
from sinau.university.models import (
    Answer,
    Attempt,
    BankQuestion,
    QuestionCategory,
    Quiz,
    TrainingClass,
)
from sinau.university.models.quizzes import Purpose
from sinau.university.quizzes.questions import (
    Accepted,
    Choice,
    Kind,
    Number,
    Pair,
    Question,
    Unit,
)
from sinau.university.quizzes.responding import right_response

# How hard each question turns out to be, and for one a key that the able read otherwise.
EASE = (0.95, 0.55, 0.6, 0.75, 0.65, 0.5, 0.7, 0.6)
MARKED_ESSAYS = 40


def seed(city: City) -> None:
    """Write the bank, put two tests together, and let those who came to the class take them."""
    dice = random.Random(20230926)  # noqa: S311  the same city every time
    wulan = city.cast["wulan"]
    with freeze(city.days_ago(90)):
        kept = _bank(city, wulan)
    held = TrainingClass.objects.exclude(closing=None).order_by("pk").first()
    if held is None:
        return
    begun = held.starts_at or now()
    with freeze(begun - timedelta(days=6)):
        pre = _test(held, Purpose.PRE, kept, wulan)
        post = _test(held, Purpose.POST, kept, wulan)
    seats = held.registrations.exclude(seated_at=None).select_related("person").order_by("pk")
    people = [seat.person for seat in seats]
    for turn, person in enumerate(people):
        able = 0.25 + 0.65 * ((turn * 7) % len(people)) / len(people)
        with freeze(begun - timedelta(minutes=30 - turn % 20)):
            _take(pre, person, able - 0.25, dice)
        with freeze(begun + timedelta(hours=7, minutes=turn % 20)):
            _take(post, person, able, dice)
    _mark_essays(post, wulan, begun + timedelta(days=1))
    remember(post)
    with freeze(city.days_ago(1)):
        tell_failed()
    _change_some(city, kept, wulan)


def _bank(city: City, by: Person) -> list[BankQuestion]:
    rows = content("bank.toml")
    drawers: dict[str, QuestionCategory] = {}
    for row in rows["category"]:
        parent = drawers.get(row.get("parent", ""))
        drawers[row["name"]] = keep_category(city.agencies["bkpsdm"], row["name"], parent=parent)
    kept: list[BankQuestion] = []
    for name, drawer in drawers.items():
        mine = [_question(row) for row in rows["question"] if row["category"] == name]
        kept += write_many_to_bank(drawer, mine, by=by)
    return kept


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        kind=Kind(row["kind"]),
        prompt=row["prompt"],
        points=Decimal(row.get("points", 1)),
        explanation=row["explanation"],
        source=row["source"],
        tags=tuple(row["tags"]),
        choices=tuple(
            Choice(
                text=one["text"],
                share=Decimal(str(one.get("share", 0))),
                feedback=one.get("feedback", ""),
            )
            for one in row.get("choices", ())
        ),
        truth=row.get("truth", False),
        accepted=tuple(
            Accepted(
                text=one["text"],
                share=Decimal(str(one.get("share", 1))),
                feedback=one.get("feedback", ""),
            )
            for one in row.get("accepted", ())
        ),
        numbers=(Number(value=Decimal(row["value"])),) if "value" in row else (),
        units=tuple(
            Unit(name=one["name"], factor=Decimal(one.get("factor", "1")))
            for one in row.get("units", ())
        ),
        pairs=tuple(Pair(left=one["left"], right=one["right"]) for one in row.get("pairs", ())),
        steps=tuple(row.get("steps", ())),
        gaps=tuple(_gap(one) for one in row.get("gaps", ())),
        model=row.get("model", ""),
    )


def _gap(row: Mapping[str, Any]) -> Question:
    kind = Kind(row["kind"])
    if kind is Kind.SHORT:
        accepted = tuple(Accepted(text=text) for text in row["accepted"])
        return Question(kind=kind, prompt="", accepted=accepted)
    right, *others = row["choices"]
    choices = [Choice(text=right, share=Decimal(1)), *(Choice(text=text) for text in others)]
    return Question(kind=kind, prompt="", choices=tuple(sorted(choices, key=lambda one: one.text)))


def _test(held: TrainingClass, purpose: str, kept: list[BankQuestion], by: Person) -> Quiz:
    is_post = purpose == Purpose.POST
    quiz = set_class_rules(
        held,
        purpose,
        by=by,
        attempts_in_all=1,
        minutes=20,
        review="after_submit" if is_post else "never",
        shuffles_choices=True,
        marks_blind=is_post,
    )
    essays = [question for question in kept if question.kind == Kind.ESSAY]
    drawn = [question for question in kept if "hak" in question.tags]
    chosen = [question for question in kept if question not in (*essays, *drawn)]
    for question in chosen:
        add_question(quiz, question, by=by)
    category = QuestionCategory.objects.get(name="Pelindungan data pribadi")
    add_draw(quiz, category, draws=1, tags=["hak"], by=by)
    for question in essays if is_post else []:
        add_question(quiz, question, by=by)
    publish_quiz(quiz, by=by)
    quiz.refresh_from_db()
    return quiz


def _take(quiz: Quiz, person: Person, able: float, dice: random.Random) -> Attempt:
    attempt = start_quiz(quiz, person.pk)
    with freeze(now() + timedelta(minutes=dice.randint(6, 18))):
        responses = [
            _response(question, able, EASE[at % len(EASE)], dice)
            for at, question in enumerate(attempt.asked)
        ]
        hand_in(attempt, responses)
    return attempt


def _response(
    question: Question, able: float, ease: float, dice: random.Random
) -> Mapping[str, Any]:
    """Right as often as somebody so able finds it easy; about a statement the able think too far."""
    chance = able * 0.7 + ease * 0.45
    if question.kind is Kind.TRUE_FALSE:
        chance = 0.9 - able * 0.6
    if question.kind is Kind.ESSAY or dice.random() < chance:
        return right_response(question)
    if dice.random() < 0.06:
        return {}
    if question.kind is Kind.SINGLE:
        wrong = [at for at, one in enumerate(question.choices) if not one.share]
        return {"picked": [dice.choice(wrong[:2])]}
    return slip_of(question)


def _mark_essays(quiz: Quiz, by: Person, at: Any) -> None:
    waiting = Answer.objects.filter(attempt__quiz=quiz, verdict="waiting").order_by("pk")
    with freeze(at):
        for turn, answer in enumerate(waiting[:MARKED_ESSAYS]):
            mark_essay(
                answer,
                points=Decimal(1 + turn % 3),
                words="Dasarnya disebut dengan tepat. Tunjukkan juga jalur resminya.",
                by=by,
            )


def _change_some(city: City, kept: list[BankQuestion], by: Person) -> None:
    """One question was written anew after its analysis, one was retired."""
    truth = next(question for question in kept if question.kind == Kind.TRUE_FALSE)
    assert truth.current is not None
    asked = truth.current.asked
    with freeze(city.days_ago(8)):
        rewrite_question(
            truth,
            Question.from_data(
                {
                    **asked.to_data(),
                    "prompt": "Persetujuan yang tidak memenuhi syarat undang-undang tetap berlaku "
                    "selama ditandatangani.",
                }
            ),
            change="Kalimat lama membingungkan peserta yang teliti.",
            by=by,
        )
        old = BankQuestion.objects.filter(source="PermenPANRB 14/2017").first()
        if old is not None:
            retire_question(old, reason="Menunggu aturan survei yang baru.", by=by)
