"""The demo city for the walks: built once, and set back to its first morning before each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from psycopg.sql import SQL, Identifier

from sinau.demo.seeding import seed

KEPT = "_first_morning"


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _copy(source: str, target: str) -> None:
    """Make one database a copy of another; whoever is connected to either is sent away."""
    connection.close()
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source]
        )
        names = {"source": Identifier(source), "target": Identifier(target)}
        cursor.execute(SQL("DROP DATABASE IF EXISTS {target} WITH (FORCE)").format(**names))
        cursor.execute(SQL("CREATE DATABASE {target} TEMPLATE {source}").format(**names))


def _exists(name: str) -> bool:
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


@pytest.fixture(scope="module")
def first_morning(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[str]:
    """The name of a database that holds the city as it was built; with --reuse-db it stays."""
    with django_db_blocker.unblock():
        kept = _name() + KEPT
        options = request.config.option
        stays = options.reuse_db and not options.create_db
        if not (stays and _exists(kept)):
            seed()
            _copy(_name(), kept)
        yield kept
        if not options.reuse_db:
            with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
                cursor.execute(SQL("DROP DATABASE {}").format(Identifier(kept)))


@pytest.fixture
def city(first_morning: str, transactional_db: None, settings: Any) -> None:
    """The whole demo city, as nobody has touched it yet."""
    settings.DEMO = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    _copy(first_morning, _name())
