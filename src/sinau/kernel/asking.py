"""Statements written by hand for what is asked on every page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import ServerBindingCursor


@contextmanager
def prepared(using: str = DEFAULT_DB_ALIAS) -> Iterator[Any]:
    """A cursor whose values are bound by the server: PostgreSQL plans a statement once a connection.

    An ordinary cursor of Django puts the values into the text, so that every question is a new one.
    A value whose kind PostgreSQL cannot tell from its place needs a cast (`%s::date`).
    """
    connection = connections[using]
    connection.ensure_connection()
    bare = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
    with connection._prepare_cursor(bare) as cursor:  # type: ignore[attr-defined]
        yield cursor
