"""One question element of Moodle XML while it is read: its texts, its pictures, its weights."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from sinau.university.quizzes.formats.html import PLUGINFILE, file_name, html_to_markdown
from sinau.university.quizzes.formats.report import LeftOut
from sinau.university.quizzes.formats.shelf import Shelf
from sinau.university.quizzes.formats.texts import (
    looks_like_html,
    number,
    plain_to_markdown,
    without_idle_zeros,
)
from sinau.university.quizzes.questions import WHOLE, Kind, Question

Files = Mapping[str, bytes]
Parts = dict[str, Any]

_USUAL_PENALTIES = {*(Decimal(said) for said in ("0", "0.1", "0.3333333", "0.33333", "0.5", "1"))}


class Asked:
    """One question element while it is read, and the pictures at hand."""

    def __init__(self, node: Element, shelf: Shelf, more: Files) -> None:
        self.node = node
        self.shelf = shelf
        self.more = more

    def start(self, category: str) -> Question:
        """What every kind has."""
        self._name_losses()
        tags = tuple(
            said for tag in self.node.findall("tags/tag") if (said := inner(tag)) and said.strip()
        )
        return Question(
            kind=Kind.ESSAY,
            prompt=self._prompt(),
            name=inner(self.node.find("name")),
            points=self.points(),
            explanation=self.text("generalfeedback"),
            category=category,
            tags=tags,
            shuffle=self.flag("shuffleanswers", default=True),
            when_right=self.text("correctfeedback"),
            when_partly=self.text("partiallycorrectfeedback"),
            when_wrong=self.text("incorrectfeedback"),
        )

    def _prompt(self) -> str:
        """What is asked, with the picture that Moodle before version 2 kept beside it."""
        prompt, old = self.text("questiontext"), self.node.find("image_base64")
        if old is None or not (old.text or "").strip():
            return prompt
        try:
            kept = self.shelf.keep(base64.b64decode("".join((old.text or "").split())))
        except (binascii.Error, ValueError):
            kept = None
        if not kept:
            self.shelf.note("Gambar soal tidak dapat dibaca dan dilepas.")
            return prompt
        return f"{prompt}\n\n![]({kept})"

    def points(self) -> Decimal:
        """What the question is worth; Moodle's zero has no meaning here."""
        said = inner(self.node.find("defaultgrade"))
        value = number(said, "nilai") if said else WHOLE
        if value > 999:
            raise LeftOut("Nilai soal paling banyak 999.")
        if value <= 0:
            self.shelf.note("Nilai soal 0 dijadikan 1.")
            return WHOLE
        return without_idle_zeros(value)

    def _name_losses(self) -> None:
        if any(self.words(hint) for hint in self.node.findall("hint")):
            self.shelf.note("Petunjuk bertahap (hint) dilepas.")
        if number(inner(self.node.find("penalty")) or "0", "potongan") not in _USUAL_PENALTIES:
            self.shelf.note("Potongan nilai per percobaan (penalty) dilepas.")

    def text(self, tag: str) -> str:
        """The Markdown of one of its texts."""
        found = self.node.find(tag)
        return "" if found is None else self.words(found)

    def raw(self, tag: str) -> tuple[str, str]:
        """One of its texts as it stands, and its format."""
        found = self.node.find(tag)
        return ("", "html") if found is None else (inner(found), format_of(found))

    def words(self, node: Element) -> str:
        """The Markdown of a text element."""
        return self.markdown(inner(node), format_of(node), node)

    def markdown(self, words: str, form: str, node: Element | None = None) -> str:
        """A text in one of Moodle's four formats as Markdown."""
        words = words.strip()
        if not words:
            return ""
        if form == "markdown":
            return self._with_pictures(words, node)
        if form == "plain_text":
            return plain_to_markdown(words)
        if form == "moodle_auto_format":
            if not looks_like_html(words):
                return plain_to_markdown(words)
            words = words.replace("\n", "<br>")
        own = own_files(self.node if node is None else node)
        return html_to_markdown(words, self.shelf, lambda name: self._file(name, own))

    def _with_pictures(self, words: str, node: Element | None) -> str:
        """Markdown names its pictures by their place in Moodle; here by what they are."""
        own = {**own_files(self.node), **(own_files(node) if node is not None else {})}
        for name, content in own.items():
            kept = self.shelf.keep(content) if f"{PLUGINFILE}/{name}" in words else None
            if kept:
                words = words.replace(f"{PLUGINFILE}/{name}", kept)
        return words

    def _file(self, address: str, own: Files) -> bytes | None:
        name = file_name(address)
        if name in own:
            return own[name]
        if name in self.more:
            return self.more[name]
        return own_files(self.node).get(name)

    def flag(self, tag: str, *, default: bool = False) -> bool:
        """A yes or no, as Moodle writes it in several ways."""
        found = self.node.find(tag)
        if found is None:
            return default
        said = inner(found).strip().lower()
        return said in {"1", "true", "yes", "y", ""}

    def share(self, node: Element) -> Decimal:
        """What an answer is worth."""
        return number(node.get("fraction") or "0", "bobot") / 100


def inner(node: Element | None) -> str:
    """The words of an element, of its `text` when it has one."""
    if node is None:
        return ""
    text = node.find("text")
    said = text if text is not None else node
    whole = "".join(said.itertext()) if len(said) else (said.text or "")
    return whole.strip()


def format_of(node: Element) -> str:
    """The format of a text; what is not said is HTML, as Moodle takes it."""
    said = (node.get("format") or "html").lower()
    known = {"0": "moodle_auto_format", "1": "html", "2": "plain_text", "4": "markdown"}
    return known.get(said, said)


def own_files(node: Element) -> dict[str, bytes]:
    """The pictures an element carries, by their path."""
    files: dict[str, bytes] = {}
    for file in node.iter("file"):
        name = f"{file.get('path') or '/'}{file.get('name') or ''}".lstrip("/")
        if not name or (file.get("encoding") or "base64") != "base64":
            continue
        try:
            files[name] = base64.b64decode("".join((file.text or "").split()), validate=True)
        except (binascii.Error, ValueError):
            continue
    return files
