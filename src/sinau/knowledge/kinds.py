"""How each kind of asset begins: what it is for, its parts, and which of them must be filled."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sinau.knowledge.models import ArticleKind
from sinau.ui import markdown

FILE = Path(__file__).parent / "rules" / "templates.toml"


@dataclass(frozen=True)
class Part:
    """One heading of a template, and what belongs below it."""

    title: str
    hint: str
    needed: bool


@dataclass(frozen=True)
class Template:
    """How a text of one kind begins."""

    kind: ArticleKind
    help: str
    icon: str
    review_months: int
    seci: str
    parts: tuple[Part, ...]

    @property
    def label(self) -> str:
        """The kind in a word."""
        return str(self.kind.label)

    @property
    def body(self) -> str:
        """The text a writer begins with: headings, and below each what belongs there."""
        return "\n".join(f"## {part.title}\n\n*{part.hint}*\n" for part in self.parts)

    def missing_in(self, body: str) -> list[str]:
        """Titles of needed parts that are empty or still hold only the hint; a part may be left out."""
        said = _sections(body)
        return [
            part.title
            for part in self.parts
            if part.needed and said.get(part.title.casefold(), "-") in ("", part.hint)
        ]


def _sections(body: str) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    title = ""
    for line in body.splitlines():
        if line.startswith("#"):
            title = line.lstrip("#").strip().casefold()
            found.setdefault(title, [])
        elif title:
            found[title].append(line)
    return {head: markdown.plain("\n".join(lines)) for head, lines in found.items()}


@cache
def templates() -> dict[str, Template]:
    """The template of each kind."""
    data = tomllib.loads(FILE.read_text())
    return {
        kind.value: Template(
            kind=kind,
            help=data[kind]["help"],
            icon=data[kind]["icon"],
            review_months=data[kind]["review_months"],
            seci=data[kind]["seci"],
            parts=tuple(
                Part(part["title"], part["hint"], part.get("needed", False))
                for part in data[kind]["parts"]
            ),
        )
        for kind in ArticleKind
    }
