"""What the answer desk hears: an article grew out of a question that had no source."""

from __future__ import annotations

from sinau.ask.actions import note_later_article
from sinau.ask.models import Question
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.knowledge.events import ArticleVerified


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
