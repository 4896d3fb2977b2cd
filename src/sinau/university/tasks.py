"""Jobs of the university; the worker runs them."""

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.university.actions.certificates import press_file
from sinau.university.actions.duties import remind, take_newcomers
from sinau.university.models import Certificate


@app.task(name="university.press_class", queue="papers")
def press_class(class_id: int) -> None:
    """Print the certificates of a closed class, so that nobody waits for theirs."""
    waiting = Certificate.objects.filter(
        completion__training_class=class_id, file="", revocation=None
    )
    for certificate in waiting.iterator():
        press_file(certificate)


@app.periodic(cron=cron("university.tend_duties"))
@app.task(name="university.tend_duties", queueing_lock="university.tend_duties")
def tend_duties(timestamp: int) -> None:
    """Once a night: ask who came to fit a rule, remind who should learn, tell heads who is late."""
    take_newcomers()
    remind()
