"""Jobs of the university; the worker runs them."""

import datetime as dt

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.kernel.clock import now
from sinau.university.actions.papers import begin_run, go_on_with, leave_for_worker
from sinau.university.models import IssueRun, TrainingClass

# A run that has not moved for so long has lost its worker.
_STILL = dt.timedelta(minutes=3)


@app.task(name="university.press_class", queue="papers")
def press_class(class_id: int) -> None:
    """Print the certificates of a closed class, so that nobody waits for theirs."""
    run = IssueRun.objects.filter(training_class=class_id).first()
    if run is None:
        begin_run(TrainingClass.objects.get(pk=class_id), by=None)
        return
    go_on_with(run)


@app.periodic(cron=cron("university.go_on_printing"))
@app.task(name="university.go_on_printing", queue="papers")
def go_on_printing(timestamp: int) -> None:
    """Runs that a dead worker left behind go on."""
    for run in IssueRun.objects.unfinished().filter(moved_at__lt=now() - _STILL):
        leave_for_worker(run)
