"""What the answer desk hears: an article grew out of a question, and there is something new to know."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.ask.actions import doubt_answers, note_later_article, try_gaps_about
from sinau.ask.events import AnswersDoubted, QuestionAnswerable
from sinau.ask.models import Question
from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.knowledge.events import (
    ArticleAudienceChanged,
    ArticleNeedsCheck,
    ArticleRenewed,
    ArticleVerified,
    RegulationAffected,
    RegulationPublished,
)
from sinau.knowledge.models import Passage
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


@hears(RegulationAffected, ArticleNeedsCheck)
def doubt_what_quotes_it(fact: RegulationAffected | ArticleNeedsCheck, entry: Entry) -> None:
    """Kept answers that quote what has changed wait until their askers have looked again."""
    if isinstance(fact, ArticleNeedsCheck):
        doubt_answers(fact.subject, reason=fact.reason, changed_at=entry.told_at)
        return
    # By name and not by `units`: the passages have other numbers once a regulation is read anew.
    named = Passage.objects.filter(regulation=fact.regulation_id, pasal__in=fact.pasal)
    doubt_answers(
        fact.subject,
        reason=_reason(fact),
        changed_at=entry.told_at,
        anchors=list(named.values_list("anchor", flat=True)) if fact.pasal else None,
        since=fact.since,
    )


def _reason(fact: RegulationAffected) -> str:
    with translation.override("id"):  # Kept for everybody, whoever noted the change.
        pasal = f" Pasal {', '.join(fact.pasal)}" if fact.pasal else ""
        is_repeal = fact.effect == "repealed"
        said = say("%(title)s telah dicabut") if is_repeal else say("%(title)s telah diubah")
        said = said % {"title": f"{fact.short_title}{pasal}"}
        if not fact.because:
            return said
        return say("%(said)s dengan %(because)s") % {"said": said, "because": fact.because}


@tells(
    AnswersDoubted,
    kind="doubted",
    label=_("Sumber jawaban saya berubah"),
    short=_("Tanya"),
    icon="message-circle-question-mark",
)
def tell_doubted(fact: AnswersDoubted, entry: Entry) -> Iterator[Letter]:
    """Each asker hears of each of their answers; what changed stands on its own page."""
    for question_id, asker_id in fact.answers:
        yield Letter(
            person_id=asker_id,
            sentence=gettext_noop("Sumber satu jawaban Tanya untuk Anda berubah; periksa lagi"),
            words={},
            url=f"/tanya/{question_id}/",
        )


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
