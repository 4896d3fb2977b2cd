"""The summary of an answer as a page shows it: what there is, and whether one may be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sinau.ask.checking import Checked
from sinau.ask.language.grounding import Grounded, supports
from sinau.ask.language.limits import is_open
from sinau.ask.language.writing import Writing, begin, may_leave, numbered, write
from sinau.ask.models import Call, Language, Question, Summary
from sinau.ask.standing import desk_standing


@dataclass(frozen=True)
class Offer:
    """What the page says of the language model beside the quotes."""

    language: Language | None = None
    summary: Summary | None = None
    sentences: tuple[Grounded, ...] = ()
    is_possible: bool = False
    is_resting: bool = False
    last: Call | None = None


def summary_of(question: Question, quotes: Sequence[Checked]) -> Offer:
    """The summary with the sentences whose quotes still hold, and whether another may be written."""
    language = Language.objects.in_use() if quotes else None
    summary = Summary.objects.filter(question=question).first()
    if language is None and summary is None:
        return Offer()
    may = language is not None and desk_standing().may_use_a_model
    return Offer(
        language=language,
        summary=summary,
        sentences=tuple(_that_stand(summary, quotes)) if summary is not None else (),
        is_possible=may and language is not None and bool(may_leave(language, numbered(quotes))),
        is_resting=language is not None and is_open(language.base_url),
        last=question.calls.first(),
    )


def _that_stand(summary: Summary, quotes: Sequence[Checked]) -> Iterator[Grounded]:
    """A sentence stands while a quote that is shown now supports it; numbers are those of the page."""
    texts = {one.number: f"{one.citation}\n{one.text}" for one in numbered(quotes)}
    for text, _numbers in summary.sentences:
        numbers = tuple(number for number, words in texts.items() if supports(words, text))
        if numbers:
            yield Grounded(text, numbers)


def begin_summary(question: Question, quotes: Sequence[Checked]) -> Writing | None:
    """A call is ready for this question; nothing where no model may be used."""
    language = Language.objects.in_use()
    if language is None or not desk_standing().may_use_a_model:
        return None
    return begin(language, question.text, numbered(quotes), question=question)


def written(writing: Writing) -> list[Grounded]:
    """All of it, for whoever waits for the whole page."""
    return list(write(writing))
