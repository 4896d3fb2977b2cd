"""Reads one QTI item: what it declares, what it shows, and how it is marked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from sinau.university.quizzes.formats.qti.declaring import declared, points_of
from sinau.university.quizzes.formats.qti.interactions import GAPS, WHOLES, fill
from sinau.university.quizzes.formats.qti.items import (
    INTERACTION,
    Find,
    Item,
    bring_stimulus,
    plain_names,
)
from sinau.university.quizzes.formats.report import LeftOut
from sinau.university.quizzes.formats.shares import settle
from sinau.university.quizzes.formats.shelf import Shelf
from sinau.university.quizzes.formats.texts import without_idle_zeros
from sinau.university.quizzes.questions import Question

_CENT = Decimal("0.01")
_NAMES = {
    "hotspotInteraction": "titik pada gambar",
    "graphicOrderInteraction": "urutan pada gambar",
    "graphicAssociateInteraction": "pasangan pada gambar",
    "graphicGapMatchInteraction": "seret ke gambar",
    "selectPointInteraction": "titik pada gambar",
    "positionObjectInteraction": "letak benda pada gambar",
    "drawingInteraction": "menggambar",
    "uploadInteraction": "unggah berkas",
    "mediaInteraction": "pemutar media",
    "customInteraction": "interaksi khusus",
    "portableCustomInteraction": "interaksi khusus",
}


def read_items(root: Element, shelf: Shelf, find: Find) -> list[Question]:
    """What an item asks: one question, or one for each of several interactions that stand apart.

    Raises `LeftOut` when the house has no such kind.
    """
    item = Item(plain_names(root), shelf, find)
    if item.node.find("templateDeclaration") is not None:
        raise LeftOut("Butir ini memakai nilai acak dari templat (templateDeclaration).")
    item.responses = {
        said.identifier: said
        for node in item.node.findall("responseDeclaration")
        if (said := declared(node, item.node))
    }
    bring_stimulus(item)
    asked = _asked(item)
    if all(node.tag in GAPS for node in asked):
        found = [fill(item, asked)]
    elif all(node.tag in WHOLES for node in asked):
        found = [WHOLES[node.tag](item, node) for node in asked]
    else:
        raise LeftOut(
            "Butir ini mencampur rumpang dan pertanyaan lain; pecah menjadi butir sendiri."
        )
    if len(found) > 1:
        shelf.note(f"Butir dengan beberapa pertanyaan dipecah menjadi {len(found)} soal.")
    _name_losses(item)
    whole = [_whole(item, question, len(found)) for question in found]
    if len(whole) == 1 or not item.title:
        return whole
    return [replace(one, name=f"{one.name} ({at})") for at, one in enumerate(whole, start=1)]


def _asked(item: Item) -> list[Element]:
    asked = [node for node in item.body.iter() if INTERACTION.search(node.tag)]
    asked = [node for node in asked if node.tag != "endAttemptInteraction"]
    if not asked:
        raise LeftOut("Butir ini tidak bertanya apa pun.")
    for node in asked:
        if node.tag not in WHOLES and node.tag not in GAPS:
            called = _NAMES.get(node.tag, node.tag)
            raise LeftOut(f"Jenis interaksi “{called}” ({node.tag}) tidak dikenal di sini.")
    if len({node.get("responseIdentifier") for node in asked}) < len(asked):
        raise LeftOut("Ada beberapa interaksi dengan satu jawaban (responseIdentifier) yang sama.")
    return asked


def _whole(item: Item, question: Question, parts: int) -> Question:
    points = points_of(item.node, item.responses)
    if question.points != 1:
        points = question.points
    elif parts > 1:
        # The worth of the item is that of all its parts.
        points = max((points / parts).quantize(_CENT), _CENT)
    said = replace(
        question, name=item.title, points=without_idle_zeros(points), **_feedbacks(item, question)
    )
    said = settle(said, item.shelf.notes)
    return replace(said, files=tuple(item.shelf.used))


def _feedbacks(item: Item, question: Question) -> dict[str, Any]:
    """What is said after an answer, as far as its names tell when."""
    said: dict[str, str] = {}
    for node in item.node.findall("modalFeedback"):
        name = node.get("identifier", "").lower()
        words = item.markdown(node)
        if not words or node.get("identifier", "") in choice_names(item):
            continue
        if any(part in name for part in ("incorrect", "wrong", "salah")):
            said["when_wrong"] = words
        elif any(part in name for part in ("partial", "partly", "sebagian")):
            said["when_partly"] = words
        elif any(part in name for part in ("correct", "right", "benar")):
            said["when_right"] = words
        else:
            said["explanation"] = "\n\n".join(filter(None, [said.get("explanation", ""), words]))
    rubric = [
        node for node in item.body.iter("rubricBlock") if "scorer" in node.get("view", "").split()
    ]
    if rubric:
        words = item.markdown(*rubric)
        said["model"] = "\n\n".join(filter(None, [question.model, words]))
    return said


def choice_names(item: Item) -> set[str]:
    """The identifiers of the choices of an item."""
    tags = {"simpleChoice", "hottext", "inlineChoice", "simpleAssociableChoice"}
    return {node.get("identifier", "") for node in item.body.iter() if node.tag in tags}


_USUAL = {
    *("responseProcessing", "responseCondition", "responseIf", "responseElse", "responseElseIf"),
    *("match", "variable", "correct", "setOutcomeValue", "baseValue", "mapResponse", "isNull"),
    *("sum", "and", "equal", "equalRounded", "stringMatch", "not", "gte", "lte", "gt", "lt"),
    *("multiple", "null", "or", "exitResponse", "responseProcessingFragment"),
}


def _name_losses(item: Item) -> None:
    marking = item.node.find("responseProcessing")
    if marking is not None and any(node.tag not in _USUAL for node in marking.iter()):
        item.shelf.note("Cara menilai khusus (responseProcessing) diganti aturan di sini.")
    if next(item.body.iter("feedbackBlock"), None) is not None:
        item.shelf.note("Umpan balik di dalam isi butir dilepas.")
