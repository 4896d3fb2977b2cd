"""Jobs of the journal; the worker runs them."""

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.journal import checking, delivering


@app.task(name="journal.deliver_entry", queue="facts")
def deliver_entry(entry_id: int) -> None:
    """Tell the listeners of one entry."""
    delivering.deliver_entry(entry_id)


@app.periodic(cron=cron("journal.deliver_due"))
@app.task(name="journal.deliver_due", queue="facts", queueing_lock="journal.deliver_due")
def deliver_due(timestamp: int) -> None:
    """Each minute: retries that are due, and what a dead worker left behind."""
    delivering.deliver_due()


@app.task(name="journal.check_chain", queue="facts")
def check_chain(check_id: int) -> None:
    """Verify the whole journal and keep the result."""
    checking.run_check(check_id)


@app.task(name="journal.deliver_everything_due", queue="facts")
def deliver_everything_due() -> None:
    """Somebody asked to tell again what failed: until nothing more is due."""
    while delivering.deliver_due():
        pass
