"""A course structure (cmi5 13): read as the schema orders it, and judged by every requirement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from sinau.packages.cmi5.words import LAUNCH_QUERY, MOVE_ONS, NAMESPACE
from sinau.packages.findings import Findings
from sinau.packages.markup import Element

SCHEMA = "13.2.0.0-1"
UNITS_AT_MOST = 5_000
BLOCKS_DEEP_AT_MOST = 50
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")
_URL = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%\u00a0-\U0010ffff]+")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")

Text = dict[str, str]


@dataclass
class Unit:
    """An assignable unit (13.1.4)."""

    id: str
    title: Text
    description: Text
    url: str
    move_on: str = "NotApplicable"
    mastery_score: Decimal | None = None
    launch_method: str = "AnyWindow"
    activity_type: str = ""
    launch_parameters: str | None = None
    entitlement_key: str | None = None
    objectives: list[str] = field(default_factory=list)


@dataclass
class Block:
    """A block of units and further blocks (13.1.2)."""

    id: str
    title: Text
    description: Text
    children: list[Unit | Block] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)


@dataclass
class Course:
    """The whole structure."""

    id: str
    title: Text
    description: Text
    children: list[Unit | Block] = field(default_factory=list)
    objectives: list[dict[str, Any]] = field(default_factory=list)

    def units(self) -> Iterator[Unit]:
        """Every unit in the order of the structure."""
        return _units(self.children)


def _units(children: list[Unit | Block]) -> Iterator[Unit]:
    for child in children:
        if isinstance(child, Unit):
            yield child
        else:
            yield from _units(child.children)


def read_course(root: Element, files: frozenset[str] | None, findings: Findings) -> Course:
    """The course that the document describes; what is wrong stands in the findings.

    `files` are the names in the ZIP; None when the structure came alone.
    """
    return _Reading(files, findings).course(root)


class _Reading:
    """One pass over the document, remembering which ids were used."""

    def __init__(self, files: frozenset[str] | None, findings: Findings) -> None:
        self.files = files
        self.findings = findings
        self.seen: dict[str, set[str]] = {"block": set(), "objective": set(), "au": set()}
        self.referred: list[tuple[str, str]] = []
        self.unit_count = 0

    # ── The order of the schema ─────────────────────────────────────────────

    def course(self, root: Element) -> Course:
        if (root.space, root.name) != (NAMESPACE, "courseStructure"):
            self._broken(root, f'Elemen akar harus "courseStructure" dalam ruang nama {NAMESPACE}.')
        self._attributes(root, required=(), allowed=())
        parts = self._sequence(
            root, ("course", "objectives", "block|au"), needs=("course", "block|au")
        )
        head = next((part for part in parts if part.name == "course"), None)
        made = Course("", {}, {})
        if head is not None:
            self._attributes(head, required=("id",), allowed=())
            self._sequence(head, ("title", "description"), needs=("title", "description"))
            made.id = self._id(head)
            made.title, made.description = self._texts(head)
        for part in parts:
            if part.name == "objectives":
                made.objectives = self._objectives(part)
        made.children = self._children(parts, 1)
        known = self.seen["objective"]
        for where, idref in self.referred:
            if idref not in known:
                self.findings.add(SCHEMA, f"Tujuan belajar {idref} tidak ada di struktur.", where)
        if self.unit_count > UNITS_AT_MOST:
            self.findings.add("6.1.0.0-2", f"Ada {self.unit_count} satuan.", made.id)
        return made

    def _children(self, parts: list[Element], depth: int) -> list[Unit | Block]:
        made: list[Unit | Block] = []
        for part in parts:
            if part.name == "au":
                made.append(self._unit(part))
            elif part.name == "block":
                made.append(self._block(part, depth))
        return made

    def _block(self, element: Element, depth: int) -> Block:
        if depth > BLOCKS_DEEP_AT_MOST:
            self._broken(element, "Blok bersarang terlalu dalam.")
            return Block("", {}, {})
        self._attributes(element, required=("id",), allowed=())
        parts = self._sequence(
            element,
            ("title", "description", "objectives", "block|au"),
            needs=("title", "description", "block|au"),
        )
        id = self._own_id(element, "block", "13.1.2.0-1")
        title, description = self._texts(element)
        return Block(
            id, title, description, self._children(parts, depth + 1), self._referred(element, id)
        )

    def _unit(self, element: Element) -> Unit:
        self.unit_count += 1
        self._attributes(
            element,
            required=("id",),
            allowed=("moveOn", "masteryScore", "launchMethod", "activityType"),
        )
        self._sequence(
            element,
            ("title", "description", "objectives", "url", "launchParameters", "entitlementKey"),
            needs=("title", "description", "url"),
        )
        id = self._own_id(element, "au", "13.1.4.0-1")
        title, description = self._texts(element)
        return Unit(
            id=id,
            title=title,
            description=description,
            url=self._url(element, id),
            move_on=self._one_of(element, "moveOn", MOVE_ONS, "NotApplicable"),
            mastery_score=self._mastery_score(element, id),
            launch_method=self._one_of(
                element, "launchMethod", ("OwnWindow", "AnyWindow"), "AnyWindow"
            ),
            activity_type=(element.get("activityType") or "").strip(),
            launch_parameters=_said(element.first("launchParameters")),
            entitlement_key=_said(element.first("entitlementKey")),
            objectives=self._referred(element, id),
        )

    def _objectives(self, element: Element) -> list[dict[str, Any]]:
        self._attributes(element, required=(), allowed=())
        made = []
        for each in self._sequence(element, ("objective",), needs=("objective",)):
            self._attributes(each, required=("id",), allowed=())
            self._sequence(each, ("title", "description"), needs=("title", "description"))
            id = self._own_id(each, "objective", "13.1.3.0-1")
            title, description = self._texts(each)
            made.append({"id": id, "title": title, "description": description})
        return made

    def _referred(self, element: Element, where: str) -> list[str]:
        found = element.first("objectives")
        if found is None:
            return []
        refs = []
        for each in self._sequence(found, ("objective",), needs=("objective",)):
            self._attributes(each, required=("idref",), allowed=())
            idref = (each.get("idref") or "").strip()
            self.referred.append((where, idref))
            refs.append(idref)
        return refs

    def _sequence(
        self, element: Element, order: tuple[str, ...], needs: tuple[str, ...]
    ) -> list[Element]:
        """The children as the schema orders them; elements of other name spaces come last."""
        at = 0
        own: list[Element] = []
        extended = False
        counts: dict[str, int] = {}
        for child in element.children:
            if child.space != NAMESPACE:
                if not child.space:
                    self._broken(child, f'Elemen "{child.name}" tanpa ruang nama.')
                extended = True
                continue
            place = next((i for i, names in enumerate(order) if child.name in names.split("|")), -1)
            if place < 0:
                self._broken(child, f'Elemen "{child.name}" tidak dikenal di "{element.name}".')
                continue
            if place < at or extended:
                self._broken(child, f'Elemen "{child.name}" berada di urutan yang salah.')
            at = max(at, place)
            counts[order[place]] = counts.get(order[place], 0) + 1
            if counts[order[place]] > 1 and "|" not in order[place] and len(order) > 1:
                self._broken(child, f'Elemen "{child.name}" hanya boleh satu.')
            own.append(child)
        for names in needs:
            if not counts.get(names):
                word = names.replace("|", " atau ")
                self._broken(element, f'Elemen "{element.name}" harus memuat "{word}".')
        if element.text.strip() and order:
            self._broken(element, f'Teks tidak boleh berdiri langsung di "{element.name}".')
        return own

    def _attributes(
        self, element: Element, *, required: tuple[str, ...], allowed: tuple[str, ...]
    ) -> None:
        for name in required:
            if not (element.get(name) or "").strip():
                self._broken(element, f'Atribut "{name}" pada "{element.name}" wajib diisi.')
        for name in element.attributes:
            if "}" not in name and name not in required and name not in allowed:
                self._broken(element, f'Atribut "{name}" tidak dikenal pada "{element.name}".')

    def _texts(self, element: Element) -> tuple[Text, Text]:
        return self._text(element, "title"), self._text(element, "description")

    def _text(self, element: Element, name: str) -> Text:
        found = element.first(name)
        if found is None:
            return {}
        made: Text = {}
        for each in self._sequence(found, ("langstring",), needs=("langstring",)):
            self._attributes(each, required=(), allowed=("lang",))
            language = (each.get("lang") or "").strip()
            if language and not _LANGUAGE.fullmatch(language):
                self._broken(each, f'"{language}" bukan tanda bahasa.')
            if each.children:
                self._broken(each, 'Isi "langstring" hanya teks.')
            made[language or "und"] = each.text.strip()
        if name == "title" and made and not any(made.values()):
            self._broken(found, "Judul tidak boleh kosong.")
        return made

    # ── Values ──────────────────────────────────────────────────────────────

    def _id(self, element: Element) -> str:
        id = (element.get("id") or "").strip()
        if id and not _IRI.fullmatch(id):
            self.findings.add(
                "3.0.0.0-1", f"Id {id} bukan IRI penuh; awali dengan skema, misalnya https:.", id
            )
        return id

    def _own_id(self, element: Element, kind: str, requirement: str) -> str:
        id = self._id(element)
        if id and id in self.seen[kind]:
            self.findings.add(requirement, f"Id {id} dipakai lebih dari sekali.", id)
        self.seen[kind].add(id)
        return id

    def _one_of(self, element: Element, name: str, known: tuple[str, ...], default: str) -> str:
        said = element.get(name)
        if said is None:
            return default
        if said not in known:
            self._broken(element, f'"{name}" harus salah satu dari {", ".join(known)}.')
            return default
        return said

    def _mastery_score(self, element: Element, id: str) -> Decimal | None:
        said = element.get("masteryScore")
        if said is None:
            return None
        try:
            if not _DECIMAL.fullmatch(said.strip()):
                raise InvalidOperation
            score = Decimal(said.strip())
        except InvalidOperation:
            self.findings.add(SCHEMA, f'masteryScore "{said[:30]}" bukan bilangan desimal.', id)
            return None
        if not 0 <= score <= 1:
            self.findings.add(SCHEMA, f"masteryScore {score} di luar 0 sampai 1.", id)
            return None
        return score

    def _url(self, element: Element, id: str) -> str:
        found = element.first("url")
        url = found.text.strip() if found is not None else ""
        if found is None:
            return ""
        try:
            parts = urlsplit(url)
            _port = parts.port
        except ValueError:
            parts = urlsplit("")
            url = ""
        if (
            not url
            or not _URL.fullmatch(url)
            or (
                parts.scheme
                and (parts.scheme.lower() not in ("http", "https") or not parts.hostname)
            )
        ):
            self.findings.add("13.1.4.0-2", "Alamat ini bukan URL http, https, atau relatif.", id)
            return url
        names = {name for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
        if clash := sorted(names & set(LAUNCH_QUERY)):
            self.findings.add(
                "8.1.0.0-6", f"Parameter {', '.join(clash)} milik peluncuran; ganti namanya.", id
            )
        if not parts.scheme:
            self._relative(parts.netloc, parts.path, id)
        return url

    def _relative(self, host: str, path: str, id: str) -> None:
        if self.files is None:
            self.findings.add(
                "14.2.0.0-1", "Alamat relatif hanya berlaku di dalam ZIP; tulis alamat penuh.", id
            )
        elif host or unquote(path) not in self.files:
            self.findings.add("14.1.0.0-4", f"Berkas {path or host} tidak ada di dalam ZIP.", id)

    def _broken(self, element: Element, sentence: str) -> None:
        self.findings.add(SCHEMA, sentence, f"baris {element.line}")


def _said(element: Element | None) -> str | None:
    return element.text.strip() if element is not None else None
