"""Examine the desk: questions, runs that survive anything, judgements, and figures for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.ask import examining
from sinau.ask.events import DeskNamed, PublicDeskChanged, TrialFinished, TrialPublished
from sinau.ask.models import (
    DeskUse,
    Judgement,
    Language,
    Mark,
    PublicDesk,
    TrialOutcome,
    TrialQuestion,
    TrialRun,
)
from sinau.innovation.models import Idea
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person


class NothingToAsk(Refused):
    """An examination without questions says nothing."""


class NotFinished(Refused):
    """Figures are published of a whole run only."""


@transaction.atomic
def keep_questions(rows: Iterable[Mapping[str, Any]], *, by: Person | None) -> int:
    """Each question is in the examination as it is written here, known by its code; gives how many."""
    number = 0
    for row in rows:
        values = {**row, "changed_by": by, "changed_at": now(), "removed_at": None}
        code = values.pop("code")
        TrialQuestion.objects.update_or_create(code=code, defaults=values)
        number += 1
    return number


@transaction.atomic
def remove_question(question: TrialQuestion, *, by: Person) -> None:
    """It is asked no more; earlier runs keep it."""
    question.removed_at, question.changed_by = now(), by
    question.save(update_fields=["removed_at", "changed_by"])


@transaction.atomic
def start_trial(*, by: Person, note: str = "", language: Language | None = None) -> TrialRun:
    """A run waits for the worker; while one is unfinished for the same setting, that one."""
    running = TrialRun.objects.filter(finished_at=None, language=language).first()
    if running is not None:
        leave_for_worker(running)
        return running
    total = TrialQuestion.objects.filter(removed_at=None).count()
    if not total:
        raise NothingToAsk(_("Belum ada soal ujian. Tulis atau unggah soal lebih dahulu."))
    run = TrialRun.objects.create(
        started_by=by,
        started_at=now(),
        moved_at=now(),
        note=note,
        total=total,
        setting=examining.setting_of(language),
        language=language,
    )
    leave_for_worker(run)
    return run


def leave_for_worker(run: TrialRun) -> None:
    """A job goes on with the run; while one waits, no second one is left."""
    # Imported late: tasks registers itself with procrastinate, which needs all apps loaded.
    from procrastinate.exceptions import AlreadyEnqueued

    from sinau.ask.tasks import examine

    try:
        with transaction.atomic():
            examine.configure(queueing_lock=f"ask-trial-{run.pk}").defer(run_id=run.pk)
    except AlreadyEnqueued:
        pass


def go_on_with(run: TrialRun) -> None:
    """Every question without an outcome is asked; what is stored already is not asked twice."""
    if run.finished_at is not None:
        return
    done = set(run.outcomes.values_list("question", flat=True))
    for question in TrialQuestion.objects.filter(removed_at=None).exclude(pk__in=done):
        examining.put(run, question)
        run.done, run.moved_at = run.outcomes.count(), now()
        run.save(update_fields=["done", "moved_at"])
    _finish(run)


@transaction.atomic
def _finish(run: TrialRun) -> None:
    run.figures = examining.figures_of(run)
    run.total = run.done = run.outcomes.count()
    run.finished_at = now()
    run.save(update_fields=["figures", "finished_at", "done", "total"])
    announce(TrialFinished(run_id=run.pk, questions=run.total), by=run.started_by)


@transaction.atomic
def judge(outcome: TrialOutcome, mark: Mark, *, by: Person) -> Judgement:
    """This person's judgement of an answer; the last word counts, and the figures follow."""
    said, _new = Judgement.objects.update_or_create(
        outcome=outcome, person=by, defaults={"mark": mark, "judged_at": now()}
    )
    run = outcome.run
    run.figures = {**run.figures, **examining.judged(run)}
    run.save(update_fields=["figures"])
    return said


@transaction.atomic
def publish_trial(run: TrialRun, *, by: Person) -> None:
    """Everybody reads the figures of this run; a second time nothing changes."""
    if run.finished_at is None:
        raise NotFinished(_("Ujian ini belum selesai."), back=run.get_absolute_url())
    if run.published_at is None:
        run.published_by, run.published_at = by, now()
        run.save(update_fields=["published_by", "published_at"])
        announce(TrialPublished(run_id=run.pk), by=by)


@transaction.atomic
def name_desk(idea: Idea, *, by: Person) -> DeskUse:
    """The desk is this AI use: its gate is the desk's. Named again, nothing changes."""
    standing = DeskUse.objects.select_for_update().filter(ended_at=None).first()
    if standing is not None and standing.idea_id == idea.pk:
        return standing
    if standing is not None:
        standing.ended_at = now()
        standing.save(update_fields=["ended_at"])
    use = DeskUse.objects.create(idea=idea, named_by=by, named_at=now())
    announce(DeskNamed(idea_id=idea.pk, title=idea.title), by=by)
    return use


@transaction.atomic
def set_public(*, is_open: bool, a_minute: int, by: Person) -> PublicDesk:
    """The desk answers, or does not answer, people without an account from public material."""
    before = PublicDesk.objects.first()
    if before is not None and (before.is_open, before.a_minute) == (is_open, a_minute):
        return before
    said = PublicDesk.objects.create(is_open=is_open, a_minute=a_minute, said_by=by, said_at=now())
    announce(PublicDeskChanged(is_open=is_open, a_minute=a_minute), by=by)
    return said
