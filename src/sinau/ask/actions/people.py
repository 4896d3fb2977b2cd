"""Carry a question to people, rate what was answered, note the article that came of it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.ask.actions.gaps import enter_gap, settle
from sinau.ask.events import AnswerRated, QuestionHandedOver, QuestionKnown
from sinau.ask.models import HandOver, LaterArticle, Question, Rating, Want
from sinau.ask.routing import named
from sinau.communities.actions import start_conversation
from sinau.communities.models import Community
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.knowledge.actions import ask_expert
from sinau.knowledge.refusals import TooManyRequests
from sinau.people.models import Person


class AnsweredAlready(Refused):
    """A question that has its sources, and helped, is not carried to a community by the desk."""


@transaction.atomic
def hand_over(
    question: Question,
    *,
    community: Community,
    title: str,
    body: str,
    by: Person,
    experts: Sequence[Person] = (),
) -> HandOver:
    """The question stands in a community under the asker's name; a second time it stands there once.

    `experts` hear of it, but for those whose week has been filled meanwhile.
    """
    question = Question.objects.select_for_update(of=("self",)).with_outcome().get(pk=question.pk)
    if question.is_handed_over:
        return question.hand_over
    if question.is_answered and not question.ratings.filter(helped=False).exists():
        raise AnsweredAlready(
            _(
                "Pertanyaan ini sudah terjawab. Nilai dahulu “tidak membantu” bila Anda ingin menanyakannya kepada orang."
            ),
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
    for expert in experts:
        with suppress(TooManyRequests):
            ask_expert(
                expert,
                subject=f"communities.conversation:{conversation.pk}",
                topic=named(question, by.agency),
                by=by,
                url=handed.conversation_url,
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
        if not helped:
            enter_gap(question, Want.UNHELPFUL, near_agency=None)
        elif question.is_answered:
            settle(question, is_told=False)
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
