"""The interface for programs, for the people who write them: drawn from its own document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinau.kernel.api.mounting import api
from sinau.kernel.api.scopes import scopes


@dataclass(frozen=True)
class Field:
    """One thing that is sent or comes back."""

    name: str
    place: str
    kind: str
    required: bool
    words: str


@dataclass(frozen=True)
class Operation:
    """One method at one address."""

    key: str
    method: str
    path: str
    summary: str
    scope: str
    asked: tuple[Field, ...]
    given: tuple[Field, ...]
    statuses: str


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every operation by its app, what it asks for and gives, and every scope."""
    rooms: dict[str, list[Operation]] = {}
    for tag, operation in _operations():
        rooms.setdefault(tag, []).append(operation)
    context = {
        "rooms": sorted(rooms.items()),
        "scopes": list(scopes().items()),
        "base": request.build_absolute_uri("/api/v1"),
    }
    return render(request, "ui/pages/reference.html", context)


@cache
def _operations() -> tuple[tuple[str, Operation], ...]:
    document = api().get_openapi_schema()
    schemas = document["components"]["schemas"]
    return tuple(
        ((said.get("tags") or ["–"])[0], _operation(method, path, said, schemas))
        for path, methods in document["paths"].items()
        for method, said in methods.items()
    )


def _operation(method: str, path: str, said: dict[str, Any], schemas: dict[str, Any]) -> Operation:
    asked = [
        Field(
            each["name"],
            each["in"],
            _kind(each["schema"]),
            bool(each.get("required")),
            each.get("description", ""),
        )
        for each in said.get("parameters", ())
    ]
    for kind, content in said.get("requestBody", {}).get("content", {}).items():
        place = "body" if kind == "application/json" else "form"
        asked += _fields(content["schema"], schemas, place)
    good = [status for status in said["responses"] if int(status) < 400]
    content = said["responses"][good[0]].get("content", {}) if good else {}
    given = [field for each in content.values() for field in _fields(each["schema"], schemas, "")]
    return Operation(
        key=said["operationId"],
        method=method.upper(),
        path=path.removeprefix("/api/v1"),
        summary=said.get("description") or said.get("summary", ""),
        scope=said.get("x-scope", ""),
        asked=tuple(asked),
        given=tuple(given),
        statuses=", ".join(str(status) for status in said["responses"]),
    )


def _fields(schema: dict[str, Any], schemas: dict[str, Any], place: str) -> list[Field]:
    whole = _resolved(schema, schemas)
    required = set(whole.get("required", ()))
    return [
        Field(name, place, _kind(each), name in required, each.get("description", ""))
        for name, each in whole.get("properties", {}).items()
    ]


def _resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def _kind(schema: dict[str, Any]) -> str:
    """The kind of a value in a few words."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " | ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"])
    if schema.get("type") == "array":
        return _("daftar %(kind)s") % {"kind": _kind(schema.get("items", {}))}
    return str(schema.get("format") or schema.get("type") or "JSON")
