"""Read XML that nobody trusts: no document types, no entities, no outside files, and limits."""

from __future__ import annotations

import xml.parsers.expat as expat
from collections.abc import Iterator
from dataclasses import dataclass, field

ELEMENTS_AT_MOST = 100_000
DEPTH_AT_MOST = 100


class BadMarkup(Exception):
    """The text is no XML that we read; the sentence says why."""


@dataclass(slots=True)
class Element:
    """An element with its name space, attributes, text and children in their order."""

    space: str
    name: str
    attributes: dict[str, str]
    line: int
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Element]:
        """Children of this name in the element's own name space or in any that it says."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """The first child of this name."""
        return next(self.all(name), None)

    def get(self, name: str, space: str = "") -> str | None:
        """The attribute's value, None where it is not there."""
        return self.attributes.get(f"{space}}}{name}" if space else name)

    def any(self, name: str) -> str | None:
        """The attribute of this name in whatever name space."""
        for key, value in self.attributes.items():
            if key.rpartition("}")[2] == name:
                return value
        return None


def read_markup(text: bytes) -> Element:
    """The root element; `BadMarkup` when the text is broken or tries something."""
    reader = _Reader()
    return reader.read(text)


class _Reader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype
        self.stack: list[Element] = []
        self.root: Element | None = None
        self.count = 0

    def read(self, text: bytes) -> Element:
        try:
            self.parser.Parse(text, True)
        except expat.ExpatError as trouble:
            raise BadMarkup(
                f"XML rusak pada baris {trouble.lineno}: {expat.ErrorString(trouble.code)}."
            ) from None
        except (ValueError, LookupError):
            raise BadMarkup("Penyandian XML tidak dikenal; simpan sebagai UTF-8.") from None
        if self.root is None:
            raise BadMarkup("XML kosong.")
        return self.root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > ELEMENTS_AT_MOST or len(self.stack) >= DEPTH_AT_MOST:
            raise BadMarkup("XML terlalu panjang atau terlalu dalam bersarang.")
        space, _brace, local = name.rpartition("}")
        element = Element(space, local, attributes, self.parser.CurrentLineNumber)
        if self.stack:
            self.stack[-1].children.append(element)
        else:
            self.root = element
        self.stack.append(element)

    def _end(self, _name: str) -> None:
        self.stack.pop()

    def _text(self, text: str) -> None:
        if self.stack:
            self.stack[-1].text += text

    def _doctype(self, *_said: object) -> None:
        raise BadMarkup("XML memuat DOCTYPE atau entitas; hapus deklarasi itu.")
