"""Jobs of the answer desk; the worker runs them."""

import datetime as dt

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.ask.actions.language import clear_calls
from sinau.ask.actions.trials import go_on_with, leave_for_worker
from sinau.ask.models import TrialRun
from sinau.ask.public import forget_turns
from sinau.kernel.clock import now

# A run that has not moved for so long has lost its worker.
_STILL = dt.timedelta(minutes=3)


@app.task(name="ask.examine")
def examine(run_id: int) -> None:
    """The desk answers what is left of an examination."""
    run = TrialRun.objects.filter(pk=run_id).first()
    if run is not None:
        go_on_with(run)


@app.periodic(cron=cron("ask.go_on_examining"))
@app.task(name="ask.go_on_examining", queueing_lock="ask.go_on_examining")
def go_on_examining(timestamp: int) -> None:
    """Examinations that a dead worker left behind go on."""
    for run in TrialRun.objects.filter(finished_at=None, moved_at__lt=now() - _STILL):
        leave_for_worker(run)


@app.periodic(cron=cron("ask.clear_calls"))
@app.task(name="ask.clear_calls", queueing_lock="ask.clear_calls")
def clear(timestamp: int) -> None:
    """What the language model was sent is forgotten after its time, and who asked without an account."""
    clear_calls()
    forget_turns()
