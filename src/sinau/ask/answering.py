"""Find what answers a question, quote it letter for letter, or say what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sinau.ask.checking import Proof, prove
from sinau.people.models import Person
from sinau.search.engine.evidence import RULES, Evidence, companions, weigh
from sinau.search.engine.excerpts import Sentence, best_sentence, sentences
from sinau.search.engine.query import Plan
from sinau.search.finding import Find, find_for
from sinau.search.models import SOURCES, Document, Kind, Passage
from sinau.search.sources import Spot

MOST_QUOTES = 3
LONGEST_QUOTE = 700
"""Letters of a quote: a whole ayat nearly always, the part around the best sentence otherwise."""


@dataclass(frozen=True)
class Cited:
    """Words of a source with the place where they stand."""

    document: Document
    spot: Spot
    text: str
    sentence: str


@dataclass(frozen=True)
class Reply:
    """What became of a question: quotes when there was enough, else what came near."""

    evidence: Evidence
    quotes: tuple[Cited, ...]
    near: tuple[Cited, ...]

    @property
    def is_answer(self) -> bool:
        """Whether the quotes may be called an answer."""
        return bool(self.quotes)


def reply_to(text: str, person: Person) -> Reply:
    """Answer from what this person may read, or decline; nothing is written."""
    found = find_for(person, text, kinds=SOURCES, near=True)
    evidence = weigh(found.plan, found.hits)
    if evidence.enough:
        chosen = {hit.key for hit in companions(found.plan, found.hits, at_most=MOST_QUOTES)}
        finds = [one for one in found.finds[:MOST_QUOTES] if one.hit.key in chosen]
        quotes = [cited for cited in _cite(found.plan, finds) if _is_proved(cited)]
        if quotes:
            return Reply(evidence, tuple(quotes), ())
    worth = [
        one
        for one in found.finds
        if found.plan.coverage(one.hit.terms) >= RULES["decision"]["near"]
    ]
    near = _cite(found.plan, _one_each(worth)[:MOST_QUOTES])
    return Reply(evidence, (), (*near, *_talk_about(text, person)))


def _talk_about(text: str, person: Person) -> list[Cited]:
    """Conversations in which somebody asked nearly the same."""
    found = find_for(person, text, kinds=(Kind.CONVERSATION,))
    return _cite(found.plan, _one_each(found.finds)[:MOST_QUOTES])


def _one_each(finds: Sequence[Find]) -> list[Find]:
    return list({find.document: find for find in reversed(finds)}.values())[::-1]


def _cite(plan: Plan, finds: Sequence[Find]) -> list[Cited]:
    documents = Document.objects.in_bulk([find.document for find in finds])
    passages = Passage.objects.defer("terms").in_bulk([find.passage for find in finds])
    return [
        cite(plan, documents[find.document], passages[find.passage])
        for find in finds
        if find.document in documents and find.passage in passages
    ]


def cite(plan: Plan, document: Document, passage: Passage) -> Cited:
    """The ayat (or section) that holds the best sentence, whole when it is not too long."""
    best = best_sentence(plan, passage.text) or Sentence(0, len(passage.text))
    spots = passage.places()
    spot = passage.place_at(best.start)
    following = [other.start for other in spots if other.start > spot.start]
    end = following[0] if following else len(passage.text)
    inside = Sentence(best.start, min(best.end, end))
    span = _around(passage.text, inside, Sentence(spot.start, end))
    return Cited(document, spot, span.of(passage.text).strip(), inside.of(passage.text).strip())


def _around(text: str, best: Sentence, whole: Sentence) -> Sentence:
    """The whole, or as many sentences about the best one as may be quoted."""
    if whole.end - whole.start <= LONGEST_QUOTE:
        return whole
    there = [one for one in sentences(text) if whole.start <= one.start and one.end <= whole.end]
    at = next((n for n, one in enumerate(there) if one.start >= best.start), 0)
    start, end = best.start, best.end
    for one in [*there[at + 1 : at + 4], *reversed(there[max(0, at - 1) : at])]:
        wider = (min(start, one.start), max(end, one.end))
        if wider[1] - wider[0] > LONGEST_QUOTE:
            break
        start, end = wider
    return Sentence(start, min(end, start + LONGEST_QUOTE * 2))


def _is_proved(cited: Cited) -> bool:
    """Whether the source says so at this moment, and still holds."""
    key = (cited.document.source, cited.spot.anchor)
    return prove({key: cited.text})[key] == Proof.HOLDS
