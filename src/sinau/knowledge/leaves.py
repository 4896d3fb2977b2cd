"""A regulation as it is laid out for reading: headings, ayat, points with their depth, page marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sinau.knowledge.models import Passage, Regulation, Section

_POINT = re.compile(
    r"^(?P<mark>(?P<letter>[a-z]{1,2})\.|(?P<number>\d{1,3}[a-z]?)\.|(?P<letter2>[a-z])\)|(?P<number2>\d{1,2})\)"
    r"|\((?P<letter3>[a-z])\)|(?P<dash>[-–•]))\s+(?P<text>\S.*)$"
)
_RUN_IN = re.compile(r"^(?:Ayat \(\d+[a-z]?\)|Huruf [a-z]\d?|Angka \d+)$")


@dataclass
class Row:
    """One line of a passage: a point of a list at some depth, or plain words."""

    text: str
    mark: str = ""
    depth: int = 0
    anchor: str = ""
    is_run_in: bool = False


@dataclass
class Head:
    """A heading: which level of the page it is, its label and title, where to link."""

    level: str
    label: str
    title: str
    anchor: str


@dataclass
class Leaf:
    """One passage with what stands above it."""

    passage: Passage
    heads: list[Head]
    rows: list[Row]
    page: int | None = None
    permalink: str = ""
    former: list[str] = field(default_factory=list)
    # A table below its own title lines.
    table: list[list[str]] = field(default_factory=list)


@dataclass
class Contents:
    """A heading of the list of contents with the Pasal below it."""

    label: str
    title: str
    anchor: str
    level: str
    pasal: list[tuple[str, str]] = field(default_factory=list)


def leaves(passages: list[Passage], regulation: Regulation) -> list[Leaf]:
    """Every passage laid out; a page number shows only where a new page of the source begins."""
    found: list[Leaf] = []
    page: int | None = None
    used: set[str] = {passage.anchor for passage in passages}
    for passage in passages:
        heads = [_head(head, passage, used) for head in passage.opens]
        leaf = Leaf(passage, heads, rows_of(passage))
        if passage.table:
            leaf.rows, leaf.table = _parted(passage.table)
        leaf.former = [anchor for anchor in passage.former if anchor not in used]
        used.update(leaf.former)
        if passage.page is not None and passage.page != page:
            leaf.page = page = passage.page
        if passage.section == Section.BODY and passage.pasal:
            leaf.permalink = permalink(regulation, passage)
        found.append(leaf)
    return found


def _head(head: list[str], passage: Passage, used: set[str]) -> Head:
    level, label, title = head
    anchor = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")
    if passage.section == Section.EXPLANATION:
        anchor = f"penjelasan-{anchor}"
    if level.startswith("inner"):
        anchor = f"dikutip-{passage.pasal.lower()}-{passage.angka or '0'}-{anchor}"
    if anchor in used:
        # The passage itself carries it; the heading stands inside.
        if anchor == passage.anchor:
            return Head(level, label, title, "")
        nth = 2
        while f"{anchor}-{nth}" in used:
            nth += 1
        anchor = f"{anchor}-{nth}"
    used.add(anchor)
    return Head(level, label, title, anchor)


def _parted(table: list[list[str]]) -> tuple[list[Row], list[list[str]]]:
    """The lines above a table, and the table."""
    first = next((nth for nth, row in enumerate(table) if len(row) > 1), len(table))
    return [Row(" ".join(row)) for row in table[:first]], table[first:]


def permalink(regulation: Regulation, passage: Passage) -> str:
    """The short address of a place, which stays true however the pages are divided."""
    path = f"{regulation.get_absolute_url()}pasal-{passage.pasal.lower()}/"
    if passage.angka:
        path += f"angka-{passage.angka}/"
    if passage.inner_pasal:
        path += f"pasal-{passage.inner_pasal.lower()}/"
    return f"{path}ayat-{passage.ayat}/" if passage.ayat else path


def rows_of(passage: Passage) -> list[Row]:
    """The lines of a passage; points of a list get their depth from the kinds of mark above them."""
    found: list[Row] = []
    kinds: list[str] = []
    used: set[str] = set()
    for line in passage.text.split("\n"):
        match = None if passage.section == Section.ANNEX else _POINT.match(line)
        if match is None:
            found.append(Row(line, is_run_in=bool(_RUN_IN.match(line))))
            continue
        kind = next(name for name in _KINDS if match[name])
        if kind in kinds:
            del kinds[kinds.index(kind) + 1 :]
        else:
            kinds.append(kind)
        anchor = ""
        if len(kinds) == 1 and kind in ("letter", "number"):
            word = "huruf" if kind == "letter" else "angka"
            anchor = f"{passage.anchor}-{word}-{match[kind]}"
            anchor = "" if anchor in used else anchor
            used.add(anchor)
        found.append(Row(match["text"], match["mark"], min(len(kinds), 5), anchor))
    return found


_KINDS = ("letter", "number", "letter2", "number2", "letter3", "dash")


def contents(found: list[Leaf]) -> list[Contents]:
    """The list of contents of one page: its headings, each with its Pasal."""
    listed: list[Contents] = []
    for leaf in found:
        for head in leaf.heads:
            anchor = head.anchor or leaf.passage.anchor
            if head.level == "pasal":
                if not listed or (
                    leaf.passage.section == Section.EXPLANATION and listed[-1].level != "penjelasan"
                ):
                    listed.append(Contents("", "", "", "penjelasan" if listed else ""))
                listed[-1].pasal.append((head.label.removeprefix("Pasal "), anchor))
            elif not head.level.startswith("inner"):
                listed.append(Contents(head.label, head.title, anchor, head.level))
        is_title = leaf.passage.anchor == "judul"
        if leaf.passage.section == Section.OPENING and not leaf.heads and not is_title:
            listed.append(Contents(leaf.passage.heading, "", leaf.passage.anchor, "opening"))
    return listed
