"""Whole statements for tests of pages, stored as a system would have sent them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.test import Client as Browser

from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.records.callers import Caller, caller_for
from sinau.records.clients import create_client
from sinau.records.models import Client, Scope
from sinau.records.storing import store
from sinau.records.xapi.reading import read_statements
from sinau.records.xapi.versions import Version

ADL = "http://adlnet.gov/expapi/verbs/"
SARI = {"mbox": "mailto:sari@sinau.example", "name": "S. Lestari (Moodle)"}
STRANGER = {
    "account": {"homePage": "https://moodle.example", "name": "tamu7"},
    "name": "Tamu Tujuh",
}
COURSE = {
    "id": "https://moodle.example/course/12",
    "definition": {
        "name": {"id": "Dasar Keamanan Informasi", "en": "Basics of Information Security"},
        "type": "http://adlnet.gov/expapi/activities/course",
    },
}


def statement(
    actor: Mapping[str, Any] | None = None,
    verb: str = f"{ADL}completed",
    thing: Mapping[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Sari completed a course, unless something else is said."""
    return {
        "id": str(uuid.uuid4()),
        "actor": dict(actor or SARI),
        "verb": {"id": verb},
        "object": dict(thing or COURSE),
        **more,
    }


def keep(*said: dict[str, Any], caller: Caller) -> list[str]:
    """The statements are stored as this caller's."""
    statements, _was_array = read_statements(json.dumps(said).encode(), Version.V1)
    return store(statements, caller=caller, version=Version.V1)


class PagesTestCase(CastTestCase):
    """The cast, and a Moodle that sends statements."""

    moodle: ClassVar[Client]
    caller: ClassVar[Caller]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.moodle, _secret = create_client("Moodle provinsi", [Scope.STATEMENTS_WRITE], cls.agung)
        cls.caller = caller_for(cls.moodle)

    def as_(self, person: Person) -> Browser:
        """A browser in which this person has signed in."""
        browser = Browser()
        browser.force_login(person)
        return browser
