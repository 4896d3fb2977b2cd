"""How far those who read the store in order have come."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

from django.db import models

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
FIRST = uuid.UUID(int=0)
LAST = uuid.UUID(int=2**128 - 1)


class Cursor(models.Model):
    """A reader of the store by name, and the place behind the last statement it has dealt with.

    The row is its lock, and moves in the transaction of what it did: a reader that dies in between
    has done neither.
    """

    name = models.CharField(max_length=60, unique=True)
    stored = models.DateTimeField(default=BEGINNING)
    statement = models.UUIDField(default=FIRST)
    moved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
