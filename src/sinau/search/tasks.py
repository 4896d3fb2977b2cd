"""Jobs of searches that are kept and counted; the worker runs them."""

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.search import counting, keeping


@app.periodic(cron=cron("search.look_at_watched"))
@app.task(name="search.look_at_watched", queueing_lock="search.look_at_watched")
def look_at_watched(timestamp: int) -> None:
    """Each morning: who watches a search hears of new results."""
    keeping.look_at_watched()


@app.periodic(cron=cron("search.forget_old_counts"))
@app.task(name="search.forget_old_counts", queueing_lock="search.forget_old_counts")
def forget_old_counts(timestamp: int) -> None:
    """Each night: counts of searches older than 90 days are deleted."""
    counting.forget_old_counts()
