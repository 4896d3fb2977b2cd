"""Jobs of innovation; the worker runs them."""

import datetime as dt

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.innovation.actions.evaluating import go_on_with, leave_for_worker
from sinau.innovation.models import EvaluationRun
from sinau.kernel.clock import now

# A run that has not moved for so long has lost its worker.
_STILL = dt.timedelta(minutes=3)


@app.task(name="innovation.score_run")
def score_run(run_id: int) -> None:
    """The rest of an evaluation is done."""
    run = EvaluationRun.objects.select_related("set__idea", "started_by").filter(pk=run_id).first()
    if run is not None:
        go_on_with(run)


@app.periodic(cron=cron("innovation.go_on_scoring"))
@app.task(name="innovation.go_on_scoring", queueing_lock="innovation.go_on_scoring")
def go_on_scoring(timestamp: int) -> None:
    """Evaluations that a dead worker left behind go on."""
    for run in EvaluationRun.objects.filter(finished_at=None, moved_at__lt=now() - _STILL):
        leave_for_worker(run)
