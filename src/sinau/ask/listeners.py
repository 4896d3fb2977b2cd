"""What the answer desk hears: an article grew out of a question, and there is something new to know."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.ask.actions import note_later_article, try_gaps_about
from sinau.ask.events import QuestionAnswerable
from sinau.ask.models import Question
from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.knowledge.events import (
    ArticleAudienceChanged,
    ArticleRenewed,
    ArticleVerified,
    RegulationPublished,
)
from sinau.search.actions import put_in_index


@hears(ArticleVerified)
def note_articles_for_questions(fact: ArticleVerified, entry: Entry) -> None:
    """Tell the questions that led to this article, straight or by way of a community."""
    noun, _, pk = fact.source.rpartition(":")
    if noun == "communities.conversation":
        questions = Question.objects.filter(hand_over__conversation_id=int(pk))
    elif noun == "ask.question":
        questions = Question.objects.filter(pk=int(pk))
    else:
        return
    for question in questions:
        note_later_article(
            question,
            article_id=fact.article_id,
            title=fact.title,
            url=f"/pengetahuan/{fact.slug}/",
        )


@hears(ArticleVerified, ArticleRenewed, ArticleAudienceChanged, RegulationPublished)
def try_gaps_again(
    fact: ArticleVerified | ArticleRenewed | ArticleAudienceChanged | RegulationPublished,
    entry: Entry,
) -> None:
    """Ask the desk again what the new knowledge could answer; told twice, nothing changes."""
    # Facts reach listeners in no order: the index must know it before the desk is asked.
    put_in_index(fact.subject)
    try_gaps_about(fact.subject)


@tells(
    QuestionAnswerable,
    kind="answerable",
    label=_("Pertanyaan saya kepada Tanya kini dapat dijawab"),
    short=_("Tanya"),
    icon="message-circle-question-mark",
)
def tell_answerable(fact: QuestionAnswerable, entry: Entry) -> Iterator[Letter]:
    """Whoever asked hears so; the words of the question stay on its own page."""
    yield Letter(
        person_id=fact.asker_id,
        sentence=gettext_noop("Tanya kini dapat menjawab satu pertanyaan Anda"),
        words={},
        url=f"/tanya/{fact.question_id}/",
    )
