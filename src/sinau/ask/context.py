"""What a further question takes along from the one before it: its topic, and its regulation."""

from __future__ import annotations

from dataclasses import dataclass

from sinau.ask.models import Question
from sinau.search.engine.analysis import analyser
from sinau.search.models import Kind

MOST = 5
"""Words carried over; more would drown what is asked now."""


@dataclass(frozen=True)
class Context:
    """Words of an earlier question, and the source it was answered from."""

    words: tuple[str, ...] = ()
    source: str = ""

    def with_words(self, text: str) -> str:
        """The question with the words it leaves unsaid."""
        said = set(analyser().terms(text))
        missing = [word for word in self.words if not said & set(analyser().terms(word))]
        return " ".join([text, *missing])


def words_of(text: str) -> tuple[str, ...]:
    """The words of a question that say what it is about, as they were written."""
    found: dict[str, str] = {}
    for token in analyser().tokens(text):
        if token.term and not token.word.isdecimal():
            found.setdefault(token.term, text[token.start : token.end])
    return tuple(found.values())[:MOST]


def context_of(question: Question) -> Context:
    """What the next question may take along: this one's topic and what it brought with it."""
    words = dict.fromkeys((*question.carried, *words_of(question.text)))
    first = question.quotes.filter(is_near=False).first()
    source = first.source if first is not None and first.kind == Kind.REGULATION else ""
    return Context(tuple(words)[:MOST], source)
