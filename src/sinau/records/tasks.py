"""Jobs of the record store; the worker runs them."""

from __future__ import annotations

from datetime import datetime

from procrastinate.contrib.django import app

from config.schedule import cron
from sinau.records import (
    clients,
    counting,
    following,
    forwarding,
    hiding,
    partitions,
    references,
    refusals,
)


@app.periodic(cron=cron("records.follow_due"))
@app.task(name="records.follow_due", queue="facts", queueing_lock="records.follow_due")
def follow_due(timestamp: int) -> None:
    """Each minute: what the store woke nobody for."""
    following.follow_to_the_end()


@app.task(name="records.follow", queue="facts", queueing_lock="records.follow")
def follow() -> None:
    """New statements came in: those that speak of learning become facts."""
    following.follow_to_the_end()


@app.task(name="records.reread", queue="facts", queueing_lock="records.reread")
def reread(since: str) -> None:
    """A rule was written after the statements came: they are read again."""
    following.reread(datetime.fromisoformat(since))


@app.periodic(cron=cron("records.forward_due"))
@app.task(name="records.forward_due", queue="letters", queueing_lock="records.forward_due")
def forward_due(timestamp: int) -> None:
    """Each minute: every forwarder that is not paused passes on what is new."""
    forwarding.forward_all()


@app.task(name="records.pseudonymise", queue="facts")
def pseudonymise(request_id: int) -> None:
    """A second person agreed: no statement names the person any more."""
    hiding.carry_out(request_id)


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


@app.periodic(cron=cron("records.settle_references"))
@app.task(
    name="records.settle_references", queue="facts", queueing_lock="records.settle_references"
)
def settle_references(timestamp: int) -> None:
    """Each minute: references that were stored in the same moment as what they refer to."""
    references.settle_open()


@app.periodic(cron=cron("records.make_room"))
@app.task(name="records.make_room", queue="facts", queueing_lock="records.make_room")
def make_room(timestamp: int) -> None:
    """Each night: next month has its partitions, and passes that are over are gone."""
    partitions.make_room()
    clients.forget_passes()
