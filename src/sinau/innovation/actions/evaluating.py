"""Keep the cases of an evaluation, run it whatever stops in between, and rate answers by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.innovation.actions.gates import reconsider_gate
from sinau.innovation.answering import answerer_of
from sinau.innovation.events import EvaluationFinished, EvaluationSetChanged
from sinau.innovation.figures import ATTACK, figures_of, group_of
from sinau.innovation.models import (
    AnswerRating,
    EvaluationAnswer,
    EvaluationCase,
    EvaluationRun,
    EvaluationSet,
    Idea,
    Mark,
)
from sinau.innovation.scoring import Said, failed
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.risk.models import Control


class NoCases(Refused):
    """An evaluation without cases says nothing."""


class AnswersMissing(Refused):
    """Every case must have its answer, else the figure counts what was left out."""


class NobodyToAsk(Refused):
    """Only a service of the house can be asked from here."""


@transaction.atomic
def keep_cases(
    idea: Idea, cases: Iterable[Mapping[str, Any]], *, by: Person, threshold: int | None = None
) -> EvaluationSet:
    """Each case is in the set as it is written here, known by its code; the same ones change nothing.

    Cases that are not named stay. A passed evaluation keeps its answers as they were.
    """
    row, _is_new = EvaluationSet.objects.get_or_create(
        idea=idea, defaults={"changed_by": by, "changed_at": now()}
    )
    changed = _write(row, cases)
    if threshold is not None and row.threshold != threshold:
        row.threshold, changed = threshold, True
    if changed:
        row.version += 1
        row.changed_by, row.changed_at = by, now()
        row.save()
        announce(
            EvaluationSetChanged(
                idea_id=idea.pk,
                title=idea.title,
                count=row.cases.filter(removed_at=None).count(),
                threshold=row.threshold,
                owner_id=idea.owner_id,
            ),
            by=by,
        )
    return row


def _write(row: EvaluationSet, cases: Iterable[Mapping[str, Any]]) -> bool:
    known = {case.code: case for case in row.cases.all()}
    changed = False
    for said in cases:
        values = {**said, "removed_at": None}
        code = values.pop("code")
        case = known.get(code)
        if case is None:
            EvaluationCase.objects.create(set=row, code=code, **values)
            changed = True
        elif any(getattr(case, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(case, name, value)
            case.save()
            changed = True
    return changed


@transaction.atomic
def name_controls(row: EvaluationSet, controls: Iterable[Control]) -> None:
    """The attacks of this set put these controls to the test; named again, nothing changes."""
    row.controls.set(controls)


@transaction.atomic
def start_run(
    row: EvaluationSet,
    *,
    version: str,
    by: Person,
    answers: Mapping[str, tuple[str, list[str]]] | None = None,
) -> EvaluationRun:
    """A run waits for the worker, with the uploaded answers or to ask the service itself.

    While one is unfinished for this set, that one.
    """
    EvaluationSet.objects.select_for_update().get(pk=row.pk)
    running = row.runs.filter(finished_at=None).first()
    if running is not None:
        leave_for_worker(running)
        return running
    cases = list(row.cases.filter(removed_at=None))
    back = row.get_absolute_url()
    if not cases:
        raise NoCases(_("Belum ada soal uji. Unggah soal lebih dahulu."), back=back)
    if answers is None and answerer_of(row.idea) is None:
        raise NobodyToAsk(_("Layanan ini tidak dijalankan Sinau. Unggah jawabannya."), back=back)
    missing = [case.code for case in cases if answers is not None and case.code not in answers]
    if missing:
        raise AnswersMissing(
            _("Sebagian soal belum ada jawabannya. Lengkapi, lalu unggah lagi."),
            reasons=missing[:20],
            back=back,
        )
    run = EvaluationRun.objects.create(
        set=row,
        version=version,
        asks_desk=answers is None,
        threshold=row.threshold,
        total=len(cases),
        started_by=by,
        started_at=now(),
        moved_at=now(),
    )
    EvaluationAnswer.objects.bulk_create(
        EvaluationAnswer(
            run=run,
            case=case,
            prompt=case.prompt,
            kind=case.kind,
            checks=case.checks,
            answer=answers[case.code][0] if answers else "",
            citations=answers[case.code][1] if answers else [],
        )
        for case in cases
    )
    leave_for_worker(run)
    return run


def leave_for_worker(run: EvaluationRun) -> None:
    """A job goes on with the run; while one waits, no second one is left."""
    # Imported late: tasks registers itself with procrastinate, which needs all apps loaded.
    from procrastinate.exceptions import AlreadyEnqueued

    from sinau.innovation.tasks import score_run

    try:
        with transaction.atomic():
            score_run.configure(queueing_lock=f"innovation-run-{run.pk}").defer(run_id=run.pk)
    except AlreadyEnqueued:
        pass


def go_on_with(run: EvaluationRun) -> None:
    """Every answer without a verdict gets one; what is stored already is not done twice."""
    if run.finished_at is not None:
        return
    answerer = answerer_of(run.set.idea) if run.asks_desk else None
    for one in run.answers.filter(is_right=None):
        if answerer is not None:
            said = answerer.ask(one.prompt, run.started_by)
            one.answer, one.citations = said.text, list(said.citations)
        one.failed = failed(Said(one.answer, one.citations), one.checks)
        one.is_right = not one.failed
        one.save()
        run.done, run.moved_at = run.done + 1, now()
        run.save(update_fields=["done", "moved_at"])
    _finish(run)


@transaction.atomic
def _finish(run: EvaluationRun) -> None:
    held = EvaluationRun.objects.select_for_update().get(pk=run.pk)
    if held.finished_at is not None:
        return
    results = [(one.kind, bool(one.is_right)) for one in run.answers.all()]
    run.figures = figures_of(results, run.threshold)
    run.done, run.finished_at = len(results), now()
    run.save(update_fields=["figures", "done", "finished_at"])
    attacks = [is_right for kind, is_right in results if group_of(kind) == ATTACK]
    idea = run.set.idea
    announce(
        EvaluationFinished(
            idea_id=idea.pk,
            title=idea.title,
            run_id=run.pk,
            register_id=idea.register_id or 0,
            version=run.version,
            attempts=len(attacks),
            breaches=len(attacks) - sum(attacks),
            control_ids=tuple(run.set.controls.values_list("pk", flat=True)),
            groups=tuple((one["kind"], one["good"], one["tried"]) for one in run.figures["kinds"]),
            passed=run.has_passed,
            owner_id=idea.owner_id,
        ),
        by=run.started_by,
    )
    reconsider_gate(idea)


@transaction.atomic
def rate_answer(answer: EvaluationAnswer, mark: Mark, *, by: Person) -> AnswerRating:
    """What this person says of an answer; the last word counts."""
    rating, _is_new = AnswerRating.objects.update_or_create(
        answer=answer, person=by, defaults={"mark": mark, "rated_at": now()}
    )
    return rating
