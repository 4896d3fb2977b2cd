"""Writes Moodle XML. Texts stay Markdown, which Moodle knows; pictures go along inside."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sinau.university.quizzes.formats.embedded_writing import write_embedded
from sinau.university.quizzes.formats.html import PLUGINFILE
from sinau.university.quizzes.formats.losses import given, losses
from sinau.university.quizzes.formats.report import NO_FILES, Written
from sinau.university.quizzes.formats.texts import decimal_words, inverse, unescape_markdown
from sinau.university.quizzes.questions import Kind, Question

_TYPES = {
    Kind.SINGLE: "multichoice",
    Kind.MULTIPLE: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.SHORT: "shortanswer",
    Kind.NUMERIC: "numerical",
    Kind.MATCHING: "matching",
    Kind.ORDERING: "ordering",
    Kind.CLOZE: "cloze",
    Kind.ESSAY: "essay",
}
_HOLDS = {"name", "points", "explanation", "category", "tags", "shuffle", "units", "model"}
_HOLDS |= {"case_matters", "files", "feedback"}
_COMBINED = {Kind.SINGLE, Kind.MULTIPLE, Kind.MATCHING, Kind.ORDERING}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_moodle_xml(
    questions: Sequence[Question], files: Mapping[str, bytes] = NO_FILES
) -> Written:
    """The questions as Moodle XML."""
    quiz = Element("quiz")
    category = ""
    report = []
    for at, question in enumerate(questions, start=1):
        if question.category != category:
            category = question.category
            node = SubElement(quiz, "question", type="category")
            path = f"$course$/top/{category.replace('∕', '//')}".rstrip("/")
            _plain(SubElement(node, "category"), path)
        asked = _Asked(SubElement(quiz, "question", type=_TYPES[question.kind]), question, files)
        asked.write()
        report.append(given(at, question, asked.notes))
    indent(quiz)
    return Written(
        content=tostring(quiz, encoding="utf-8", xml_declaration=True),
        extension="xml",
        content_type="application/xml",
        report=tuple(report),
    )


class _Asked:
    def __init__(self, node: Element, question: Question, files: Mapping[str, bytes]) -> None:
        self.node = node
        self.question = question
        self.files = files
        holds = _HOLDS | (
            {"when_right", "when_partly", "when_wrong"} if question.kind in _COMBINED else set()
        )
        if question.kind is Kind.TRUE_FALSE:
            holds |= {"when_right", "when_wrong"}
        if question.kind in {Kind.SHORT, Kind.NUMERIC}:
            holds |= {"when_wrong"}
        self.notes = losses(question, holds)

    def write(self) -> None:
        """The whole element."""
        asked = self.question
        _plain(SubElement(self.node, "name"), asked.name or unescape_markdown(asked.prompt)[:60])
        prompt = asked.prompt
        if asked.kind is Kind.CLOZE:
            prompt = write_embedded(asked, lambda text: text, self.notes)
        self.rich("questiontext", prompt)
        self.rich("generalfeedback", asked.explanation)
        if asked.kind is not Kind.CLOZE:
            self.say("defaultgrade", decimal_words(asked.points))
        self.say("penalty", "0")
        self._answers()
        if asked.kind in _COMBINED:
            self.say("shuffleanswers", "1" if asked.shuffle else "0")
            self.rich("correctfeedback", asked.when_right)
            self.rich("partiallycorrectfeedback", asked.when_partly)
            self.rich("incorrectfeedback", asked.when_wrong)
        if asked.tags:
            tags = SubElement(self.node, "tags")
            for tag in asked.tags:
                _plain(SubElement(tags, "tag"), tag)

    def _answers(self) -> None:
        asked = self.question
        match asked.kind:
            case Kind.SINGLE | Kind.MULTIPLE:
                self.say("single", "true" if asked.kind is Kind.SINGLE else "false")
                self.say("answernumbering", "abc")
                for choice in asked.choices:
                    self.answer(choice.text, decimal_words(choice.share * 100), choice.feedback)
            case Kind.TRUE_FALSE:
                for value in (True, False):
                    right = value == asked.truth
                    said = asked.when_right if right else asked.when_wrong
                    words = "true" if value else "false"
                    self.answer(words, "100" if right else "0", said, form="")
            case Kind.SHORT:
                self.say("usecase", "1" if asked.case_matters else "0")
                for one in asked.accepted:
                    self.answer(one.text, decimal_words(one.share * 100), one.feedback, form="")
                if asked.when_wrong:
                    self.answer("*", "0", asked.when_wrong, form="")
            case Kind.NUMERIC:
                self._numbers()
            case Kind.MATCHING:
                for pair in asked.pairs:
                    node = self.rich("subquestion", pair.left)
                    _plain(SubElement(node, "answer"), unescape_markdown(pair.right))
            case Kind.ORDERING:
                self.say("selecttype", "ALL")
                self.say("gradingtype", "ABSOLUTE_POSITION")
                for at, step in enumerate(asked.steps, start=1):
                    self.answer(step, str(at), "")
            case Kind.ESSAY:
                self.say("responseformat", "editor")
                self.rich("graderinfo", asked.model)

    def _numbers(self) -> None:
        asked = self.question
        for one in asked.numbers:
            node = self.answer(
                decimal_words(one.value), decimal_words(one.share * 100), one.feedback, form=""
            )
            SubElement(node, "tolerance").text = decimal_words(one.tolerance)
        if asked.when_wrong:
            node = self.answer("*", "0", asked.when_wrong, form="")
            SubElement(node, "tolerance").text = "0"
        if asked.units:
            units = SubElement(self.node, "units")
            for unit in asked.units:
                node = SubElement(units, "unit")
                SubElement(node, "multiplier").text = decimal_words(inverse(unit.factor))
                SubElement(node, "unit_name").text = _legal(unit.name)
        self.say("unitgradingtype", "1" if asked.unit_required else "0")
        self.say("unitpenalty", "1")
        self.say("showunits", "0" if asked.units else "3")
        self.say("unitsleft", "0")

    def answer(self, words: str, share: str, feedback: str, *, form: str = "markdown") -> Element:
        """One answer element."""
        node = self.rich("answer", words) if form else SubElement(self.node, "answer")
        node.set("fraction", share)
        if not form:
            _plain(node, words)
        self.rich("feedback", feedback, node)
        return node

    def say(self, tag: str, words: str) -> None:
        """An element that holds a word."""
        SubElement(self.node, tag).text = words

    def rich(self, tag: str, markdown: str, parent: Element | None = None) -> Element:
        """A text element with its pictures."""
        node = SubElement(self.node if parent is None else parent, tag, format="markdown")
        shown = [name for name in self.question.files if f"({name})" in markdown]
        for name in shown:
            markdown = markdown.replace(f"({name})", f"({PLUGINFILE}/{name})")
        _plain(node, markdown)
        for name in shown:
            if name not in self.files:
                self.notes.append(f"Gambar {name} tidak ditemukan.")
                continue
            file = SubElement(node, "file", name=name, path="/", encoding="base64")
            file.text = base64.b64encode(self.files[name]).decode()
        return node


def _plain(node: Element, words: str) -> None:
    SubElement(node, "text").text = _legal(words)


def _legal(words: str) -> str:
    return _ILLEGAL.sub("", words)
