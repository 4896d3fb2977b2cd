"""Django's connection, spoken to in psycopg's own words: bound by the server, and prepared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

# The statements here are few and long; planning them anew each time would cost more than running.
PREPARED_AFTER = 2


@contextmanager
def cursor() -> Iterator[psycopg.Cursor[Any]]:
    """A cursor in the transaction that Django has open, if it has; errors are Django's own.

    So Django sees when the database is gone, and takes a new connection next time.
    """
    connection.ensure_connection()
    raw: psycopg.Connection[Any] = connection.connection
    raw.prepare_threshold = PREPARED_AFTER
    with connection.wrap_database_errors, psycopg.Cursor(raw) as rows:
        yield rows
