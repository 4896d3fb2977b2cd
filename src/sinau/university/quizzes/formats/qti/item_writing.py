"""Writes one question as a QTI 2.2 item."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring
from markdown_it import MarkdownIt

from sinau.university.quizzes.formats.texts import decimal_words, unescape_markdown
from sinau.university.quizzes.questions import (
    WHOLE,
    Choice,
    Kind,
    Number,
    Question,
)

ITEM_SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p2"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p2/rptemplates/"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_item(question: Question, identifier: str, notes: list[str]) -> bytes:
    """The item's XML."""
    item = _Item(question, identifier, notes)
    item.write()
    written: bytes = tostring(item.node, encoding="utf-8", xml_declaration=True)
    return written


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "xhtmlOut": True}).enable(
        ["table", "strikethrough"]
    )


def xhtml(markdown: str) -> list[Element]:
    """Markdown as XHTML blocks."""
    html = _parser().render(_ILLEGAL.sub("", markdown))
    html = re.sub(r'style="text-align:(\w+)"', "", html).replace("<s>", "<span>")
    return list(fromstring(f"<div>{html.replace('</s>', '</span>')}</div>"))


class _Item:
    def __init__(self, question: Question, identifier: str, notes: list[str]) -> None:
        self.question = question
        self.notes = notes
        self.node = Element(
            "assessmentItem",
            xmlns=ITEM_SPACE,
            identifier=identifier,
            title=_ILLEGAL.sub("", question.name),
            adaptive="false",
            timeDependent="false",
        )
        self.body = Element("itemBody")

    def write(self) -> None:
        """Declarations first, then the body, then the marking, then what is said."""
        asked = self.question
        writers: dict[Kind, Callable[[], None]] = {
            Kind.SINGLE: self._choices,
            Kind.MULTIPLE: self._choices,
            Kind.TRUE_FALSE: self._truth,
            Kind.SHORT: lambda: self._typed("RESPONSE", asked, self._prompt()),
            Kind.NUMERIC: lambda: self._typed("RESPONSE", asked, self._prompt()),
            Kind.MATCHING: self._match,
            Kind.ORDERING: self._order,
            Kind.CLOZE: self._cloze,
            Kind.ESSAY: self._essay,
        }
        writers[asked.kind]()
        score = SubElement(
            self.node,
            "outcomeDeclaration",
            identifier="SCORE",
            cardinality="single",
            baseType="float",
            normalMaximum=decimal_words(asked.points),
        )
        _value(SubElement(score, "defaultValue"), "0")
        said = self._sayings()
        if said:
            SubElement(
                self.node,
                "outcomeDeclaration",
                identifier="FEEDBACK",
                cardinality="multiple",
                baseType="identifier",
            )
        self.node.append(self.body)
        self._marking()
        for name, words in said.items():
            node = SubElement(
                self.node,
                "modalFeedback",
                outcomeIdentifier="FEEDBACK",
                identifier=name,
                showHide="show",
            )
            node.extend(xhtml(words))

    def _prompt(self) -> Element:
        self.body.extend(xhtml(self.question.prompt))
        return SubElement(self.body, "p")

    def _declare(
        self, name: str, cardinality: str, base_type: str, correct: Sequence[str]
    ) -> Element:
        node = SubElement(
            self.node,
            "responseDeclaration",
            identifier=name,
            cardinality=cardinality,
            baseType=base_type,
        )
        if correct:
            right = SubElement(node, "correctResponse")
            for words in correct:
                _value(right, words)
        return node

    def _choices(self) -> None:
        asked = self.question
        self.body.extend(xhtml(asked.prompt))
        single = asked.kind is Kind.SINGLE
        rights = [f"c{n}" for n, c in enumerate(asked.choices, start=1) if c.share > 0]
        if single:
            rights = [f"c{n}" for n, c in enumerate(asked.choices, 1) if c.share == WHOLE][:1]
        node = self._declare("RESPONSE", "single" if single else "multiple", "identifier", rights)
        self._map(
            node, {f"c{n}": c.share for n, c in enumerate(asked.choices, start=1)}, asked.points
        )
        self._offer(self.body, "choiceInteraction", "RESPONSE", asked.choices, "simpleChoice")

    def _offer(
        self, parent: Element, tag: str, name: str, choices: Sequence[Choice], option: str
    ) -> Element:
        shuffled = "true" if self.question.shuffle else "false"
        node = SubElement(parent, tag, responseIdentifier=name, shuffle=shuffled)
        if tag == "choiceInteraction":
            node.set("maxChoices", "1" if self.question.kind is Kind.SINGLE else "0")
        for at, choice in enumerate(choices, start=1):
            one = SubElement(node, option, identifier=f"c{at}")
            if option == "inlineChoice":
                one.text = _ILLEGAL.sub("", unescape_markdown(choice.text))
            else:
                one.extend(xhtml(choice.text))
        return node

    def _truth(self) -> None:
        asked = self.question
        self.body.extend(xhtml(asked.prompt))
        self._declare("RESPONSE", "single", "identifier", ["true" if asked.truth else "false"])
        node = SubElement(
            self.body,
            "choiceInteraction",
            responseIdentifier="RESPONSE",
            shuffle="false",
            maxChoices="1",
        )
        SubElement(node, "simpleChoice", identifier="true").text = "Benar"
        SubElement(node, "simpleChoice", identifier="false").text = "Salah"

    def _typed(self, name: str, asked: Question, parent: Element) -> None:
        """A field for words or a number."""
        if asked.kind is Kind.SHORT:
            self._declare_words(name, asked)
        else:
            self._declare_numbers(name, asked)
            if asked.units:
                self.notes.append("Satuan tidak terbawa.")
        SubElement(parent, "textEntryInteraction", responseIdentifier=name)

    def _declare_words(self, name: str, asked: Question) -> None:
        accepted = asked.accepted
        right = [one.text for one in accepted if one.share == WHOLE][:1]
        node = self._declare(name, "single", "string", right)
        if any("*" in one.text for one in accepted):
            self.notes.append("Tanda * (huruf apa pun) dibaca apa adanya di sistem lain.")
        mapping = self._map(node, {one.text: one.share for one in accepted}, asked.points)
        for entry in mapping:
            entry.set("caseSensitive", "true" if asked.case_matters else "false")

    def _declare_numbers(self, name: str, asked: Question) -> None:
        numbers = asked.numbers
        right = [decimal_words(one.value) for one in numbers if one.share == WHOLE][:1]
        node = self._declare(name, "single", "float", right)
        if len(numbers) > 1:
            self._map(node, {decimal_words(one.value): one.share for one in numbers}, asked.points)
        if len({one.tolerance for one in numbers}) > 1:
            self.notes.append("Toleransi yang berbeda-beda menjadi yang terbesar.")

    def _map(self, node: Element, worth: dict[str, Decimal], points: Decimal) -> Element:
        mapping = SubElement(node, "mapping", defaultValue="0", lowerBound="0")
        for key, share in worth.items():
            SubElement(
                mapping,
                "mapEntry",
                mapKey=_ILLEGAL.sub("", key),
                mappedValue=decimal_words(share * points),
            )
        return mapping

    def _match(self) -> None:
        asked = self.question
        self.body.extend(xhtml(asked.prompt))
        rights = list(dict.fromkeys(pair.right for pair in asked.pairs))
        lefts = [pair for pair in asked.pairs if pair.left]
        said = [f"k{n} j{rights.index(p.right) + 1}" for n, p in enumerate(lefts, start=1)]
        node = self._declare("RESPONSE", "multiple", "directedPair", said)
        self._map(node, dict.fromkeys(said, WHOLE / len(said)), asked.points)
        shown = SubElement(
            self.body,
            "matchInteraction",
            responseIdentifier="RESPONSE",
            shuffle="true" if asked.shuffle else "false",
            maxAssociations=str(len(lefts)),
        )
        for letter, texts, most in (("k", [p.left for p in lefts], "1"), ("j", rights, "0")):
            half = SubElement(shown, "simpleMatchSet")
            for at, words in enumerate(texts, start=1):
                one = SubElement(
                    half, "simpleAssociableChoice", identifier=f"{letter}{at}", matchMax=most
                )
                one.extend(xhtml(words))

    def _order(self) -> None:
        asked = self.question
        self.body.extend(xhtml(asked.prompt))
        names = [f"c{at}" for at in range(1, len(asked.steps) + 1)]
        self._declare("RESPONSE", "ordered", "identifier", names)
        choices = [Choice(text=step) for step in asked.steps]
        node = self._offer(self.body, "orderInteraction", "RESPONSE", choices, "simpleChoice")
        node.set("shuffle", "true")

    def _essay(self) -> None:
        asked = self.question
        self.body.extend(xhtml(asked.prompt))
        self._declare("RESPONSE", "single", "string", [])
        SubElement(self.body, "extendedTextInteraction", responseIdentifier="RESPONSE")
        if asked.model:
            rubric = SubElement(self.body, "rubricBlock", view="scorer")
            rubric.extend(xhtml(asked.model))

    def _cloze(self) -> None:
        asked = self.question
        self.body.extend(xhtml(asked.prompt))
        for at, gap in enumerate(asked.gaps, start=1):
            name = f"RESPONSE{at}"
            holder = Element("span")
            if gap.kind is Kind.SINGLE:
                right = [f"c{n}" for n, c in enumerate(gap.choices, 1) if c.share == WHOLE][:1]
                node = self._declare(name, "single", "identifier", right)
                self._map(
                    node, {f"c{n}": c.share for n, c in enumerate(gap.choices, 1)}, gap.points
                )
                shown = self._offer(
                    holder, "inlineChoiceInteraction", name, gap.choices, "inlineChoice"
                )
                shown.set("shuffle", "true" if gap.shuffle else "false")
            else:
                self._typed(name, gap, holder)
            if not _put_in(self.body, at, holder[0]):
                SubElement(self.body, "p").append(holder[0])

    def _sayings(self) -> dict[str, str]:
        asked = self.question
        said = {f"c{n}": one.feedback for n, one in enumerate(asked.choices, start=1)}
        said |= {
            "correct": asked.when_right,
            "partial": asked.when_partly,
            "incorrect": asked.when_wrong,
            "explanation": asked.explanation,
        }
        return {name: words for name, words in said.items() if words}

    def _marking(self) -> None:
        asked = self.question
        if asked.kind is Kind.ESSAY:
            return
        exact = asked.kind in {Kind.TRUE_FALSE, Kind.ORDERING}
        if asked.kind is Kind.NUMERIC and len(asked.numbers) == 1:
            self._near(asked.numbers[0])
        elif asked.kind is not Kind.CLOZE:
            template = "match_correct" if exact else "map_response"
            SubElement(self.node, "responseProcessing", template=f"{_TEMPLATES}{template}")
        else:
            rule = SubElement(SubElement(self.node, "responseProcessing"), "setOutcomeValue")
            rule.set("identifier", "SCORE")
            whole = SubElement(rule, "sum")
            for at in range(1, len(asked.gaps) + 1):
                SubElement(whole, "mapResponse", identifier=f"RESPONSE{at}")

    def _near(self, one: Number) -> None:
        condition = SubElement(SubElement(self.node, "responseProcessing"), "responseCondition")
        when = SubElement(condition, "responseIf")
        span = decimal_words(one.tolerance)
        equal = SubElement(when, "equal", toleranceMode="absolute", tolerance=f"{span} {span}")
        SubElement(equal, "variable", identifier="RESPONSE")
        SubElement(equal, "correct", identifier="RESPONSE")
        rule = SubElement(when, "setOutcomeValue", identifier="SCORE")
        worth = SubElement(rule, "baseValue", baseType="float")
        worth.text = decimal_words(self.question.points)


def _value(parent: Element, words: str) -> None:
    SubElement(parent, "value").text = _ILLEGAL.sub("", words)


def _put_in(node: Element, number: int, interaction: Element) -> bool:
    """Puts an interaction where the mark of its number stands; false when it stands nowhere."""
    mark = f"{{{number}}}"
    if node.text and mark in node.text:
        before, _mark, after = node.text.partition(mark)
        node.text, interaction.tail = before, after
        node.insert(0, interaction)
        return True
    for at, child in enumerate(list(node)):
        if _put_in(child, number, interaction):
            return True
        if child.tail and mark in child.tail:
            before, _mark, after = child.tail.partition(mark)
            child.tail, interaction.tail = before, after
            node.insert(at + 1, interaction)
            return True
    return False
