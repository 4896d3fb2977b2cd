"""That somebody asked the answer desk, as an xAPI statement; never what was asked."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sinau.ask.events import QuestionAsked
from sinau.journal.models import Entry
from sinau.records.profiles import words
from sinau.records.stating import activity, actor, states


@states(QuestionAsked)
def ask(fact: QuestionAsked, entry: Entry) -> dict[str, Any] | None:
    """Who asked; the words are the asker's own."""
    who = actor(fact.asker_id)
    if who is None:
        return None
    path = reverse("ask:show", args=[fact.question_id])
    return {
        "actor": who,
        "verb": words.ASKED,
        "object": activity(path, words.PRIVATE_QUESTION),
    }
