"""Jobs of the inbox; the worker runs them."""

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.inbox import actions, digest


@app.periodic(cron=cron("inbox.send_digests"))
@app.task(name="inbox.send_digests", queueing_lock="inbox.send_digests")
def send_digests(timestamp: int) -> None:
    """Each morning: one letter to everybody who has unread news."""
    digest.send_digests()


@app.periodic(cron=cron("inbox.clear_expired"))
@app.task(name="inbox.clear_expired", queueing_lock="inbox.clear_expired")
def clear_expired(timestamp: int) -> None:
    """Each night: notices older than 90 days are deleted."""
    actions.clear_expired()
