"""The classes of AI risks and the suggestions for kinds of services, read from data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("taxonomies")


@dataclass(frozen=True, kw_only=True)
class Subdomain:
    """One box every register of an AI service must have an answer for."""

    code: str
    name: str
    help: str
    question: str
    domain_code: str
    domain_name: str
    nist: tuple[str, ...]
    owasp: tuple[str, ...]
    atlas: tuple[str, ...]

    @property
    def lists(self) -> dict[str, str]:
        """The numbers of what other lists have about the same, for reading."""
        pairs = {"nist": self.nist, "owasp": self.owasp, "atlas": self.atlas}
        return {name: ", ".join(codes) or "–" for name, codes in pairs.items()}


@dataclass(frozen=True, kw_only=True)
class TagValue:
    """One answer to a question about the cause."""

    key: str
    name: str
    help: str


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A question about the cause: who, on purpose or not, and when."""

    key: str
    name: str
    values: tuple[TagValue, ...]

    def name_of(self, key: str) -> str:
        """What an answer is called."""
        return next((value.name for value in self.values if value.key == key), "")


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """Domains, subdomains and causal tags of one version."""

    title: str
    version: str
    source: str
    verified: bool
    subdomains: tuple[Subdomain, ...]
    tags: tuple[Tag, ...]

    def find(self, code: str) -> Subdomain | None:
        """The box with this code."""
        return next((box for box in self.subdomains if box.code == code), None)

    def tag(self, key: str) -> Tag:
        """The question with this key."""
        return next(tag for tag in self.tags if tag.key == key)


@dataclass(frozen=True, kw_only=True)
class ServiceKind:
    """A kind of AI service, for which risks are suggested."""

    key: str
    name: str
    help: str


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A risk somebody might have forgotten, with what helps against it; people judge how likely it is."""

    key: str
    kinds: tuple[str, ...]
    subdomain: str
    entity: str
    intent: str
    timing: str
    event: str
    cause: str
    impact_text: str
    category: str
    controls: tuple[str, ...]


@cache
def taxonomy() -> Taxonomy:
    """The classes in force."""
    said = _load("mit-ai-risk-repository.toml")
    domains = {row["code"]: row["name"] for row in said["domain"]}
    return Taxonomy(
        title=said["title"],
        version=said["version"],
        source=said["source"],
        verified=said["verified"],
        subdomains=tuple(_subdomain(row, domains) for row in said["subdomain"]),
        tags=tuple(
            Tag(
                key=row["key"],
                name=row["name"],
                values=tuple(TagValue(**value) for value in row["value"]),
            )
            for row in said["tag"]
        ),
    )


@cache
def service_kinds() -> tuple[ServiceKind, ...]:
    """Kinds of services in the order in which they are asked."""
    return tuple(ServiceKind(**row) for row in _load("suggestions.toml")["kind"])


@cache
def suggestions() -> tuple[Suggestion, ...]:
    """Every suggestion, in the order of the boxes."""
    made = [
        Suggestion(
            key=row["key"],
            kinds=tuple(row["kinds"]),
            subdomain=row["subdomain"],
            entity=row["entity"],
            intent=row["intent"],
            timing=row["timing"],
            event=row["event"],
            cause=row["cause"],
            impact_text=row["impact_text"],
            category=row["category"],
            controls=tuple(row["controls"]),
        )
        for row in _load("suggestions.toml")["suggestion"]
    ]
    return tuple(sorted(made, key=lambda one: one.subdomain))


def suggested(kinds: list[str] | tuple[str, ...]) -> list[Suggestion]:
    """What is suggested for services of these kinds; without a kind, everything."""
    return [one for one in suggestions() if not kinds or set(kinds) & set(one.kinds)]


def suggestion(key: str) -> Suggestion | None:
    """The suggestion with this key."""
    return next((one for one in suggestions() if one.key == key), None)


def _subdomain(row: dict[str, Any], domains: dict[str, str]) -> Subdomain:
    domain = row["code"].partition(".")[0]
    return Subdomain(
        code=row["code"],
        name=row["name"],
        help=row["help"],
        question=row["question"],
        domain_code=domain,
        domain_name=domains[domain],
        nist=tuple(row["nist"]),
        owasp=tuple(row["owasp"]),
        atlas=tuple(row["atlas"]),
    )


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text())
