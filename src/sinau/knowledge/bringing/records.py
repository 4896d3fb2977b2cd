"""What is found in a file that is brought in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

ARTICLE, DOCUMENT, LINK, REGULATION, LEFT = "article", "document", "link", "regulation", "left"
# Addresses inside a text that are settled once it is known what else comes in.
PAGE, FILE = "sinau-page:", "sinau-file:"
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
PICTURES |= {".webp": "image/webp"}


class Unreadable(Exception):
    """The whole file is refused; `code` says why and `params` fill its sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Remark:
    """Something that was changed, dropped or found, to be said in a sentence."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)

    def plain(self) -> list[Any]:
        """As it is kept."""
        return [self.code, self.params]


@dataclass(kw_only=True)
class Piece:
    """One thing in the file; with kind "left" it stays behind, for the reason given."""

    kind: str
    # Its name within its origin, the same each time the origin is exported.
    key: str
    # Where it stands in the file.
    path: str
    title: str = ""
    body: str = ""
    summary: str = ""
    topics: list[str] = field(default_factory=list)
    legal_basis: list[str] = field(default_factory=list)
    # What else is said of it: kind, audience, review_months, authors, changed_at, url, ...
    fields: dict[str, Any] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    reason: Remark | None = None


@dataclass(kw_only=True)
class Bundle:
    """Everything that stands in a file, in its order."""

    kind: str
    origin: str = ""
    pieces: list[Piece] = field(default_factory=list)
    # Other names of pages: a redirect, or a name as links write it, to a key.
    aliases: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def leave(self, path: str, code: str, *, title: str = "", **params: Any) -> None:
        """Name something that stays behind, and why."""
        self.pieces.append(
            Piece(kind=LEFT, key=path, path=path, title=title, reason=Remark(code, params))
        )


def page_address(key: str, anchor: str = "") -> str:
    """The address of another page of the same file, until it has one here."""
    return PAGE + quote(key, safe="") + (f"#{anchor}" if anchor else "")


def file_address(path: str) -> str:
    """The address of a picture of the same file, until it is kept here."""
    return FILE + quote(path, safe="")


def named(address: str) -> str:
    """The key or path in such an address."""
    return unquote(address.split(":", 1)[1].split("#", 1)[0])


def distinct(words: Iterable[object], *, at_most: int = 12, longest: int = 80) -> list[str]:
    """Short words, each once, in order."""
    kept: list[str] = []
    for word in words:
        said = " ".join(str(word).split())[:longest]
        if said and said not in kept:
            kept.append(said)
    return kept[:at_most]
