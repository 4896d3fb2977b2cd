"""Jobs of the inbox; the worker runs them. Hours are UTC: 23.30 is 06.30 WIB."""

from procrastinate.contrib.django import app

from sinau.inbox import actions, digest


@app.periodic(cron="30 23 * * *")
@app.task(name="inbox.send_digests", queueing_lock="inbox.send_digests")
def send_digests(timestamp: int) -> None:
    """Each morning: one letter to everybody who has unread news."""
    digest.send_digests()


@app.periodic(cron="15 20 * * *")
@app.task(name="inbox.clear_expired", queueing_lock="inbox.clear_expired")
def clear_expired(timestamp: int) -> None:
    """Each night: notices older than 90 days are deleted."""
    actions.clear_expired()
