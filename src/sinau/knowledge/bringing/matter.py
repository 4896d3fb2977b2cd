"""What stands above a Markdown text: YAML between two lines of `---`, or TOML between two of `+++`."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any

import yaml  # type: ignore[import-untyped]

_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n(.*?)\r?\n\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL)
LETTERS_AT_MOST = 50_000


class BadMatter(Exception):
    """The front matter cannot be read."""


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """No aliases: a few lines of them can unfold into gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise BadMatter
        return super().compose_node(parent, index)


def split(text: str) -> tuple[dict[str, Any], str]:
    """What is said above the text, and the text itself."""
    toml = _TOML.match(text)
    found = toml or _MATTER.match(text)
    if found is None:
        return {}, text.lstrip("\ufeff")
    if len(found[1]) > LETTERS_AT_MOST:
        raise BadMatter
    try:
        said = tomllib.loads(found[1]) if toml else yaml.load(found[1], _Loader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as trouble:
        raise BadMatter from trouble
    if said is None:
        said = {}
    if not isinstance(said, dict):
        raise BadMatter
    return {str(name).strip().lower(): value for name, value in said.items()}, text[found.end() :]


def join(said: dict[str, Any], text: str) -> str:
    """The text with what is said above it."""
    head = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{head}---\n\n{text}"


def words(said: dict[str, Any], *names: str) -> str:
    """The first of these that says something, as one line."""
    for name in names:
        value = said.get(name)
        if isinstance(value, dt.date | dt.datetime):
            return value.isoformat()
        if isinstance(value, str | int | float) and str(value).strip():
            return " ".join(str(value).split())
    return ""


def listed(said: dict[str, Any], *names: str) -> list[str]:
    """Everything these say, one by one."""
    found: list[str] = []
    for name in names:
        value = said.get(name)
        if isinstance(value, str):
            found += [part.strip() for part in value.split(",")]
        elif isinstance(value, list):
            found += [str(part).strip() for part in value if isinstance(part, str | int | float)]
    return [word for word in found if word]
