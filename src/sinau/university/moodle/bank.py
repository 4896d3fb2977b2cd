"""The question bank of a backup, brought to the shape of Moodle XML and read as such.

Until Moodle 3.11 questions lie directly in their category; since 4.0 in versions of an entry. Of
those the newest that is ready counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from sinau.university.moodle.chest import Chest, text
from sinau.university.quizzes.formats.moodle import read_question
from sinau.university.quizzes.formats.report import Notebook
from sinau.university.quizzes.formats.texts import category_of

_NAMES = {"match": "matching", "multianswer": "cloze"}
_GAP = re.compile(r"\{#(\d+)\}")
_GROUP = re.compile(r'draggroup";(?:s:\d+:"|i:)(\d+)')
_ANSWERED = {"truefalse", "shortanswer", "numerical", "multichoice", "multichoiceset", "ordering"}


@dataclass
class Bank:
    """The questions of a backup, found by the numbers Moodle gave them."""

    notebook: Notebook
    by_question: dict[str, int] = field(default_factory=dict)
    by_entry: dict[str, int] = field(default_factory=dict)
    draws: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)


def read_bank(chest: Chest) -> Bank:
    """Every question of the backup that can be taken, and a line for each."""
    bank = Bank(Notebook("moodle"))
    root = chest.xml("questions.xml")
    categories = list(root.iter("question_category")) if root is not None else []
    bank.paths = _paths(categories)
    for category in categories:
        path = bank.paths[category.get("id", "")]
        found = list(_questions(category))
        known = {node.get("id", ""): node for _entry, node in found}
        for entry, node in found:
            if text(node, "parent") not in {"", "0"}:
                continue  # a part of another question
            _take(bank, chest, node, entry, path, known)
    return bank


def _take(
    bank: Bank, chest: Chest, node: Element, entry: str, path: str, known: dict[str, Element]
) -> None:
    number = node.get("id", "")
    if text(node, "qtype") == "random":
        bank.draws[number] = path
        if entry:
            bank.draws[f"entry {entry}"] = path
        return
    files = {number, *(answer.get("id", "") for answer in node.iter("answer"))}
    files |= {match.get("id", "") for match in node.iter("match")}
    stored = chest.everywhere("q", files)
    pictures = {one.path: content for one in stored if (content := chest.content(one)) is not None}
    before = len(bank.notebook.questions)
    place = f"bank soal, {path or 'tanpa kategori'}"
    read_question(
        as_moodle_xml(node, known), bank.notebook, place=place, category=path, more=pictures
    )
    if len(bank.notebook.questions) > before:
        bank.by_question[number] = before
        if entry:
            bank.by_entry[entry] = before


def _questions(category: Element) -> list[tuple[str, Element]]:
    """The questions of a category, with the number of their entry where there is one."""
    found = [("", node) for node in category.findall("questions/question")]
    for entry in category.findall("question_bank_entries/question_bank_entry"):
        versions = entry.findall("question_version/question_versions")
        ready = [node for node in versions if text(node, "status") in {"", "ready"}]
        newest = max(ready or versions, key=_version, default=None)
        if newest is not None:
            found += [(entry.get("id", ""), node) for node in newest.findall("questions/question")]
    return found


def _version(node: Element) -> int:
    said = text(node, "version")
    return int(said) if said.isdecimal() else 0


def _paths(categories: list[Element]) -> dict[str, str]:
    """Each category's path of names; the root that Moodle calls top is left out."""
    known = {node.get("id", ""): node for node in categories}
    out = {}
    for number, node in known.items():
        names: list[str] = []
        seen: set[str] = set()
        at: Element | None = node
        while at is not None and at.get("id", "") not in seen:
            seen.add(at.get("id", ""))
            names.insert(0, text(at, "name").replace("/", "//"))
            at = known.get(text(at, "parent"))
        out[number] = category_of("/".join(names))
    return out


def as_moodle_xml(node: Element, known: dict[str, Element]) -> Element:
    """A question as the backup keeps it, in the shape in which Moodle gives it away."""
    kind = text(node, "qtype")
    made = Element("question", type=_NAMES.get(kind, kind))
    _say(made, "name", text(node, "name"))
    prompt = text(node, "questiontext")
    if kind == "multianswer":
        prompt = _with_gaps(prompt, node, known)
    _say(made, "questiontext", prompt, text(node, "questiontextformat"))
    _say(
        made,
        "generalfeedback",
        text(node, "generalfeedback"),
        text(node, "generalfeedbackformat"),
    )
    SubElement(made, "defaultgrade").text = text(node, "defaultmark") or "1"
    SubElement(made, "penalty").text = text(node, "penalty") or "0"
    plugin = next((child for child in node if child.tag.startswith("plugin_qtype_")), None)
    if plugin is not None:
        _options(made, plugin)
        _answers(made, plugin, kind)
    for hint in node.findall("question_hints/question_hint"):
        _say(made, "hint", text(hint, "hint"), text(hint, "hintformat"))
    tags = SubElement(made, "tags")
    for tag in node.findall("tags/tag"):
        _say(tags, "tag", text(tag, "rawname") or text(tag, "name"))
    return made


