"""Jobs of the journal; the worker runs them."""

from procrastinate.contrib.django import app

from sinau.journal import delivering


@app.task(name="journal.deliver_entry", queue="facts")
def deliver_entry(entry_id: int) -> None:
    """Tell the listeners of one entry."""
    delivering.deliver_entry(entry_id)


@app.periodic(cron="* * * * *")
@app.task(name="journal.deliver_due", queue="facts", queueing_lock="journal.deliver_due")
def deliver_due(timestamp: int) -> None:
    """Each minute: retries that are due, and what a dead worker left behind."""
    delivering.deliver_due()
