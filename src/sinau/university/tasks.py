"""Jobs of the university; the worker runs them."""

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.university.actions.certificates import press_file
from sinau.university.actions.reserving import release_due
from sinau.university.models import Certificate


@app.task(name="university.press_class", queue="papers")
def press_class(class_id: int) -> None:
    """Print the certificates of a closed class, so that nobody waits for theirs."""
    waiting = Certificate.objects.filter(
        completion__training_class=class_id, file="", revocation=None
    )
    for certificate in waiting.iterator():
        press_file(certificate)


@app.periodic(cron=cron("university.release_seats"))
@app.task(name="university.release_seats", queue="papers", queueing_lock="university.release_seats")
def release_seats(timestamp: int) -> None:
    """Seats kept for an agency whose day has come are free for all."""
    release_due()
