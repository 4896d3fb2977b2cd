"""Jobs of the record store; the worker runs them."""

from __future__ import annotations

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.records import counting, refusals


@app.periodic(cron=cron("records.count_statements"))
@app.task(name="records.count_statements", queue="facts", queueing_lock="records.count_statements")
def count_statements(timestamp: int) -> None:
    """Each minute: what came is counted, for the pages."""
    counting.count_all_new()


@app.periodic(cron=cron("records.clear_counters"))
@app.task(name="records.clear_counters", queue="facts", queueing_lock="records.clear_counters")
def clear_counters(timestamp: int) -> None:
    """Each night: counters and refusals that no page shows are deleted."""
    counting.forget_old_minutes()
    refusals.forget_old()
