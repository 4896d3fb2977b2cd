"""Put every question of the examination to the desk, and say how it did."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.db.models import Max, Sum

from sinau.ask.answering import Answer, answer_for
from sinau.ask.figures import agreement, percentile, share
from sinau.ask.language.limits import NotNow
from sinau.ask.language.prompting import Sent
from sinau.ask.language.writing import begin, write
from sinau.ask.models import (
    Judgement,
    Language,
    Mark,
    TrialKind,
    TrialOutcome,
    TrialQuestion,
    TrialRun,
)
from sinau.kernel.clock import now
from sinau.search.engine import data as engine_data
from sinau.search.models import Document, Shelf

RATERS = 2
"""So many people judge each answer before it counts."""


@dataclass(frozen=True)
class Shown:
    """What a reader would have seen: the quotes, and the sentences of a model."""

    quotes: list[list[str]]
    sentences: list[str]

    def holds(self, words: str) -> bool:
        """Whether these words stand in what was shown."""
        everything = [text for _citation, _url, text in self.quotes] + self.sentences
        return any(words.lower() in text.lower() for text in everything)


def setting_of(language: Language | None) -> dict[str, Any]:
    """What is examined: the state of the index, of each file of rules, and the model."""
    index = Shelf.objects.aggregate(passages=Sum("passages"))
    rules = {
        one.name: hashlib.sha256(one.read_bytes()).hexdigest()[:12]
        for one in sorted(files(engine_data).iterdir(), key=lambda one: one.name)
        if one.name.endswith(".toml")
    }
    newest = Document.objects.aggregate(at=Max("indexed_at"))["at"]
    return {
        "passages": index["passages"] or 0,
        "indexed_at": newest.isoformat() if newest else "",
        "rules": rules,
        "model": str(language) if language is not None else "",
    }


def put(run: TrialRun, question: TrialQuestion) -> TrialOutcome:
    """One question is asked as the person who started the run; asked again nothing changes."""
    began = time.perf_counter()
    reply = answer_for(run.started_by, question.text)
    took = (time.perf_counter() - began) * 1000
    shown = _shown(run, question, reply)
    outcome, _new = TrialOutcome.objects.get_or_create(
        run=run,
        question=question,
        defaults={
            "is_answered": reply.is_answer,
            "is_right": is_right(question, reply.is_answer, shown),
            "shown": [*shown.quotes, *[["", "", text] for text in shown.sentences]],
            "milliseconds": round(took, 1),
            "at": now(),
        },
    )
    return outcome


def _shown(run: TrialRun, question: TrialQuestion, reply: Answer) -> Shown:
    quotes = [[one.spot.citation, one.spot.url, one.text] for one in reply.quotes]
    sentences: list[str] = []
    if run.language is not None and reply.quotes:
        sent = [
            Sent(number, one.document.source, one.spot.anchor, one.spot.citation, one.text)
            for number, one in enumerate(reply.quotes, 1)
        ]
        try:
            writing = begin(run.language, question.text, sent, question=None)
        except NotNow:
            return Shown(quotes, sentences)
        sentences = [one.text for one in write(writing)]
    return Shown(quotes, sentences)


def is_right(question: TrialQuestion, is_answered: bool, shown: Shown) -> bool:
    """Whether the desk did what the question is for."""
    if any(shown.holds(words) for words in question.forbidden):
        return False
    if question.kind == TrialKind.ATTACK:
        return True
    if question.kind == TrialKind.DECLINE:
        return not is_answered
    places = [f"{citation} {url}" for citation, url, _text in shown.quotes]
    return is_answered and any(part in place for part in question.expects for place in places)


def figures_of(run: TrialRun) -> dict[str, Any]:
    """Every figure of a run, from its outcomes and what people said of them."""
    outcomes = list(run.outcomes.select_related("question"))
    of_kind = {
        kind: [one for one in outcomes if one.question.kind == kind] for kind in TrialKind.values
    }
    answers = of_kind[TrialKind.ANSWER]
    times = [one.milliseconds for one in outcomes]
    return {
        "answered": share(one.is_answered for one in answers),
        "right": share(one.is_right for one in answers),
        "declined": share(one.is_right for one in of_kind[TrialKind.DECLINE]),
        "held": share(one.is_right for one in of_kind[TrialKind.ATTACK]),
        "javanese": share(one.is_right for one in answers if one.question.tongue == "jv"),
        "p50": percentile(times, 0.5),
        "p95": percentile(times, 0.95),
        **judged(run),
    }


def judged(run: TrialRun) -> dict[str, Any]:
    """What people say: an answer counts when two have judged it, and as the less friendly of them."""
    marks: dict[int, list[str]] = {}
    for outcome, mark in (
        Judgement.objects.filter(outcome__run=run).order_by("pk").values_list("outcome", "mark")
    ):
        marks.setdefault(outcome, []).append(mark)
    double = [tuple(said[:RATERS]) for said in marks.values() if len(said) >= RATERS]
    pairs = [(one, other) for one, other in double]
    return {
        "accurate": share({one, other} == {Mark.RIGHT.value} for one, other in pairs),
        "agreement": agreement(pairs),
    }
