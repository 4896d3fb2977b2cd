"""Ask, delete what one asked, and keep the answer or the refusal with its quotes."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from sinau.ask import answering
from sinau.ask.actions.doubts import settle_doubts
from sinau.ask.actions.gaps import enter_gap, leave_gap, settle
from sinau.ask.answering import Cited, answer_for
from sinau.ask.context import Context
from sinau.ask.events import QuestionAnswered, QuestionAsked, QuestionDeleted, QuestionRefused
from sinau.ask.models import Answer, Question, Quote, Refusal, Want, Withheld
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person

A_DOUBLE_PRESS = timedelta(seconds=30)


@transaction.atomic
def ask(
    text: str,
    *,
    by: Person,
    repeats: Question | None = None,
    as_of: date | None = None,
    follows: Question | None = None,
    context: Context | None = None,
) -> Question:
    """The question is kept with its answer or its refusal; pressed twice, it is one question."""
    context = context or Context()
    text = " ".join(text.split())
    # One after the other, so that the second press sees the first.
    Person.objects.select_for_update().get(pk=by.pk)
    pressed = Question.objects.filter(
        asker=by,
        text=text,
        repeats=repeats,
        as_of=as_of,
        follows=follows,
        carried=list(context.words),
        asked_at__gt=now() - A_DOUBLE_PRESS,
    ).first()
    if pressed is not None:
        return pressed
    question = Question.objects.create(
        asker=by,
        agency=by.agency,
        text=text,
        asked_at=now(),
        repeats=repeats,
        as_of=as_of,
        follows=follows,
        carried=list(context.words),
        carried_source=context.source,
    )
    announce(
        QuestionAsked(
            question_id=question.pk,
            asker_id=by.pk,
            agency_id=by.agency_id,
            repeats=repeats.pk if repeats else 0,
        ),
        by=by,
    )
    if repeats is not None:
        settle_doubts(repeats)
    reply = answer_for(by, text, as_of=as_of, conversation=context)
    _withhold(question, reply)
    if reply.is_answer:
        _answer(question, reply)
        if repeats is not None:
            settle(repeats, is_told=False)
    else:
        _refuse(question, reply)
    return question


@transaction.atomic
def delete_question(question: Question, *, by: Person) -> None:
    """Nothing is kept of the words, the answer and the quotes; the journal still says that it was."""
    leave_gap(question)
    announce(QuestionDeleted(question_id=question.pk, asker_id=question.asker_id), by=by)
    question.delete()


def _withhold(question: Question, reply: answering.Answer) -> None:
    Withheld.objects.bulk_create(
        Withheld(
            question=question,
            source=one.source,
            anchor=one.anchor,
            reason=one.proof.value,
            withheld_at=now(),
        )
        for one in reply.dropped
    )


def _answer(question: Question, reply: answering.Answer) -> None:
    Answer.objects.create(
        question=question,
        confidence=reply.evidence.confidence,
        coverage=reply.evidence.coverage,
        answered_at=now(),
    )
    quotes = _quote(question, reply.quotes, near=False)
    announce(
        QuestionAnswered(
            question_id=question.pk,
            asker_id=question.asker_id,
            agency_id=question.agency_id,
            sources=tuple(dict.fromkeys(quote.source for quote in quotes)),
            quotes=len(quotes),
            confidence=round(reply.evidence.confidence, 3),
        ),
        by=question.asker,
    )


def _refuse(question: Question, reply: answering.Answer) -> None:
    Refusal.objects.create(
        question=question,
        confidence=reply.evidence.confidence,
        coverage=reply.evidence.coverage,
        unknown=list(reply.evidence.unknown),
        missing=list(reply.evidence.missing),
        refused_at=now(),
    )
    near = _quote(question, reply.near, near=True)
    announce(
        QuestionRefused(
            question_id=question.pk,
            asker_id=question.asker_id,
            agency_id=question.agency_id,
            near=tuple(dict.fromkeys(quote.source for quote in near)),
            unknown_words=len(reply.evidence.unknown),
            confidence=round(reply.evidence.confidence, 3),
        ),
        by=question.asker,
    )
    near_agency = next((one.document.agency_id for one in reply.near), None)
    enter_gap(question, Want.NO_SOURCE, near_agency=near_agency)


def _quote(question: Question, cited: tuple[Cited, ...], *, near: bool) -> list[Quote]:
    return Quote.objects.bulk_create(
        Quote(
            question=question,
            position=position,
            is_near=near,
            source=one.document.source,
            anchor=one.spot.anchor,
            kind=one.document.shelf.kind,
            title=one.document.title,
            citation=one.spot.citation[:500],
            url=one.spot.url,
            page=one.spot.page,
            text=one.text,
            sentence=one.sentence,
        )
        for position, one in enumerate(cited, 1)
    )
