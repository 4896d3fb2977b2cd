"""Jobs of the index, of searches that are kept and of their counts; the worker runs them."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from config.schedule import cron
from sinau.search import counting, keeping, rereading
from sinau.search.embedding import embed_waiting
from sinau.search.engine.embedding import Embedder
from sinau.search.models import EmbeddingRun
from sinau.search.vectors import embedder

SECONDS = 6.0
"""Shorter than the worker has to finish, so that a worker asked to stop never breaks it off."""
POLITELY = 10
"""How far behind everything else embedding stands in line for the processor."""


@app.periodic(cron=cron("search.embed_waiting"))
@app.task(name="search.embed_waiting", queue="vectors", queueing_lock="search.embed_waiting")
def embed_what_waits(timestamp: int = 0) -> None:
    """A few seconds of embedding, again and again until nothing waits.

    The job of the next minute goes on where a dead worker stopped.
    """
    embeds = embedder()
    if embeds is None:
        return
    # A thread of its own, for a thread that went behind cannot come forward again.
    with ThreadPoolExecutor(1, "search.embed_waiting") as thread:
        run = thread.submit(_embed_politely, embeds).result()
    if run is not None and run.left and not run.trouble:
        with suppress(AlreadyEnqueued):
            embed_what_waits.defer()


@app.periodic(cron=cron("search.read_anew"))
@app.task(name="search.read_anew", queueing_lock="search.read_anew")
def read_what_was_misread(timestamp: int = 0) -> None:
    """A few seconds of reading anew what an earlier version read, again and again until nothing is left."""
    if rereading.read_anew(seconds=SECONDS):
        with suppress(AlreadyEnqueued):
            read_what_was_misread.defer()


def _embed_politely(embeds: Embedder) -> EmbeddingRun | None:
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), POLITELY)
    try:
        return embed_waiting(embeds, seconds=SECONDS)
    finally:
        connection.close()


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
