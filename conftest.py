"""What every test of the house relies on, in src and in tests."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(scope="session", autouse=True)
def _jobs_end_with_the_test_that_left_them() -> None:
    """A test that commits is followed by an emptying of tables, but only of those Django manages."""
    from django.db.models.signals import post_migrate

    post_migrate.connect(_empty_jobs, dispatch_uid="empty jobs after a test that commits")


def _empty_jobs(sender: Any, using: str, **said: Any) -> None:
    from django.db import connections

    if sender.name == "procrastinate.contrib.django":
        with connections[using].cursor() as cursor:
            cursor.execute("truncate procrastinate_jobs cascade")
