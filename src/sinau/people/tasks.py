"""Jobs of people; the worker runs them."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sinau.people.accounts import letters


@app.task(
    name="people.send_letter",
    queue="letters",
    retry=RetryStrategy(max_attempts=5, exponential_wait=6),
)
def send_letter(nip: str, letter: str) -> None:
    """Send somebody a letter about their account; a mail server that is away is asked again."""
    letters.send(nip, letter)
