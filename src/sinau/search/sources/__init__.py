"""What can be found: each kind says how one of its things is told to the index.

To make one more kind findable, write a module here that registers a `Source`: how a thing is told
(`tell`), which there are (`every`), and which of them a reader may see at this moment (`visible`).
Every fact about "app.noun:pk" then has the document of that thing made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from sinau.kernel.facts import Fact
from sinau.people.models import Person, Role


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place inside a text that has an address of its own, such as an ayat."""

    start: int
    anchor: str = ""
    citation: str
    url: str
    page: int | None = None


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is scored and shown by itself; its first spot is the part as a whole."""

    text: str
    spots: tuple[Spot, ...]
    heading: str = ""


@dataclass(frozen=True, kw_only=True)
class Material:
    """A thing of the city as the index takes it in; its app decides what is in it."""

    kind: str
    title: str
    url: str
    audience: str
    agency_id: int | None
    parts: tuple[Part, ...]
    is_current: bool = True
    standing: str = ""
    owner: str = ""
    dated: date | None = None
    good_until: date | None = None

    def as_values(self) -> list[object]:
        """Everything in it, for telling whether anything changed."""
        return [asdict(self)]


@dataclass(frozen=True, kw_only=True)
class Live:
    """A spot as it stands in its app at this moment, and from when until when it is the law."""

    text: str
    citation: str
    url: str
    standing: str
    page: int | None = None
    since: date | None = None
    until: date | None = None


class Sourced:
    """Something that names what it stands for: "knowledge.article:4"."""

    source: Any  # a text; a column where the row is a model

    @property
    def noun(self) -> str:
        """ "knowledge.article" of "knowledge.article:4"."""
        return str(self.source).rpartition(":")[0]

    @property
    def source_pk(self) -> int:
        """4 of "knowledge.article:4"."""
        return int(str(self.source).rpartition(":")[2])


Readers = Callable[[Person, Collection[int]], set[int]]


@dataclass(frozen=True, kw_only=True)
class Source:
    """How the things of one noun get into the index.

    `tell` gives nothing for what is gone or not to be found; `roles` are those that open another
    agency's things; `facts` are facts about something else that change these things too, with the
    things they change; `live` gives the spots that may be quoted, by (pk, anchor); `public` says
    which of them anybody may read without signing in (none, where it is not given). What stands in
    rows of which no fact tells is `untold`: it is read from `every` when the index is built anew.
    """

    noun: str
    kinds: tuple[str, ...]
    tell: Callable[[int], Material | None]
    every: Callable[[], Iterable[int]]
    visible: Readers
    roles: tuple[Role, ...] = ()
    facts: dict[type[Fact], Callable[[Fact], Iterable[int]]] = field(default_factory=dict)
    live: Callable[[Collection[tuple[int, str]]], dict[tuple[int, str], Live]] | None = None
    public: Callable[[Collection[int]], set[int]] | None = None
    untold: bool = False


sources: dict[str, Source] = {}


def add_source(source: Source) -> None:
    """From now on the things of this noun can be found."""
    sources[source.noun] = source


def load() -> None:
    """Import the modules that register the sources of the house."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")


def untold() -> list[str]:
    """The things that are there without a fact that told of them, by name."""
    return [
        f"{noun}:{pk}"
        for noun, source in sources.items()
        for pk in (source.every() if source.untold else ())
    ]


def whole(text: str, *, url: str, citation: str = "", heading: str = "", anchor: str = "") -> Part:
    """A part that is one spot: most things need no more."""
    spot = Spot(start=0, anchor=anchor, citation=citation or heading, url=url)
    return Part(text=text, heading=heading, spots=(spot,))
