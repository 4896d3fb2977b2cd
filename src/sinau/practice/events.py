"""What learning by doing tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AssignmentWritten(Fact):
    """An officer wrote an assignment or changed what it says."""

    kind = "practice.assignment.written"
    about = "practice.assignment:{assignment_id}"
    told = gettext_noop("menulis tugas “{title}”")

    assignment_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class WorkSubmitted(Fact):
    """A learner handed in what they made."""

    kind = "practice.work.submitted"
    about = "practice.submission:{submission_id}"
    told = gettext_noop("mengirim tugas “{title}”")

    submission_id: int
    assignment_id: int
    person_id: int
    title: str
    number: int
    reviewer_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WorkReviewed(Fact):
    """A colleague looked at a submission; the fact does not say who, for its history is read by its maker."""

    kind = "practice.work.reviewed"
    about = "practice.submission:{submission_id}"
    told = gettext_noop("menelaah tugas “{title}”")

    submission_id: int
    person_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class WorkMarked(Fact):
    """An officer marked a submission: it passed, or it came back with words."""

    kind = "practice.work.marked"
    about = "practice.submission:{submission_id}"
    told = gettext_noop("menilai tugas “{title}”: {outcome}, nilai {score}")

    submission_id: int
    assignment_id: int
    person_id: int
    title: str
    outcome: str
    score: Decimal
    passed: bool


@dataclass(frozen=True, kw_only=True)
class ActionPlanAccepted(Fact):
    """A plan of action passed: it may become an idea, and is asked about after 3 and 6 months."""

    kind = "practice.action_plan.accepted"
    about = "practice.submission:{submission_id}"
    told = gettext_noop("menerima rencana aksi “{title}”")

    submission_id: int
    person_id: int
    title: str
    problem: str
    idea: str
    beneficiaries: str
    measure: str
    baseline: str
    target: str


@dataclass(frozen=True, kw_only=True)
class FollowUpDue(Fact):
    """The time has come to ask what became of a plan of action."""

    kind = "practice.follow_up.due"
    about = "practice.submission:{submission_id}"
    told = gettext_noop("menanyakan kelanjutan rencana aksi “{title}” setelah {months} bulan")

    submission_id: int
    follow_up_id: int
    person_id: int
    title: str
    months: int


@dataclass(frozen=True, kw_only=True)
class FollowUpAnswered(Fact):
    """Somebody said what became of their plan of action."""

    kind = "practice.follow_up.answered"
    about = "practice.submission:{submission_id}"
    told = gettext_noop("menjawab kelanjutan rencana aksi “{title}”: {answer}")

    submission_id: int
    person_id: int
    title: str
    months: int
    answer: str


@dataclass(frozen=True, kw_only=True)
class AboutCycle:
    """What all facts about a cycle say; `next_id` is who has the next step, if somebody has."""

    about = "practice.cycle:{cycle_id}"

    cycle_id: int
    learner_id: int
    title: str
    form: str
    next_id: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CycleProposed(AboutCycle, Fact):
    """Somebody planned a way of learning by doing."""

    kind = "practice.cycle.proposed"
    told = gettext_noop("mengajukan “{title}”")


@dataclass(frozen=True, kw_only=True)
class CycleAgreed(AboutCycle, Fact):
    """The guide will go along."""

    kind = "practice.cycle.agreed"
    told = gettext_noop("menyanggupi pendampingan “{title}”")


@dataclass(frozen=True, kw_only=True)
class CycleDeclined(AboutCycle, Fact):
    """The guide cannot go along, with a reason."""

    kind = "practice.cycle.declined"
    told = gettext_noop("tidak menyanggupi “{title}”: {note}")


@dataclass(frozen=True, kw_only=True)
class CycleApproved(AboutCycle, Fact):
    """The supervisor lets it begin."""

    kind = "practice.cycle.approved"
    told = gettext_noop("menyetujui “{title}”")


@dataclass(frozen=True, kw_only=True)
class CycleReturned(AboutCycle, Fact):
    """The supervisor gave the plan back, with a reason."""

    kind = "practice.cycle.returned"
    told = gettext_noop("mengembalikan “{title}”: {note}")


@dataclass(frozen=True, kw_only=True)
class CycleReported(AboutCycle, Fact):
    """The learner says that it is done."""

    kind = "practice.cycle.reported"
    told = gettext_noop("melaporkan “{title}” selesai")


@dataclass(frozen=True, kw_only=True)
class CycleCompleted(AboutCycle, Fact):
    """Both say that it is done; what it is worth is told as learning completed."""

    kind = "practice.cycle.completed"
    told = gettext_noop("menyelesaikan “{title}”, {minutes} menit")

    minutes: int = 0
    ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CycleStopped(AboutCycle, Fact):
    """It ended before its time, with a reason."""

    kind = "practice.cycle.stopped"
    told = gettext_noop("menghentikan “{title}”: {note}")


@dataclass(frozen=True, kw_only=True)
class EntryConfirmed(AboutCycle, Fact):
    """The other one confirmed an entry of the log."""

    kind = "practice.entry.confirmed"
    told = gettext_noop("membenarkan catatan {day} pada “{title}”, {minutes} menit")

    day: date
    minutes: int
