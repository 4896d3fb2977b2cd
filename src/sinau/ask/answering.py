"""Find what answers a question, quote it letter for letter, or say what is not known."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sinau.ask.checking import Key, Proof, prove
from sinau.ask.context import Context
from sinau.ask.standing import insist_on_approval
from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.search.engine.analysis import analyser
from sinau.search.engine.evidence import RULES, Evidence, companions, weigh
from sinau.search.engine.excerpts import Sentence, best_sentence, sentences
from sinau.search.engine.query import Plan
from sinau.search.finding import Find, Found, find_for
from sinau.search.models import SOURCES, Document, Kind, Passage, Standing
from sinau.search.sources import Spot

MOST_QUOTES = 3
LONGEST_QUOTE = 700
"""Letters of a quote from an article: the part around the best sentence where a section is longer."""
LONGEST_AYAT = 6000
"""An ayat is quoted whole: conditions and exceptions stand at its end."""
LOOKED_AT = 12
"""How many passages are held against their source when the day asked for is not today."""
SHORT_SENTENCE = 90
"""After a sentence of so few letters the next one belongs to the extract."""


@dataclass(frozen=True)
class Cited:
    """Words of a source with the place where they stand."""

    document: Document
    spot: Spot
    text: str
    sentence: str
    stands: Standing | None = None

    @property
    def key(self) -> Key:
        """How the place is named: a source and an anchor in it."""
        return (self.document.source, self.spot.anchor)


@dataclass(frozen=True)
class Dropped:
    """A place whose words were found but failed when its source was looked at again."""

    source: str
    anchor: str
    proof: Proof


@dataclass(frozen=True)
class Answer:
    """What became of a question: quotes when there was enough, else what came near."""

    evidence: Evidence
    quotes: tuple[Cited, ...] = ()
    near: tuple[Cited, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    as_of: date | None = None
    context: Context = field(default_factory=Context)
    seconds: float = 0.0

    @property
    def is_answer(self) -> bool:
        """Whether the quotes may be called an answer."""
        return bool(self.quotes)


Finder = Callable[[str, Sequence[str], bool], Found]
"""Finds for one reader: the words, the kinds, and whether what was repealed counts too."""


def answer_for(
    person: Person,
    question: str,
    *,
    as_of: date | None = None,
    conversation: Context | None = None,
) -> Answer:
    """Answer from what this person may read, or decline; nothing is written.

    `as_of` asks for what was in force on that day, `conversation` is what an earlier question left.
    Raises `DeskClosed` while the approval of the desk is withdrawn.
    """
    insist_on_approval()

    def find(words: str, kinds: Sequence[str], past: bool) -> Found:
        return find_for(person, words, kinds=kinds, past=past, near=True)

    return answer_from(find, question, as_of=as_of, conversation=conversation)


def answer_from(
    find: Finder,
    question: str,
    *,
    as_of: date | None = None,
    conversation: Context | None = None,
    talks: bool = True,
) -> Answer:
    """The same for any reader who can find."""
    began = time.perf_counter()
    context = conversation or Context()
    words = context.with_words(question)
    day = as_of if as_of is not None and as_of != today() else None
    # Articles tell what holds today; for another day only the regulations speak.
    found = find(words, (Kind.REGULATION,) if day else SOURCES, day is not None)
    found = _in_order(found, question, context)
    dropped: list[Dropped] = []
    if day is not None:
        found = _that_held(found, day)
    evidence = weigh(found.plan, found.hits)
    quotes = _quotes(found, day, dropped) if evidence.enough else ()
    near = () if quotes else _near(found, day)
    if not quotes and talks:
        talk = find(question, (Kind.CONVERSATION,), False)
        near += tuple(_cite(talk.plan, _one_each(talk.finds, talk.plan)[:MOST_QUOTES]))
    took = time.perf_counter() - began
    return Answer(evidence, quotes, near, tuple(dropped), as_of, context, took)


def _in_order(found: Found, question: str, context: Context) -> Found:
    """In a talk, what holds most of the words asked now comes first, and the regulation talked about.

    Only among what holds nearly as much of everything as the best: the topic stays the topic.
    """
    if context == Context() or not found.finds:
        return found
    asked = set(analyser().terms(question))
    enough = RULES["decision"]["companion"] * max(
        found.plan.coverage(one.hit.terms) for one in found.finds[:LOOKED_AT]
    )

    def place(one: Find) -> tuple[bool, bool, int]:
        holds = found.plan.coverage(one.hit.terms) >= enough
        held = len(asked & set(one.hit.terms)) if holds else 0
        return (not holds, not (holds and one.source == context.source), -held)

    return replace(found, finds=tuple(sorted(found.finds, key=place)))


def _that_held(found: Found, day: date) -> Found:
    """Only what was in force on that day, before anything is weighed."""
    first = found.finds[:LOOKED_AT]
    cited = _cite(found.plan, first)
    held = {one.key for one in _held(cited, day)}
    kept = [find for find, one in zip(first, cited, strict=False) if one.key in held]
    return replace(found, finds=tuple(kept))


def _quotes(found: Found, day: date | None, dropped: list[Dropped]) -> tuple[Cited, ...]:
    """The passages worth quoting together, each proved at its source at this moment."""
    chosen = {hit.key for hit in companions(found.plan, found.hits, at_most=MOST_QUOTES)}
    finds = [one for one in found.finds[:MOST_QUOTES] if one.hit.key in chosen]
    return _held(_cite(found.plan, finds), day, dropped)


def _near(found: Found, day: date | None) -> tuple[Cited, ...]:
    return _held(_cite(found.plan, _one_each(found.finds, found.plan)[:MOST_QUOTES]), day)


def _held(
    cited: Sequence[Cited], day: date | None, dropped: list[Dropped] | None = None
) -> tuple[Cited, ...]:
    """Those whose source says so at this moment, with how it stands; the others are `dropped`."""
    proofs = prove({one.key: one.text for one in cited}, day=day)
    kept = []
    for one in cited:
        proof, stands = proofs[one.key]
        if proof is Proof.HOLDS:
            kept.append(replace(one, stands=stands))
        elif dropped is not None:
            dropped.append(Dropped(*one.key, proof))
    return tuple(kept)


def _one_each(finds: Sequence[Find], plan: Plan) -> list[Find]:
    """Of each document the best passage that holds enough of what was asked to be named."""
    worth = [one for one in finds if plan.coverage(one.hit.terms) >= RULES["decision"]["near"]]
    return list({find.document: find for find in reversed(worth)}.values())[::-1]


def _cite(plan: Plan, finds: Sequence[Find]) -> list[Cited]:
    if not finds:
        return []
    documents = Document.objects.select_related("shelf").in_bulk([one.document for one in finds])
    passages = Passage.objects.defer("terms").in_bulk([find.passage for find in finds])
    return [
        cite(plan, documents[find.document], passages[find.passage])
        for find in finds
        if find.document in documents and find.passage in passages
    ]


def cite(plan: Plan, document: Document, passage: Passage) -> Cited:
    """The ayat (or section) that holds the best sentence, whole where the law stands in it."""
    best = best_sentence(plan, passage.text) or Sentence(0, len(passage.text))
    spots = passage.places()
    spot = passage.place_at(best.start)
    following = [other.start for other in spots if other.start > spot.start]
    end = following[0] if following else len(passage.text)
    inside = Sentence(best.start, min(best.end, end))
    longest = LONGEST_AYAT if document.shelf.kind == Kind.REGULATION else LONGEST_QUOTE
    span = _around(passage.text, inside, Sentence(spot.start, end), longest)
    shown = _and_the_next(passage.text, inside, span)
    return Cited(document, spot, span.of(passage.text).strip(), shown.of(passage.text).strip())


def _and_the_next(text: str, best: Sentence, span: Sentence) -> Sentence:
    """The best sentence, with the one after it where it says little by itself."""
    if best.end - best.start > SHORT_SENTENCE:
        return best
    after = [one for one in sentences(text) if one.start >= best.end and one.end <= span.end]
    if not after or "\n" in text[best.end : after[0].start]:
        return best
    return Sentence(best.start, after[0].end)


def _around(text: str, best: Sentence, whole: Sentence, longest: int) -> Sentence:
    """The whole, or as many sentences about the best one as may be quoted."""
    if whole.end - whole.start <= longest:
        return whole
    there = [one for one in sentences(text) if whole.start <= one.start and one.end <= whole.end]
    at = next((n for n, one in enumerate(there) if one.start >= best.start), 0)
    start, end = best.start, best.end
    for one in [*there[at + 1 : at + 4], *reversed(there[max(0, at - 1) : at])]:
        wider = (min(start, one.start), max(end, one.end))
        if wider[1] - wider[0] > longest:
            break
        start, end = wider
    return Sentence(start, min(end, start + longest * 2))
