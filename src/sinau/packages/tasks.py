"""Jobs of the packages app; the worker runs them."""

from __future__ import annotations

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.packages.actions import abandon_silent


@app.periodic(cron=cron("packages.abandon_silent"))
@app.task(name="packages.abandon_silent", queue="facts", queueing_lock="packages.abandon_silent")
def abandon_silent_sessions(timestamp: int) -> None:
    """Each hour: sessions that said nothing for a day are given up."""
    abandon_silent()
