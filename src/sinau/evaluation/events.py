"""What evaluation tells the rest of the house. Nothing here says who answered what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class EvaluationPlanned(Fact):
    """A course or class will be evaluated; the days of the later levels are known."""

    kind = "evaluation.plan.made"
    about = "evaluation.evaluation:{evaluation_id}"
    told = gettext_noop("merencanakan evaluasi “{title}”")

    evaluation_id: int
    title: str
    agency_id: int
    held_on: date
    behaviour_on: date
    class_id: int | None = None
    course_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class InvitationSent(Fact):
    """Somebody was asked about their own learning, or that of somebody they work with."""

    kind = "evaluation.invitation.sent"
    about = "evaluation.evaluation:{evaluation_id}"
    told = gettext_noop("mengundang mengisi evaluasi “{title}”")

    evaluation_id: int
    invitation_id: int
    person_id: int
    title: str
    level: str
    voice: str
    about_name: str
    expires_on: date


@dataclass(frozen=True, kw_only=True)
class ReminderSent(Fact):
    """Somebody who has not answered yet was reminded."""

    kind = "evaluation.reminder.sent"
    about = "evaluation.evaluation:{evaluation_id}"
    told = gettext_noop("mengingatkan mengisi evaluasi “{title}”")

    evaluation_id: int
    invitation_id: int
    person_id: int
    title: str
    expires_on: date


@dataclass(frozen=True, kw_only=True)
class ResponseGiven(Fact):
    """One more form came back; whose it was is not known."""

    kind = "evaluation.response.given"
    about = "evaluation.evaluation:{evaluation_id}"
    told = gettext_noop("menerima jawaban evaluasi “{title}” ({answered} dari {asked})")

    evaluation_id: int
    title: str
    level: str
    answered: int
    asked: int


@dataclass(frozen=True, kw_only=True)
class QuestionnaireWritten(Fact):
    """An agency asks other questions from now on."""

    kind = "evaluation.questionnaire.written"
    about = "evaluation.questionnaire:{agency_id}"
    told = gettext_noop("mengubah pertanyaan evaluasi {agency}")

    agency_id: int
    agency: str
    level: str
    questions: int


@dataclass(frozen=True, kw_only=True)
class IndicatorWritten(Fact):
    """An agency keeps a figure of one of its services."""

    kind = "evaluation.indicator.written"
    about = "evaluation.indicator:{indicator_id}"
    told = gettext_noop("menulis indikator “{name}”")

    indicator_id: int
    agency_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ValuesEntered(Fact):
    """Figures of some months were entered or corrected."""

    kind = "evaluation.values.entered"
    about = "evaluation.indicator:{indicator_id}"
    told = gettext_noop("mengisi {months} bulan indikator “{name}”")

    indicator_id: int
    name: str
    months: int
    last_month: date
    last_value: Decimal


@dataclass(frozen=True, kw_only=True)
class IndicatorChosen(Fact):
    """An evaluation is tied to the figure it is hoped to move."""

    kind = "evaluation.indicator.chosen"
    about = "evaluation.evaluation:{evaluation_id}"
    told = gettext_noop("mengaitkan evaluasi “{title}” dengan indikator “{name}”")

    evaluation_id: int
    title: str
    indicator_id: int
    name: str
