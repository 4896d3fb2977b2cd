"""Jobs of the packages app; the worker runs them."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.packages.actions import abandon_silent
from sinau.packages.actions.platforms import report


@app.periodic(cron=cron("packages.abandon_silent"))
@app.task(name="packages.abandon_silent", queue="facts", queueing_lock="packages.abandon_silent")
def abandon_silent_sessions(timestamp: int) -> None:
    """Each hour: sessions that said nothing for a day are given up."""
    abandon_silent()


@app.task(
    name="packages.report_score",
    queue="letters",
    retry=RetryStrategy(max_attempts=8, exponential_wait=6),
)
def report_score(place_id: int) -> None:
    """Tell a system outside that a course was completed; one that is away is asked again."""
    report(place_id)
