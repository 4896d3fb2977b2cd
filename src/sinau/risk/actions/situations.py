"""Computing the situation of many risks once, and keeping it."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from procrastinate.exceptions import AlreadyEnqueued

from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.risk.engine.situation import situation
from sinau.risk.models import Result
from sinau.risk.situations import PURPOSE, SEED, Question, portfolio_from

# A computation that has said nothing for so long was killed, and is begun again.
SILENT = timedelta(minutes=10)


def ask_situation(question: Question, *, by: Person) -> Result:
    """The stored result of this question; a new one is computed, at once or by the queue.

    The second time nothing is computed.
    """
    result, _is_new = Result.objects.get_or_create(
        register=question.register,
        purpose=PURPOSE,
        inputs_hash=question.fingerprint,
        seed=SEED,
        years=question.years,
        model_version=question.version,
        defaults={
            "asked_by": by,
            "asked_at": now(),
            "content": {"inputs": question.content, "queued_at": None},
        },
    )
    if result.finished_at:
        return result
    if question.is_small:
        compute(result)
    elif _is_silent(result):
        _queue(result)
    return result


def compute(result: Result) -> None:
    """The result holds its numbers; of a finished one nothing changes."""
    if result.finished_at:
        return
    inputs = result.content["inputs"]
    moments = [name for name in ("now", "planned") if inputs[name]]
    found = {}
    for at, name in enumerate(moments):

        def tell(step: int, steps: int, at: int = at) -> None:
            percent = int(100 * (at + step / steps) / len(moments))
            Result.objects.filter(pk=result.pk).update(percent=percent)

        found[name] = situation(
            portfolio_from(inputs[name]),
            years=result.years,
            seed=result.seed,
            domains=inputs["domains"],
            progress=tell,
        )
    result.content = {"inputs": inputs, **found}
    result.percent = 100
    result.finished_at = now()
    result.save(update_fields=["content", "percent", "finished_at"])


def _is_silent(result: Result) -> bool:
    queued = result.content.get("queued_at")
    return not queued or now().timestamp() - queued > SILENT.total_seconds()


def _queue(result: Result) -> None:
    # Imported late: tasks registers itself with procrastinate, which needs all apps loaded.
    from sinau.risk.tasks import compute_situation

    result.content["queued_at"] = now().timestamp()
    result.save(update_fields=["content"])
    # It may wait already.
    with suppress(AlreadyEnqueued):
        compute_situation.configure(queueing_lock=f"risk-situation-{result.pk}").defer(
            result_id=result.pk
        )
