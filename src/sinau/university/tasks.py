"""Jobs of the university; the worker runs them."""

import datetime as dt

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.kernel.clock import now
from sinau.university.actions import hand_in_expired
from sinau.university.actions.duties import remind, take_newcomers
from sinau.university.actions.papers import begin_run, go_on_with, leave_for_worker
from sinau.university.actions.reserving import release_due
from sinau.university.itemising import remember, tell_failed
from sinau.university.models import IssueRun, Quiz, TrainingClass

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


@app.periodic(cron=cron("university.hand_in_expired"))
@app.task(name="university.hand_in_expired", queueing_lock="university.hand_in_expired")
def hand_in_what_expired(timestamp: int) -> None:
    """Attempts whose time is up are handed in with what was saved."""
    hand_in_expired()


@app.periodic(cron=cron("university.analyse_questions"))
@app.task(name="university.analyse_questions", queueing_lock="university.analyse_questions")
def analyse_questions(timestamp: int) -> None:
    """The bank learns how hard its questions are, and agencies which passages were failed."""
    for quiz in Quiz.objects.exclude(current=None).iterator():
        remember(quiz)
    tell_failed()


@app.periodic(cron=cron("university.release_seats"))
@app.task(name="university.release_seats", queue="papers", queueing_lock="university.release_seats")
def release_seats(timestamp: int) -> None:
    """Seats kept for an agency whose day has come are free for all."""
    release_due()


@app.periodic(cron=cron("university.go_on_printing"))
@app.task(
    name="university.go_on_printing",
    queue="papers",
    queueing_lock="university.go_on_printing",
)
def go_on_printing(timestamp: int) -> None:
    """Runs that a dead worker left behind go on."""
    for run in IssueRun.objects.unfinished().filter(moved_at__lt=now() - _STILL):
        leave_for_worker(run)


@app.periodic(cron=cron("university.tend_duties"))
@app.task(name="university.tend_duties", queueing_lock="university.tend_duties")
def tend_duties(timestamp: int) -> None:
    """Once a night: ask who came to fit a rule, remind who should learn, tell heads who is late."""
    take_newcomers()
    remind()
