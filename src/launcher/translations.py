"""The second language: compile it for running, keep its catalogue complete, find unmarked words.

The launcher starts this file with the environment's Python (`python -m launcher.translations`),
because Babel and Django are needed here; only `compile_changed` runs in the launcher itself.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from launcher.places import ROOT

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

    from launcher.environment import Environment
    from launcher.processes import Supervisor

SOURCE = ROOT / "src" / "sinau"
# Below an app: each keeps the words of its own pages, so that two apps never edit one file.
CATALOGUE = Path("locale", "en", "LC_MESSAGES", "django.po")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Attributes whose value a person sees or hears.
SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title"}
# Elements whose text nobody translates.
UNSPOKEN = {"script", "style", "code", "kbd", "pre", "samp"}
VOID = {
    "area",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
# Said in a comment of a template that is for those who build pages.
EXEMPT = "{# not for translation"
# Words that are the same in every language: names, units, abbreviations fixed by law.
UNIVERSAL = {
    "Sinau",
    "ASN",
    "NIP",
    "JP",
    "AI",
    "PDF",
    "JSON",
    "JWT",
    "SVG",
    "SHA-256",
    "XLSX",
    "CSV",
    "DOCX",
    "SKP",
    "OK",
    "WIB",
}


@dataclass(frozen=True)
class Finding:
    """Something a person has to look at, and where."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def _catalogues() -> Iterator[Path]:
    """The catalogue of each app that has one."""
    return SOURCE.glob(f"*/{CATALOGUE.as_posix()}")


# ── Compiling ───────────────────────────────────────────────────────────────


def is_stale(catalogue: Path) -> bool:
    """Whether the compiled form is missing or older than the catalogue."""
    compiled = catalogue.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns < catalogue.stat().st_mtime_ns


def compile_changed(environment: Environment, supervisor: Supervisor) -> None:
    """From the launcher: compile what has changed, with the environment's Babel."""
    if any(is_stale(catalogue) for catalogue in _catalogues()):
        from launcher.house import base_env

        words = (environment.python, "-m", "launcher.translations", "compile")
        supervisor.run(*words, env=base_env())


def compile_all() -> None:
    """Write the compiled form of each catalogue that changed; readers never see half a file."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for catalogue in _catalogues():
        if is_stale(catalogue):
            with catalogue.open("rb") as source:
                words = read_po(source, locale=catalogue.parents[1].name)
            draft = catalogue.with_suffix(".draft")
            with draft.open("wb") as target:
                write_mo(target, words)
            draft.chmod(0o644)
            draft.rename(catalogue.with_suffix(".mo"))


# ── Collecting ──────────────────────────────────────────────────────────────


def collect() -> dict[Path, Catalog]:
    """Every marked message of our code and templates, by the catalogue of its app."""
    from babel.messages.extract import extract
    from django.utils.translation import template

    found: dict[Path, Catalog] = {}
    for path in _sources():
        text = path.read_text()
        if path.suffix in (".html", ".txt"):
            text = template.templatize(text, origin=str(path))
            # What is left is read as Python, where the indentation of a page would be an error.
            text = "\n".join(line.lstrip() for line in text.splitlines())
        catalogue = SOURCE / path.relative_to(SOURCE).parts[0] / CATALOGUE
        stream = io.BytesIO(text.encode())
        for _line, message, comments, context in extract(
            "python", stream, keywords=KEYWORDS, comment_tags=["Translators:"]
        ):
            found.setdefault(catalogue, _empty_catalogue()).add(
                message,
                locations=[(str(path.relative_to(ROOT / "src")), 0)],
                auto_comments=comments,
                context=context,
            )
    return found


def _empty_catalogue() -> Catalog:
    from babel.messages.catalog import Catalog

    # Always of the same day: the catalogue changes only when a word does.
    day = datetime(2026, 1, 1, tzinfo=UTC)
    return Catalog(
        locale="en",
        project="Sinau",
        charset="utf-8",
        fuzzy=False,
        creation_date=day,
        revision_date=day,
    )


def _sources() -> Iterator[Path]:
    for path in sorted(SOURCE.rglob("*")):
        parts = path.relative_to(SOURCE).parts
        if "tests" in parts or "migrations" in parts or "locale" in parts or "content" in parts:
            continue
        if path.suffix == ".py" or (path.suffix in (".html", ".txt") and "templates" in parts):
            yield path


def update() -> int:
    """Bring the catalogues up to date; returns how many messages wait for a translation.

    A message new to one app takes the translation it already has in another.
    """
    from babel.messages.pofile import write_po

    known = {path: _read_catalogue(path) for path in sorted(_catalogues())}
    for path, fresh in collect().items():
        for message in fresh:
            for other in (known.get(path), *known.values()):
                old = other and message.id and other.get(message.id, context=message.context)
                if old and _is_complete(old) and old.pluralizable == message.pluralizable:
                    message.string = old.string
                    message.flags |= old.flags & {"fuzzy"}
                    break
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            write_po(target, fresh, width=100, sort_output=True, include_lineno=False)
    return sum(1 for _ in untranslated())


def _read_catalogue(path: Path) -> Catalog:
    from babel.messages.pofile import read_po

    if not path.exists():
        return _empty_catalogue()
    with path.open("rb") as source:
        return read_po(source, locale="en")


def _is_complete(message: Message) -> bool:
    strings = message.string
    return all(strings) if isinstance(strings, (tuple, list)) else bool(strings)


def untranslated() -> Iterator[Finding]:
    """Each marked message that its catalogue lacks, leaves empty, or has only by guess."""
    for path, fresh in collect().items():
        known = _read_catalogue(path)
        for message in fresh:
            if not message.id:
                continue
            there = known.get(message.id, context=message.context)
            if not there or not _is_complete(there) or there.fuzzy:
                singular = message.id if isinstance(message.id, str) else message.id[0]
                yield Finding(message.locations[0][0], f"belum diterjemahkan: {singular!r}")
            elif isinstance(message.id, str) and isinstance(there.string, str):
                lost = set(_names(message.id)) ^ set(_names(there.string))
                if lost:
                    said = ", ".join(sorted(lost))
                    yield Finding(message.locations[0][0], f"{said} tidak cocok: {message.id!r}")


def _names(text: str) -> list[str]:
    """The placeholders of a message, which its translation must keep."""
    return [percent or braces for percent, braces in re.findall(r"%\((\w+)\)|\{(\w+)\}", text)]


# ── Unmarked words ──────────────────────────────────────────────────────────


def unmarked() -> Iterator[Finding]:
    """Visible words in a template that nobody marked for translation."""
    for path in _sources():
        if path.suffix == ".html":
            text = path.read_text()
            if EXEMPT in text:
                continue
            reader = _Reader()
            reader.feed(_without_tags(text))
            reader.close()
            for line, words in [*reader.found, *_unmarked_arguments(text)]:
                place = f"{path.relative_to(ROOT)}:{line}"
                yield Finding(place, f"tidak ditandai untuk diterjemahkan: {words!r}")
        elif path.suffix == ".py":
            yield from _unmarked_calls(path)


def _without_tags(text: str) -> str:
    """The template's own tags blanked out, marked blocks with all that is in them."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", found[0])

    marked = r"\{%\s*blocktrans(?:late)?\b.*?\{%\s*endblocktrans(?:late)?\s*%\}"
    for pattern in (
        r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}",
        marked,
        r"\{#.*?#\}",
        r"\{%.*?%\}",
        r"\{\{.*?\}\}",
    ):
        text = re.sub(pattern, blank, text, flags=re.DOTALL)
    return text


