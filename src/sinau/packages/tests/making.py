"""Packages made by hand, and a unit that speaks cmi5 with the house, for tests."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client as Browser

from sinau.packages.actions import import_package, launch, register
from sinau.packages.cmi5 import words
from sinau.packages.models import Package, Registration, Session
from sinau.people.models import Person

NAMESPACE = words.NAMESPACE
HERE = "https://penerbit.example/"


def text(name: str, said: str) -> str:
    return f'<{name}><langstring lang="id">{said}</langstring></{name}>'


def au(
    id: str = HERE + "au",
    *,
    url: str = "index.html",
    attributes: str = 'moveOn="CompletedAndPassed" masteryScore="0.9"',
    more: str = "",
) -> str:
    head = text("title", "Satuan") + text("description", "Satuan")
    return f'<au id="{id}" {attributes}>{head}<url>{url}</url>{more}</au>'


def block(inner: str, id: str = HERE + "block") -> str:
    head = text("title", "Blok") + text("description", "Blok")
    return f'<block id="{id}">{head}{inner}</block>'


def course(inner: str, *, id: str = HERE + "course", objectives: str = "") -> bytes:
    head = text("title", "Kursus contoh") + text("description", "Kursus contoh")
    return (
        f'<?xml version="1.0" encoding="utf-8"?><courseStructure xmlns="{NAMESPACE}">'
        f'<course id="{id}">{head}</course>{objectives}{inner}</courseStructure>'
    ).encode()


def zipped(**files: bytes | str) -> io.BytesIO:
    """A ZIP; the names of files are written with "__" for a dot and "___" for a slash."""
    return packed({_name(key): value for key, value in files.items()})


def _name(key: str) -> str:
    return key.replace("___", "/").replace("__", ".")


def packed(files: dict[str, bytes | str]) -> io.BytesIO:
    """A ZIP of these files by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    file.seek(0)
    return file


def cmi5_zip(inner: str | None = None, **files: bytes | str) -> io.BytesIO:
    """A small package with one unit in one block."""
    structure = course(block(au()) if inner is None else inner)
    whole: dict[str, bytes | str] = {"cmi5.xml": structure, "index.html": "<p>Satuan</p>"}
    return packed(whole | {_name(key): value for key, value in files.items()})


def brought(by: Person, inner: str | None = None) -> Package:
    """A package in the house."""
    return import_package(cmi5_zip(inner), by=by, file_name="contoh.zip")


