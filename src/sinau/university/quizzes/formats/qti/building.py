"""Reads one QTI item: what it declares, what it shows, and how it is marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from sinau.university.quizzes.formats.html import Shelf
from sinau.university.quizzes.formats.qti.declaring import declared, points_of
from sinau.university.quizzes.formats.qti.interactions import GAPS, WHOLES, fill
from sinau.university.quizzes.formats.qti.items import INTERACTION, Find, Item, plain_names
from sinau.university.quizzes.formats.report import LeftOut
from sinau.university.quizzes.formats.shares import settle
from sinau.university.quizzes.questions import Question

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


def read_item(root: Element, shelf: Shelf, find: Find) -> Question:
    """The question an item asks; `LeftOut` when the house has no such kind."""
    item = Item(plain_names(root), shelf, find)
    if item.node.find("templateDeclaration") is not None:
        raise LeftOut("Butir ini memakai nilai acak dari templat (templateDeclaration).")
    item.responses = {
        said.identifier: said
        for node in item.node.findall("responseDeclaration")
        if (said := declared(node, item.node))
    }
    asked = [node for node in item.body.iter() if INTERACTION.search(node.tag)]
    asked = [node for node in asked if node.tag != "endAttemptInteraction"]
    if not asked:
        raise LeftOut("Butir ini tidak bertanya apa pun.")
    for node in asked:
        if node.tag not in WHOLES and node.tag not in GAPS:
            called = _NAMES.get(node.tag, node.tag)
            raise LeftOut(f"Jenis interaksi “{called}” ({node.tag}) tidak dikenal di sini.")
    question: Question
    if len(asked) == 1 and asked[0].tag in WHOLES:
        question = WHOLES[asked[0].tag](item, asked[0])
    elif all(node.tag in GAPS for node in asked):
        question = fill(item, asked)
    else:
        raise LeftOut("Butir ini berisi beberapa interaksi sekaligus; pecah menjadi butir sendiri.")
    _name_losses(item)
    question = replace(
        question,
        name=item.title,
        points=question.points if question.points != 1 else points_of(item.node, item.responses),
        **_feedbacks(item, question),
    )
    return replace(settle(question, shelf.notes), files=tuple(shelf.used))


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
    if item.node.find("assessmentStimulusRef") is not None:
        item.shelf.note("Bacaan bersama (stimulus) tidak terbawa.")
    if next(item.body.iter("math"), None) is not None:
        item.shelf.note("Rumus MathML dilepas.")
