"""A QTI item while it is read: its tree with the names of version 2, and its texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from sinau.university.quizzes.formats.html import Node, to_markdown
from sinau.university.quizzes.formats.qti.declaring import Declared
from sinau.university.quizzes.formats.report import LeftOut, Unreadable
from sinau.university.quizzes.formats.safe import parse_xml
from sinau.university.quizzes.formats.shelf import Shelf

INTERACTION = re.compile(r"Interaction$")
_SILENT = {"rubricBlock", "feedbackInline", "feedbackBlock", "templateInline", "templateBlock"}
_SILENT |= {"stylesheet", "templateBlockFeedback", "catalogInfo", "companionMaterialsInfo"}

Find = Callable[[str], bytes | None]


@dataclass
class Item:
    """An item while it is read: its tree with version 2's names, and what it declares."""

    node: Element
    shelf: Shelf
    find: Find
    responses: dict[str, Declared] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What the item calls itself."""
        return self.node.get("title", "").strip()

    @property
    def body(self) -> Element:
        """What the learner sees."""
        found = self.node.find("itemBody")
        if found is None:
            raise LeftOut("Butir ini tidak mempunyai isi (itemBody).")
        return found

    def response(self, interaction: Element) -> Declared:
        """The declaration an interaction is bound to."""
        name = interaction.get("responseIdentifier", "")
        if name not in self.responses:
            raise LeftOut(f"Jawaban “{name[:40]}” tidak dideklarasikan.")
        return self.responses[name]

    def markdown(self, *nodes: Element, marks: dict[Element, str] | None = None) -> str:
        """Elements as Markdown; an interaction shows the mark it is given, or nothing."""
        tree = Node("", children=[child for n in nodes for child in _html(n, marks or {})])
        return to_markdown(tree, self.shelf, self.find)


def bring_stimulus(item: Item) -> None:
    """A text that several items share is put before what this one asks."""
    for at, node in enumerate(item.node.findall("assessmentStimulusRef")):
        found = item.find(node.get("href", ""))
        try:
            tree = plain_names(parse_xml(found)) if found else None
        except Unreadable:
            tree = None
        body = tree.find("stimulusBody") if tree is not None else None
        if body is None:
            item.shelf.note("Bacaan bersama (stimulus) tidak ada di dalam paket.")
            continue
        _from_folder(body, node.get("href", "").rpartition("/")[0])
        shared = Element("div")
        shared.text = body.text
        shared.extend(body)
        item.body.insert(at, shared)


def _from_folder(body: Element, folder: str) -> None:
    """Pictures of a shared text are named from its own folder."""
    for node in body.iter() if folder else ():
        for name in ("src", "data"):
            address = node.get(name, "")
            if address and not address.startswith("/") and ":" not in address:
                node.set(name, f"{folder}/{address}")


def plain_names(node: Element) -> Element:
    """A copy without name spaces and with the names of version 2."""
    tag = node.tag if isinstance(node.tag, str) else "comment"
    name = tag.rpartition("}")[2]
    own = name.startswith("qti-")
    made = Element(_camel(name.removeprefix("qti-")) if own else name)
    for key, value in node.attrib.items():
        bare = key.rpartition("}")[2]
        made.set(_camel(bare) if not bare.startswith(("data-", "aria-")) else bare, value)
    made.text, made.tail = node.text, node.tail
    if tag == "comment":
        made.text = ""
    made.extend([plain_names(child) for child in node])
    return made


def _camel(name: str) -> str:
    first, *more = name.split("-")
    return first + "".join(part[:1].upper() + part[1:] for part in more)


def _html(node: Element, marks: dict[Element, str]) -> list[Node]:
    """The children of an element as a tree of HTML."""
    out = [Node("", text=node.text)] if node.text else []
    for child in node:
        if child in marks:
            out.append(Node("", text=marks[child]))
        elif child.tag == "object" and child.get("type", "").startswith("image/"):
            alt = "".join(child.itertext()).strip()
            out.append(Node("img", {"src": child.get("data", ""), "alt": alt}))
        elif child.tag == "prompt":
            out.append(Node("p", children=_html(child, marks)))
        elif not INTERACTION.search(child.tag) and child.tag not in _SILENT:
            out.append(Node(child.tag, dict(child.attrib), _html(child, marks)))
        if child.tail:
            out.append(Node("", text=child.tail))
    return out
