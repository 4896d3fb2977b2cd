"""Jobs of the university; the worker runs them."""

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.university.actions import hand_in_expired
from sinau.university.actions.certificates import press_file
from sinau.university.itemising import remember, tell_failed
from sinau.university.models import Certificate, Quiz


@app.task(name="university.press_class", queue="papers")
def press_class(class_id: int) -> None:
    """Print the certificates of a closed class, so that nobody waits for theirs."""
    waiting = Certificate.objects.filter(
        completion__training_class=class_id, file="", revocation=None
    )
    for certificate in waiting.iterator():
        press_file(certificate)


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
