"""The desk as a service that can be examined from the register of AI uses."""

from __future__ import annotations

from sinau.ask.answering import answer_from
from sinau.ask.models import DeskUse
from sinau.innovation.answering import Answerer, add_answerer
from sinau.innovation.models import Idea
from sinau.innovation.scoring import Said
from sinau.people.models import Person
from sinau.search.finding import find_for


def _is_the_desk(idea: Idea) -> bool:
    return DeskUse.objects.filter(idea=idea, ended_at=None).exists()


def _ask(question: str, person: Person) -> Said:
    """What the desk would say to this person; examined also while its gate is closed."""
    answer = answer_from(
        lambda words, kinds, past: find_for(person, words, kinds=kinds, past=past, near=True),
        question,
    )
    return Said(
        "\n\n".join(one.text for one in answer.quotes),
        tuple(f"{one.document.title} {one.spot.citation}" for one in answer.quotes),
    )


add_answerer(Answerer(_is_the_desk, _ask))
