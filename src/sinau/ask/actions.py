"""The verbs of the answer desk."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.ask.answering import Cited, Reply, reply_to
from sinau.ask.events import (
    AnswerRated,
    QuestionAnswered,
    QuestionAsked,
    QuestionHandedOver,
    QuestionKnown,
    QuestionRefused,
)
from sinau.ask.models import Answer, HandOver, LaterArticle, Question, Quote, Rating, Refusal
from sinau.communities.actions import start_conversation
from sinau.communities.models import Community
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person

A_DOUBLE_PRESS = timedelta(seconds=30)


class AnsweredAlready(Refused):
    """A question that has its sources is not carried to a community by the desk."""


@transaction.atomic
def ask(text: str, *, by: Person, repeats: Question | None = None) -> Question:
    """The question is kept with its answer or its refusal; pressed twice, it is one question."""
    text = " ".join(text.split())
    # One after the other, so that the second press sees the first.
    Person.objects.select_for_update().get(pk=by.pk)
    pressed = Question.objects.filter(
        asker=by, text=text, repeats=repeats, asked_at__gt=now() - A_DOUBLE_PRESS
    ).first()
    if pressed is not None:
        return pressed
    question = Question.objects.create(
        asker=by, agency=by.agency, text=text, asked_at=now(), repeats=repeats
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
    reply = reply_to(text, by)
    if reply.is_answer:
        _answer(question, reply)
    else:
        _refuse(question, reply)
    return question


def _answer(question: Question, reply: Reply) -> None:
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


def _refuse(question: Question, reply: Reply) -> None:
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


@transaction.atomic
def hand_over(
    question: Question, *, community: Community, title: str, body: str, by: Person
) -> HandOver:
    """The question stands in a community under the asker's name; a second time it stands there once."""
    question = Question.objects.select_for_update(of=("self",)).with_outcome().get(pk=question.pk)
    if question.is_handed_over:
        return question.hand_over
    if question.is_answered:
        raise AnsweredAlready(
            _("Pertanyaan ini sudah terjawab. Buka komunitas bila Anda ingin membahasnya."),
            back=question.get_absolute_url(),
        )
    conversation = start_conversation(
        community=community,
        by=by,
        title=title,
        body=body,
        is_question=True,
        question=question.source,
    )
    handed = HandOver.objects.create(
        question=question,
        community_id=community.pk,
        community_name=community.name,
        conversation_id=conversation.pk,
        conversation_url=conversation.get_absolute_url(),
        title=conversation.title,
        handed_by=by,
        handed_at=now(),
    )
    announce(
        QuestionHandedOver(
            question_id=question.pk,
            asker_id=question.asker_id,
            agency_id=question.agency_id,
            community_id=community.pk,
            community_name=community.name,
            conversation_id=conversation.pk,
            conversation_url=handed.conversation_url,
        ),
        by=by,
    )
    return handed


@transaction.atomic
def rate(question: Question, *, helped: bool, by: Person) -> Rating:
    """This person's voice on the answer; saying it again changes nothing, the opposite replaces it."""
    rating, is_new = Rating.objects.select_for_update().get_or_create(
        question=question, person=by, defaults={"helped": helped, "said_at": now()}
    )
    if is_new or rating.helped != helped:
        rating.helped, rating.said_at = helped, now()
        rating.save(update_fields=["helped", "said_at"])
        announce(
            AnswerRated(
                question_id=question.pk,
                person_id=by.pk,
                agency_id=question.agency_id,
                helped=helped,
                was_answered=question.is_answered,
            ),
            by=by,
        )
    return rating


@transaction.atomic
def note_later_article(question: Question, *, article_id: int, title: str, url: str) -> bool:
    """The question leads to an article that was verified since; a second time nothing changes."""
    _row, is_new = LaterArticle.objects.get_or_create(
        question=question,
        article_id=article_id,
        defaults={"title": title, "verified_at": now()},
    )
    if is_new:
        announce(
            QuestionKnown(
                question_id=question.pk,
                asker_id=question.asker_id,
                article_id=article_id,
                title=title,
                url=url,
            ),
            by=None,
        )
    return is_new
