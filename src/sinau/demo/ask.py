"""What the people of the demo city asked Tanya, what it answered, and where it had to decline."""

from __future__ import annotations

from datetime import timedelta

from sinau.ask.actions import (
    ask,
    ask_about_gap,
    forward_gap,
    go_on_with,
    hand_over,
    judge,
    keep_questions,
    name_desk,
    publish_trial,
    rate,
    set_public,
)
from sinau.ask.context import context_of
from sinau.ask.examining import setting_of
from sinau.ask.models import Gap, Mark, Question, Rating, TrialQuestion, TrialRun
from sinau.ask.routing import experts_for
from sinau.communities.models import Community
from sinau.demo.city import City, content
from sinau.innovation.models import Idea
from sinau.kernel import clock
from sinau.people.models import Audience

# How many days ago the first was asked; the others follow, the last one today's morning.
FIRST = 20
UNHELPFUL_EVERY = 6


def seed(city: City) -> None:
    """Twenty questions over three weeks, rated or handed on; the desk is an AI use, and examined."""
    _register(city)
    questions = content("questions.toml")["question"]
    for turn, asked in enumerate(questions):
        asker = city.person(asked["by"])
        days = max(1, FIRST - turn)
        with clock.freeze(city.days_ago(days, hour=8 + turn % 8, minute=(turn * 7) % 60)):
            question = ask(asked["text"], by=asker)
            if question.is_answered and turn % 2 == 0:
                rate(question, helped=turn % UNHELPFUL_EVERY != 4, by=asker)
    _think_better_of_it(city)
    _talk_on(city)
    _take_one_to_people(city)
    _pass_one_on(city)
    _ask_somebody(city)
    _examine(city)


def _register(city: City) -> None:
    """The desk follows the gate of its own entry in the register, and answers the public."""
    desk = Idea.objects.filter(slug="tanya-sinau").first()
    if desk is not None:
        with clock.freeze(city.days_ago(75)):
            name_desk(desk, by=city.cast["agung"])
    with clock.freeze(city.days_ago(40)):
        set_public(is_open=True, a_minute=10, by=city.cast["agung"])


def _think_better_of_it(city: City) -> None:
    """One answer that did not help at first did, two days later: its gap has closed."""
    rating = Rating.objects.filter(helped=False).order_by("said_at").first()
    if rating is not None:
        with clock.freeze(rating.said_at + timedelta(days=2, hours=3)):
            question = Question.objects.with_outcome().get(pk=rating.question_id)
            rate(question, helped=True, by=rating.person)


def _talk_on(city: City) -> None:
    """A question that goes on from the one before."""
    sari = city.cast["sari"]
    first = Question.objects.get(asker=sari, text__startswith="Berapa hari sisa cuti")
    with clock.freeze(city.days_ago(FIRST, hour=8, minute=20)):
        ask("Cara mengajukannya bagaimana?", by=sari, follows=first, context=context_of(first))


def _pass_one_on(city: City) -> None:
    """A gap that another agency should know of."""
    gap = Gap.objects.open().filter(members__question__text__contains="retribusi").first()
    if gap is not None:
        with clock.freeze(city.days_ago(2, hour=9)):
            forward_gap(
                gap,
                agency=city.agencies["dishub"],
                note="Tarifnya ditetapkan dinas Anda.",
                by=city.cast["ratna"],
            )


def _ask_somebody(city: City) -> None:
    """A gap that was brought to somebody who agreed to be asked."""
    ratna = city.cast["ratna"]
    for gap in Gap.objects.open().filter(forwards=None).order_by("pk"):
        question = gap.members.all()[0].question
        known = [one.person for one in experts_for(question) if one.person != ratna]
        if known:
            with clock.freeze(city.days_ago(1, hour=10)):
                ask_about_gap(gap, known[0], question=question, by=ratna)
            return


def _examine(city: City) -> None:
    """One examination, published; two people judged half of its answers."""
    agung = city.cast["agung"]
    with clock.freeze(city.days_ago(6, hour=10)):
        rows = content("desk_trials.toml")["question"]
        keep_questions(
            [{"tongue": "id", "expects": [], "forbidden": [], **row} for row in rows], by=agung
        )
        run = TrialRun.objects.create(
            started_by=agung,
            started_at=clock.now(),
            moved_at=clock.now(),
            note="Ujian pertama sesudah artikel bulan ini",
            total=TrialQuestion.objects.count(),
            setting=setting_of(None),
        )
        go_on_with(run)
    for key in ("ratna", "wulan"):
        with clock.freeze(city.days_ago(5, hour=14)):
            for outcome in run.outcomes.filter(is_answered=True)[::2]:
                mark = Mark.RIGHT if outcome.is_right else Mark.PARTLY
                judge(outcome, mark, by=city.cast[key])
    run.refresh_from_db()
    with clock.freeze(city.days_ago(4)):
        publish_trial(run, by=city.cast["ratna"])


def _take_one_to_people(city: City) -> None:
    """A question without a source, carried to a community everybody may write in."""
    declined = Question.objects.unanswered().filter(asker=city.cast["tri"]).first()
    community = (
        Community.objects.joinable_by(city.cast["tri"])
        .filter(audience=Audience.CITY)
        .order_by("pk")
        .first()
    )
    if declined is None or community is None:
        return
    with clock.freeze(city.days_ago(1, hour=15)):
        hand_over(
            declined,
            community=community,
            title=declined.text,
            body="Saya mencarinya untuk bahan pemeriksaan. Apakah ketetapannya sudah ada?",
            by=city.cast["tri"],
        )
