"""The tools there are. An app adds one in its `tools.py`: `add_tool(Tool(…))`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import autodiscover_modules

from sinau.people.models import Person


@dataclass(frozen=True)
class Asker:
    """Who calls: the person of the token, or nobody, whose network address is all that is known."""

    person: Person | None
    address: str = ""


Use = Callable[[Asker, dict[str, Any]], dict[str, Any]]


class CannotUse(Exception):
    """What was given to a tool is not enough, or not there; said to the model, which may try again."""


@dataclass(frozen=True, kw_only=True)
class Tool:
    """Something a model can do on behalf of a person, or of nobody where `is_public`.

    `takes` is the JSON Schema of its arguments: texts, whole numbers and yes or no, nothing nested;
    `gives` that of what it answers. The rows of its answer under `linked` are pages one can open.
    """

    name: str
    title: str
    description: str
    takes: dict[str, Any]
    gives: dict[str, Any]
    use: Use
    linked: str = ""
    is_public: bool = False

    def shown(self) -> dict[str, Any]:
        """The tool as it is listed; none of them changes anything."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": {"type": "object", "additionalProperties": False, **self.takes},
            "outputSchema": {"type": "object", **self.gives},
            "annotations": {"readOnlyHint": True, "openWorldHint": False},
        }

    def links(self, found: dict[str, Any]) -> list[dict[str, Any]]:
        """The pages of an answer, as links a client can open."""
        return [
            {
                "type": "resource_link",
                "uri": row["url"],
                "name": row["citation"] or row["title"],
                "mimeType": "text/html",
            }
            for row in found.get(self.linked, ())
        ]

    def checked(self, given: Any) -> dict[str, Any]:
        """The arguments, of which each is as the schema says."""
        if not isinstance(given, dict):
            raise CannotUse("Arguments are an object.")
        known = self.takes["properties"]
        for name, value in given.items():
            if name not in known:
                raise CannotUse(f"Unknown argument: {name[:60]}. Known: {', '.join(known)}.")
            _check(name, value, known[name])
        for name in self.takes.get("required", ()):
            if given.get(name) in (None, ""):
                raise CannotUse(f"Argument {name} is missing.")
        return {name: given.get(name, rule.get("default")) for name, rule in known.items()}


_TYPES: dict[str, type] = {"string": str, "integer": int, "boolean": bool}


def _check(name: str, value: Any, rule: dict[str, Any]) -> None:
    kind = _TYPES[rule["type"]]
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise CannotUse(f"{name} is of type {rule['type']}.")
    if "enum" in rule and value not in rule["enum"]:
        raise CannotUse(f"{name} is one of {', '.join(rule['enum'])}.")
    if isinstance(value, str) and len(value) > rule.get("maxLength", 400):
        raise CannotUse(f"{name} has at most {rule.get('maxLength', 400)} letters.")
    if isinstance(value, int) and not rule.get("minimum", 0) <= value <= rule.get(
        "maximum", 1_000_000
    ):
        raise CannotUse(
            f"{name} lies between {rule.get('minimum', 0)} and {rule.get('maximum', 1_000_000)}."
        )


_tools: dict[str, Tool] = {}


def add_tool(tool: Tool) -> None:
    """From now on models can use it."""
    _tools[tool.name] = tool


def tools_for(person: Person | None) -> dict[str, Tool]:
    """The tools this caller can use, by name and in order."""
    autodiscover_modules("tools")
    return {
        name: tool for name, tool in sorted(_tools.items()) if person is not None or tool.is_public
    }
