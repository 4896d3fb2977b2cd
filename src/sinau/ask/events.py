"""What the answer desk tells the rest of the house; never the words of a question, which are private."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
class AnswersDoubted(Fact):
    """A source changed that kept answers quote; `answers` are their questions, each with its asker."""

    kind = "ask.answer.doubted"
    about = "{source}"
    told = gettext_noop("menandai {count} jawaban tersimpan yang mengutipnya agar diperiksa")

    source: str
    count: int
    answers: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class AnswerConfirmed(Fact):
    """The asker looked at a doubted answer again, and it stands."""

    kind = "ask.answer.confirmed"
    about = "ask.question:{question_id}"
    told = gettext_noop("memastikan jawaban ini masih berlaku")

    question_id: int


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


@dataclass(frozen=True, kw_only=True)
class QuestionAnswerable(Fact):
    """The desk, asked again by itself, can answer a question it could not answer before."""

    kind = "ask.question.answerable"
    about = "ask.question:{question_id}"
    told = gettext_noop("kini dapat menjawab pertanyaan ini")

    question_id: int
    asker_id: int
    gap_id: int


@dataclass(frozen=True, kw_only=True)
class QuestionDeleted(Fact):
    """The asker deleted a question with everything that was kept of it."""

    kind = "ask.question.deleted"
    about = "ask.question:{question_id}"
    told = gettext_noop("menghapus pertanyaannya")

    question_id: int
    asker_id: int


@dataclass(frozen=True, kw_only=True)
class GapOpened(Fact):
    """No open gap was like this question, so a new one began to wait."""

    kind = "ask.gap.opened"
    about = "ask.gap:{gap_id}"
    told = gettext_noop("mencatat celah pengetahuan; dijanjikan {promised_on}")

    gap_id: int
    question_id: int
    agency_id: int | None
    promised_on: date


@dataclass(frozen=True, kw_only=True)
class GapJoined(Fact):
    """One more question waits in a gap."""

    kind = "ask.gap.joined"
    about = "ask.gap:{gap_id}"
    told = gettext_noop("menambah satu pertanyaan serupa")

    gap_id: int
    question_id: int
    agency_id: int | None
    want: str


@dataclass(frozen=True, kw_only=True)
class GapForwarded(Fact):
    """An officer passed a gap on to the agency that should know."""

    kind = "ask.gap.forwarded"
    about = "ask.gap:{gap_id}"
    told = gettext_noop("meneruskannya kepada {agency_name}")

    gap_id: int
    agency_id: int
    agency_name: str


@dataclass(frozen=True, kw_only=True)
class GapMerged(Fact):
    """An officer found that two gaps are one."""

    kind = "ask.gap.merged"
    about = "ask.gap:{gap_id}"
    told = gettext_noop("menggabungkannya ke celah lain")

    gap_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class GapSplit(Fact):
    """An officer took a question out of a gap, because it asks for something else."""

    kind = "ask.gap.split"
    about = "ask.gap:{gap_id}"
    told = gettext_noop("memisahkan satu pertanyaan dari celah ini")

    gap_id: int
    question_id: int
    into_id: int


@dataclass(frozen=True, kw_only=True)
class GapClosed(Fact):
    """The desk, asked again, answers every question of a gap; how long they waited."""

    kind = "ask.gap.closed"
    about = "ask.gap:{gap_id}"
    told = gettext_noop("menutup celah ini sesudah {hours} jam kerja: Tanya dapat menjawab")

    gap_id: int
    questions: int
    hours: float


@dataclass(frozen=True, kw_only=True)
class LanguageProposed(Fact):
    """Somebody proposed to use a language model, or to use it otherwise."""

    kind = "ask.language.proposed"
    about = "ask.language:{language_id}"
    told = gettext_noop("mengusulkan model bahasa {model}")

    language_id: int
    model: str
    base_url: str


@dataclass(frozen=True, kw_only=True)
class LanguageApproved(Fact):
    """After an examination a person said yes; the desk uses the model from now on."""

    kind = "ask.language.approved"
    about = "ask.language:{language_id}"
    told = gettext_noop("menyetujui pemakaian model bahasa {model}")

    language_id: int
    model: str


@dataclass(frozen=True, kw_only=True)
class LanguageEnded(Fact):
    """The desk no longer uses the model."""

    kind = "ask.language.ended"
    about = "ask.language:{language_id}"
    told = gettext_noop("mengakhiri pemakaian model bahasa {model}")

    language_id: int
    model: str


@dataclass(frozen=True, kw_only=True)
class TrialFinished(Fact):
    """Every question of the examination was put to the desk."""

    kind = "ask.trial.finished"
    about = "ask.trial:{run_id}"
    told = gettext_noop("menyelesaikan ujian Tanya atas {questions} pertanyaan")

    run_id: int
    questions: int


@dataclass(frozen=True, kw_only=True)
class TrialPublished(Fact):
    """Somebody let the figures of an examination be read by everybody."""

    kind = "ask.trial.published"
    about = "ask.trial:{run_id}"
    told = gettext_noop("menerbitkan hasil ujian Tanya")

    run_id: int


@dataclass(frozen=True, kw_only=True)
class DeskNamed(Fact):
    """The desk is this entry of the register of AI uses."""

    kind = "ask.desk.named"
    about = "ask.desk:{idea_id}"
    told = gettext_noop("menghubungkan Tanya dengan penggunaan AI “{title}”")

    idea_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class PublicDeskChanged(Fact):
    """The desk was opened to people without an account, or closed to them."""

    kind = "ask.desk.opened"
    about = "ask.desk:public"
    told = gettext_noop("mengatur Tanya untuk umum, {a_minute} pertanyaan tiap menit")

    is_open: bool
    a_minute: int
