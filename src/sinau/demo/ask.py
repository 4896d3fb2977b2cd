"""What the people of the demo city asked Tanya, what it answered, and where it had to decline."""

from __future__ import annotations

from sinau.ask.actions import ask, hand_over, rate
from sinau.ask.models import Question
from sinau.communities.models import Community
from sinau.demo.city import City, content
from sinau.kernel import clock
from sinau.people.models import Audience

# How many days ago the first was asked; the others follow, the last one today's morning.
FIRST = 20
UNHELPFUL_EVERY = 6


def seed(city: City) -> None:
    """Twenty questions over three weeks; answers are rated, and one refusal goes to people."""
    questions = content("questions.toml")["question"]
    for turn, asked in enumerate(questions):
        asker = city.person(asked["by"])
        days = max(1, FIRST - turn)
        with clock.freeze(city.days_ago(days, hour=8 + turn % 8, minute=(turn * 7) % 60)):
            question = ask(asked["text"], by=asker)
            if question.is_answered and turn % 2 == 0:
                rate(question, helped=turn % UNHELPFUL_EVERY != 4, by=asker)
    _take_one_to_people(city)


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