class _Reader(HTMLParser):
    """Collects what a person would read or hear of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        # The element whose content is not for translation, and how many of its name are open.
        self._silent = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            self._depth += tag == self._silent
            return
        names = dict(attrs)
        foreign = names.get("translate") == "no" or ("lang" in names and tag != "html")
        if (tag in UNSPOKEN or foreign) and tag not in VOID:
            self._silent, self._depth = tag, 1
        if not foreign:
            for name, value in attrs:
                if name in SPOKEN:
                    self._note(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._silent:
            for name, value in attrs:
                if name in SPOKEN:
                    self._note(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._depth -= 1
            if not self._depth:
                self._silent = ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._note(data)

    def _note(self, text: str) -> None:
        if re.fullmatch(r"[a-z0-9]+([_-]+[a-z0-9]+)+", text.strip()):
            return  # the name of a class or an identifier, not a word
        words = re.findall(r"[^\W\d_]{2,}", text)
        if any(word not in UNIVERSAL for word in words):
            self.found.append((self.getpos()[0], " ".join(text.split())[:70]))


def _unmarked_arguments(text: str) -> Iterator[tuple[int, str]]:
    """Words handed to a component as they are, instead of as _("words")."""
    for tag in re.finditer(r"\{%\s*(?:include|with)\b.*?%\}", text, re.DOTALL):
        for said in re.finditer(r"""\w=("|')([A-Z][a-z].*?)\1""", tag[0]):
            line = text.count("\n", 0, tag.start() + said.start()) + 1
            if said[2] not in UNIVERSAL:
                yield line, said[2]


def _unmarked_calls(path: Path) -> Iterator[Finding]:
    """f-strings inside a translation call: the catalogue could never know them."""
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in KEYWORDS
            and any(isinstance(word, ast.JoinedStr) for word in node.args)
        ):
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            yield Finding(place, "f-string tidak dapat diterjemahkan")


def main(words: list[str]) -> int:
    """`compile`, `update`, `check`, or `check APP` for one app."""
    match words:
        case ["compile"]:
            compile_all()
            return 0
        case ["update"]:
            waiting = update()
            print(f"{waiting} pesan menunggu terjemahan.")
            return 0
        case ["check", *apps]:
            findings = [
                finding
                for finding in (*unmarked(), *untranslated())
                if not apps or any(f"sinau/{app}/" in finding.place for app in apps)
            ]
            print("\n".join(map(str, findings)))
            return 1 if findings else 0
    print("compile, update, atau check", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
