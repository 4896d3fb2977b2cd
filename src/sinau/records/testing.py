"""A small client for tests: it speaks xAPI with us as a system outside would."""

from __future__ import annotations

import base64
import json
import uuid
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client as Browser
from django.test import TestCase

from sinau.records import callers, crossing
from sinau.records.clients import create_client
from sinau.records.models import Client, Scope

SARI = {"objectType": "Agent", "name": "Sari", "mbox": "mailto:sari@kota.example"}
BAYU = {
    "objectType": "Agent",
    "name": "Bayu",
    "account": {"homePage": "https://kota.example", "name": "bayu"},
}
COURSE = "https://kursus.example/tata-naskah"
COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"


def statement(**said: Any) -> dict[str, Any]:
    """Sari completed a course, with whatever is said otherwise; None leaves a property out."""
    made: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "actor": SARI,
        "verb": {"id": COMPLETED, "display": {"id": "menyelesaikan", "en": "completed"}},
        "object": {"objectType": "Activity", "id": COURSE},
    } | said
    return {name: value for name, value in made.items() if value is not None}


class Lrp:
    """A learning record provider with a key of its own."""

    def __init__(self, *scopes: str, version: str = "1.0.3", **client: Any) -> None:
        made, secret = create_client("Moodle", scopes or (Scope.ALL,), None, **client)
        self.client: Client = made
        self.version = version
        pair = base64.b64encode(f"{made.key}:{secret}".encode()).decode()
        self.authorization = f"Basic {pair}"

    def send(
        self,
        method: str,
        path: str,
        body: bytes | str | Any = b"",
        *,
        content_type: str = "application/json",
        query: dict[str, Any] | None = None,
        **headers: str | None,
    ) -> HttpResponse:
        """One request; a header is named `if_match`, None leaves one out."""
        sent = {
            "x-experience-api-version": self.version,
            "authorization": self.authorization,
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        if not isinstance(body, bytes | str):
            body = json.dumps(body)
        address = f"/xapi/{path}"
        if query:
            address += "?" + urlencode(
                {
                    name: value if isinstance(value, str) else json.dumps(value)
                    for name, value in query.items()
                }
            )
        answer = Browser().generic(
            method,
            address,
            body,
            content_type=content_type if body else "",
            headers={name: value for name, value in sent.items() if value is not None},
        )
        return cast(HttpResponse, answer)

    def get(self, path: str, **more: Any) -> HttpResponse:
        return self.send("GET", path, **more)

    def post(self, path: str, body: Any, **more: Any) -> HttpResponse:
        return self.send("POST", path, body, **more)

    def put(self, path: str, body: Any, **more: Any) -> HttpResponse:
        return self.send("PUT", path, body, **more)

    def delete(self, path: str, **more: Any) -> HttpResponse:
        return self.send("DELETE", path, **more)


class DoorTestCase(TestCase):
    """Two providers, one for each rule set; nothing is remembered from the test before."""

    def setUp(self) -> None:
        callers.forget_callers()
        crossing.forget_origins()
        forget_what_was_learnt()
        self.first = Lrp()
        self.second = Lrp(version="2.0.0")
        self.both = (self.first, self.second)

    def refused(self, answer: HttpResponse, status: int, *words: str) -> None:
        """The answer is a problem document whose sentence holds these words."""
        self.assertEqual(answer.status_code, status, answer.content)
        self.assertEqual(answer["Content-Type"], "application/problem+json")
        problem = json.loads(answer.content)
        self.assertEqual(problem["status"], status)
        for word in words:
            self.assertIn(word, problem["detail"])


def forget_what_was_learnt() -> None:
    """Definitions and names of statements that a test has taken back are not thought known."""
    from sinau.records import learnt

    learnt.forget_seen()