class Au:
    """An assignable unit in its browser: it knows its launch URL and nothing else."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        self.actor = json.loads(self.query["actor"])
        self.registration = self.query["registration"]
        self.activity_id = self.query["activityId"]
        self.token = ""
        self.launch_data: dict[str, Any] = {}

    # ── Asking ──────────────────────────────────────────────────────────────

    def ask(self, method: str, path: str, body: Any = b"", **said: Any) -> HttpResponse:
        """A request to the record store."""
        headers = {"x-experience-api-version": "1.0.3"} | said.pop("headers", {})
        if self.token:
            headers["authorization"] = f"Basic {self.token}"
        query = "&".join(
            f"{name}={_quoted(value)}" for name, value in said.pop("query", {}).items()
        )
        content_type = said.pop("content_type", "application/json")
        if not isinstance(body, bytes | str):
            body = json.dumps(body)
        answer = Browser().generic(
            method,
            f"{urlsplit(self.query['endpoint']).path}/{path}" + (f"?{query}" if query else ""),
            body,
            content_type=content_type if body else "",
            headers=headers,
            SERVER_NAME=urlsplit(settings.CONTENT_URL).hostname or "",
            HTTP_HOST=urlsplit(settings.CONTENT_URL).netloc,
        )
        return cast(HttpResponse, answer)

    def fetch(self) -> HttpResponse:
        """POST to the fetch URL."""
        parts = urlsplit(self.query["fetch"])
        answer = Browser().post(parts.path, HTTP_HOST=parts.netloc)
        said = json.loads(answer.content)
        self.token = said.get("auth-token", self.token)
        return cast(HttpResponse, answer)

    def state(self, method: str, name: str, body: Any = b"", **said: Any) -> HttpResponse:
        """A state document of this registration."""
        query = {
            "stateId": name,
            "activityId": self.activity_id,
            "agent": json.dumps(self.actor),
            "registration": self.registration,
        }
        return self.ask(method, "activities/state", body, query=query, **said)

    def preferences(self, method: str = "GET", body: Any = b"", **said: Any) -> HttpResponse:
        """The learner's preferences."""
        query = {"profileId": words.PREFERENCES, "agent": json.dumps(self.actor)}
        return self.ask(method, "agents/profile", body, query=query | said.pop("query", {}), **said)

    def start(self) -> Au:
        """All that comes before the first statement, and the first statement."""
        self.fetch()
        self.launch_data = json.loads(self.state("GET", words.LAUNCH_DATA).content)
        self.preferences()
        answer = self.put(self.initialized())
        assert answer.status_code == 204, answer.content
        return self

    # ── Saying ──────────────────────────────────────────────────────────────

    def put(self, statement: dict[str, Any]) -> HttpResponse:
        query = {"statementId": statement.get("id", str(uuid.uuid4()))}
        return self.ask("PUT", "statements", statement, query=query)

    def post(self, statement: Any) -> HttpResponse:
        return self.ask("POST", "statements", statement)

    def statement(self, verb: str, *categories: str, **result: Any) -> dict[str, Any]:
        context = json.loads(json.dumps(self.launch_data["contextTemplate"]))
        context["registration"] = self.registration
        if categories:
            context["contextActivities"]["category"] = [{"id": each} for each in categories]
        said = {
            "id": str(uuid.uuid4()),
            "timestamp": "2026-11-25T02:00:00.000Z",
            "actor": self.actor,
            "verb": {"id": verb},
            "object": {"id": self.activity_id},
            "context": context,
        }
        return said | ({"result": result} if result else {})

    def initialized(self) -> dict[str, Any]:
        return self.statement(words.INITIALIZED, words.CATEGORY_CMI5)

    def allowed(self) -> dict[str, Any]:
        return self.statement("http://adlnet.gov/expapi/verbs/experienced")

    def completed(self) -> dict[str, Any]:
        return self._judging(words.COMPLETED, completion=True, duration="PT10S")

    def passed(self, scaled: float | None = 0.9) -> dict[str, Any]:
        return self._scored(words.PASSED, scaled, success=True, duration="PT10S")

    def failed(self, scaled: float | None = 0.5) -> dict[str, Any]:
        return self._scored(words.FAILED, scaled, success=False, duration="PT10S")

    def terminated(self) -> dict[str, Any]:
        return self.statement(words.TERMINATED, words.CATEGORY_CMI5, duration="PT20S")

    def _judging(self, verb: str, **result: Any) -> dict[str, Any]:
        return self.statement(verb, words.CATEGORY_CMI5, words.CATEGORY_MOVEON, **result)

    def _scored(self, verb: str, scaled: float | None, **result: Any) -> dict[str, Any]:
        said = self._judging(verb, **result)
        if scaled is not None:
            said["result"]["score"] = {"scaled": scaled, "raw": scaled * 100, "min": 0, "max": 100}
            extensions = said["context"]["extensions"]
            extensions[words.MASTERY_SCORE] = self.launch_data.get("masteryScore")
        return said


def _quoted(value: str) -> str:
    from urllib.parse import quote

    return quote(value, safe="")


def launched(
    package: Package, person: Person, *, by: Person, number: int = 0, **said: Any
) -> tuple[Registration, Session, Au]:
    """A unit launched for somebody."""
    registration = register(package, person)
    made = launch(registration, package.units.get(number=number), by=by, **said)
    return registration, made.session, Au(made.url)
