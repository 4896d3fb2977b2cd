"""Build the demo city once: the seed of each app, from the ground floor up."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.db import connection, transaction

from sinau.demo.city import City
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import today
from sinau.people.models import Person

# In the order in which they stand on each other.
SEEDS = (
    "people",
    "communities",
    "knowledge",
    "wiki",
    "university",
    "starter",
    "catalogue",
    "quizzes",
    "planning",
    "packages",
    "practice",
    "evaluation",
    "credit",
    "claims",
    "records",
    "flow",
    "closing",
    "personnel",
    "risk",
    "innovation",
    "estimates",
    "watching",
    "gated",
    "search",
    "ask",
    "insight",
    "inbox",
    "stored",
)


def seed() -> bool:
    """Build the city, whole or not at all; False when people already live here."""
    if Person.objects.exists():
        return False
    with transaction.atomic():
        city = City(today=today())
        for app in SEEDS:
            if find_spec(f"sinau.demo.{app}"):
                import_module(f"sinau.demo.{app}").seed(city)
                _look_at_tables()
                tell_everyone()
    return True


def _look_at_tables() -> None:
    """All of it is one transaction, in which PostgreSQL would go on planning for empty tables."""
    with connection.cursor() as rows:
        rows.execute("analyze")
