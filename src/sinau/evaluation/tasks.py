"""Jobs of evaluation; the worker runs them."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.evaluation import letters
from sinau.evaluation.actions import ask_what_is_due, remind


@app.periodic(cron=cron("evaluation.ask_due"))
@app.task(name="evaluation.ask_due", queue="facts", queueing_lock="evaluation.ask_due")
def ask_due(timestamp: int) -> None:
    """Each morning: asks what is due, reminds those who have not answered."""
    ask_what_is_due()
    remind()


@app.task(
    name="evaluation.send_letter",
    queue="letters",
    retry=RetryStrategy(max_attempts=5, exponential_wait=6),
)
def send_letter(invitation_id: int) -> None:
    """Write to somebody who is asked; a mail server that is away is asked again."""
    letters.send(invitation_id)
