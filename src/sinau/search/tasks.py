"""Jobs of the index; the worker runs them."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from config.schedule import cron
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


def _embed_politely(embeds: Embedder) -> EmbeddingRun | None:
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), POLITELY)
    try:
        return embed_waiting(embeds, seconds=SECONDS)
    finally:
        connection.close()
