"""Draw the years of a register, at once when it is quick and in the queue when it is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.risk.engine.reading import exceedance
from sinau.risk.engine.simulation import quantile, shortfall, simulate
from sinau.risk.modelling import MODEL_VERSION, Inputs, Moment, inputs_of
from sinau.risk.models import Register, Result, Risk

LOSSES = "losses"
YEARS, SEED = 100_000, 2026
# So many events are drawn well within a second while somebody waits.
EVENTS_AT_ONCE = 4_000_000
# A computation that has said nothing for so long was killed.
SILENT = timedelta(minutes=10)
SHARES = (0.5, 0.75, 0.9, 0.95, 0.99)
POINTS = 40


def count_anew(register: Register, *, by: Person | None = None) -> Result | None:
    """There is a result for the register as it is now, finished or on its way; None without estimates.

    The same inputs are computed once.
    """
    inputs = inputs_of(Risk.objects.filter(register=register).threats())
    if inputs.is_empty:
        return None
    result, is_new = Result.objects.get_or_create(
        register=register,
        purpose=LOSSES,
        inputs_hash=inputs.at(Moment.PLANNED).fingerprint,
        seed=SEED,
        years=YEARS,
        model_version=MODEL_VERSION,
        defaults={"asked_by": by, "asked_at": now()},
    )
    if not is_new:
        if result.finished_at:
            # What was computed before is the newest again.
            Result.objects.filter(pk=result.pk).update(asked_at=now())
        return result
    if inputs.portfolio.rates.sum() * YEARS <= EVENTS_AT_ONCE:
        finish(result, inputs)
    else:
        _leave(result)
    return result


def finish(result: Result, inputs: Inputs) -> Result:
    """The result holds its numbers: losses of a year before controls, with those in use, and as planned."""
    content: dict[str, Any] = {"risks": len(inputs.risks), "open": len(inputs.without_estimate)}
    drawn = simulate(inputs.portfolio, years=result.years, seed=result.seed, workers=2)
    planned_inputs = inputs.at(Moment.PLANNED)
    _progress(result, 50)
    content["inherent"] = read_off(drawn.before)
    content["now"] = read_off(drawn.after)
    tail = drawn.shares_of_tail(0.95, residual=True)
    content["tail"] = {
        "risks": {
            risk.id: float(value)
            for risk, value in zip(inputs.portfolio.risks, tail.by_risk, strict=True)
        },
        "causes": dict(zip(tail.causes, map(float, tail.by_cause), strict=True)),
    }
    if planned_inputs.portfolio.controls == inputs.portfolio.controls:
        content["planned"] = content["now"]
    else:
        planned = simulate(
            planned_inputs.portfolio, years=result.years, seed=result.seed, workers=2
        )
        content["planned"] = read_off(planned.after)
    result.content, result.percent, result.finished_at = content, 100, now()
    result.save(update_fields=["content", "percent", "finished_at"])
    return result


def read_off(losses: Any) -> dict[str, Any]:
    """The figures and the curve of drawn years, in whole rupiah."""
    top = max(1.0, quantile(losses, 0.999))
    sizes = [top * (step / POINTS) ** 2 for step in range(1, POINTS + 1)]
    return {
        "mean": round(float(losses.mean())),
        "quiet": float((losses == 0).mean()),
        "quantiles": {f"{share:g}": round(quantile(losses, share)) for share in SHARES},
        "es95": round(shortfall(losses, 0.95)),
        "curve": [
            [round(size), chance]
            for size, chance in zip(sizes, exceedance(losses, sizes), strict=True)
        ],
    }


def compute(result_id: int) -> None:
    """Finish a result that was left to the queue; one that is finished stays as it is."""
    result = Result.objects.select_related("register").get(pk=result_id)
    if result.finished_at or result.register is None:
        return
    finish(result, inputs_of(Risk.objects.filter(register=result.register).threats()))


def finish_silent() -> int:
    """Results a dead worker left behind are computed; how many."""
    silent = Result.objects.filter(
        purpose=LOSSES, finished_at=None, asked_at__lt=now() - SILENT
    ).values_list("pk", flat=True)
    for result_id in silent:
        compute(result_id)
    return len(silent)


def latest(register: Register) -> Result | None:
    """The newest result of the register, finished or not."""
    return register.results.filter(purpose=LOSSES).order_by("-asked_at", "-pk").first()


def _progress(result: Result, percent: int) -> None:
    Result.objects.filter(pk=result.pk).update(percent=percent)


def _leave(result: Result) -> None:
    # Imported late: a job registers itself with procrastinate, which needs all apps loaded.
    from sinau.risk.tasks import compute_result

    with transaction.atomic():
        compute_result.defer(result_id=result.pk)