_FEEDBACKS = frozenset(
    {
        "correctfeedback",
        "partiallycorrectfeedback",
        "incorrectfeedback",
        "graderinfo",
        "responsetemplate",
    }
)
_WORDS = frozenset(
    {
        *("single", "shuffleanswers", "usecase", "selecttype", "gradingtype", "attachments"),
        *("unitgradingtype", "showunits"),
    }
)


def _options(made: Element, plugin: Element) -> None:
    for node in plugin.iter():
        if node.tag in _FEEDBACKS:
            parent_format = _sibling(plugin, node, f"{node.tag}format")
            _say(made, node.tag, _bare(node), parent_format)
        elif node.tag in _WORDS and _bare(node):
            SubElement(made, node.tag).text = _named(node.tag, _bare(node))
    units = plugin.findall(".//numerical_units/numerical_unit")
    if units:
        box = SubElement(made, "units")
        for unit in units:
            one = SubElement(box, "unit")
            SubElement(one, "multiplier").text = text(unit, "multiplier")
            SubElement(one, "unit_name").text = text(unit, "unit")


def _named(tag: str, words: str) -> str:
    """The database says by a number what the file says by a word."""
    if tag == "selecttype":
        return {"0": "ALL", "1": "RANDOM", "2": "CONTIGUOUS"}.get(words, words)
    if tag == "gradingtype":
        return {"0": "ABSOLUTE_POSITION", "-1": "ALL_OR_NOTHING"}.get(words, words)
    return words


def _answers(made: Element, plugin: Element, kind: str) -> None:
    near = {
        text(record, "answer"): text(record, "tolerance")
        for record in plugin.findall(".//numerical_records/numerical_record")
    }
    truth = _truth(plugin)
    for answer in plugin.findall(".//answers/answer"):
        words = text(answer, "answertext")
        form = text(answer, "answerformat")
        if kind in {"gapselect", "ddwtos"}:
            _word(made, kind, words, text(answer, "feedback"))
            continue
        if kind not in _ANSWERED:
            continue
        number = answer.get("id", "")
        node = _say(made, "answer", truth.get(number, words), form)
        share = text(answer, "fraction") or "0"
        # An ordering keeps its place there, everybody else a share of one.
        node.set("fraction", share if kind == "ordering" else _percent(share))
        _say(node, "feedback", text(answer, "feedback"), text(answer, "feedbackformat"))
        if number in near:
            SubElement(node, "tolerance").text = near[number]
    for match in plugin.findall(".//matches/match"):
        node = _say(
            made, "subquestion", text(match, "questiontext"), text(match, "questiontextformat")
        )
        _say(node, "answer", text(match, "answertext"))


def _truth(plugin: Element) -> dict[str, str]:
    """A true-false answer is shown in the language of the course; its number says which it is."""
    options = plugin.find("truefalse")
    if options is None:
        return {}
    return {text(options, "trueanswer"): "true", text(options, "falseanswer"): "false"}


def _word(made: Element, kind: str, words: str, said: str) -> None:
    group = _GROUP.search(said)
    tag = "selectoption" if kind == "gapselect" else "dragbox"
    node = _say(made, tag, words)
    SubElement(node, "group").text = group[1] if group else (said if said.isdecimal() else "1")


def _with_gaps(prompt: str, node: Element, known: dict[str, Element]) -> str:
    """The text with each gap's own words put back where only its number stands."""
    sequence = text(node, ".//multianswer/sequence").split(",")
    parts = [text(known.get(number.strip()), "questiontext") for number in sequence]

    def put(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        return parts[at] if 0 <= at < len(parts) else found[0]

    return _GAP.sub(put, prompt)


def _percent(share: str) -> str:
    try:
        return f"{float(share) * 100:.5f}"
    except ValueError:
        return "0"


def _sibling(plugin: Element, node: Element, tag: str) -> str:
    for parent in plugin.iter():
        if node in list(parent):
            return text(parent, tag)
    return ""


def _bare(node: Element) -> str:
    said = (node.text or "").strip()
    return "" if said == "$@NULL@$" else said


def _say(parent: Element, tag: str, words: str, form: str = "") -> Element:
    node = SubElement(parent, tag)
    if form:
        node.set("format", form)
    SubElement(node, "text").text = words
    return node
