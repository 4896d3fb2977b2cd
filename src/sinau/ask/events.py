"""What the answer desk tells the rest of the house; never the words of a question, which are private."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class QuestionAsked(Fact):
    """Somebody asked; `repeats` is the question that is asked again, or nought."""

    kind = "ask.question.asked"
    about = "ask.question:{question_id}"
    told = gettext_noop("mengajukan pertanyaan kepada Tanya")

    question_id: int
    asker_id: int
    agency_id: int | None = None
    repeats: int = 0


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(Fact):
    """Sources were good enough; `sources` are the documents that were quoted."""

    kind = "ask.question.answered"
    about = "ask.question:{question_id}"
    told = gettext_noop("mendapat jawaban dengan {quotes} kutipan")

    question_id: int
    asker_id: int
    agency_id: int | None
    sources: tuple[str, ...]
    quotes: int
    confidence: float


@dataclass(frozen=True, kw_only=True)
class QuestionRefused(Fact):
    """No source was good enough; `near` are the documents that came close."""

    kind = "ask.question.refused"
    about = "ask.question:{question_id}"
    told = gettext_noop("diberi tahu bahwa belum ada sumber yang cukup")

    question_id: int
    asker_id: int
    agency_id: int | None
    near: tuple[str, ...]
    unknown_words: int
    confidence: float


@dataclass(frozen=True, kw_only=True)
class QuestionHandedOver(Fact):
    """The asker took the question to a community."""

    kind = "ask.question.handed_over"
    about = "ask.question:{question_id}"
    told = gettext_noop("menanyakannya kepada “{community_name}”")

    question_id: int
    asker_id: int
    agency_id: int | None
    community_id: int
    community_name: str
    conversation_id: int
    conversation_url: str


@dataclass(frozen=True, kw_only=True)
class AnswerRated(Fact):
    """The asker said whether the answer, or the honest no, helped."""

    kind = "ask.answer.rated"
    about = "ask.question:{question_id}"
    told = gettext_noop("menilai jawaban")

    question_id: int
    person_id: int
    agency_id: int | None
    helped: bool
    was_answered: bool


@dataclass(frozen=True, kw_only=True)
class QuestionKnown(Fact):
    """An article was verified that grew out of this question; asking again should answer it."""

    kind = "ask.question.known"
    about = "ask.question:{question_id}"
    told = gettext_noop("menyediakan artikel untuk pertanyaan ini: “{title}”")

    question_id: int
    asker_id: int
    article_id: int
    title: str
    url: str
