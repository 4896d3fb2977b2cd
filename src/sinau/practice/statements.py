"""Learning by doing, as xAPI statements."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sinau.journal.models import Entry
from sinau.practice.events import CycleCompleted, WorkMarked
from sinau.records.profiles import words
from sinau.records.stating import activity, actor, minutes_long, states

Statement = dict[str, Any]


@states(CycleCompleted)
def complete(fact: CycleCompleted, entry: Entry) -> Statement | None:
    """Who finished coaching, mentoring, magang or the like, and how long it took."""
    who = actor(fact.learner_id)
    if who is None:
        return None
    return {
        "actor": who,
        "verb": words.COMPLETED,
        "object": activity(
            reverse("practice:cycle", args=[fact.cycle_id]), words.COURSE, fact.title
        ),
        "result": {"completion": True, "duration": minutes_long(fact.minutes)},
        "context": {"extensions": {words.FORM: fact.form, words.EVIDENCE: fact.subject}},
    }


@states(WorkMarked)
def mark(fact: WorkMarked, entry: Entry) -> Statement | None:
    """Whose work passed or came back, with its score."""
    who = actor(fact.person_id)
    if who is None:
        return None
    return {
        "actor": who,
        "verb": words.PASSED if fact.passed else words.FAILED,
        "object": activity(
            reverse("practice:assignment", args=[fact.assignment_id]), words.ASSESSMENT, fact.title
        ),
        "result": {
            "score": {
                "scaled": float(fact.score) / 100,
                "raw": float(fact.score),
                "min": 0,
                "max": 100,
            },
            "success": fact.passed,
        },
    }
