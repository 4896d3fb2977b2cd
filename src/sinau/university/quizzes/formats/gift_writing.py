"""Writes GIFT. Texts that are more than plain words are written as Markdown, which GIFT knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from sinau.university.quizzes.formats.losses import given, losses, withheld
from sinau.university.quizzes.formats.report import Line, Written
from sinau.university.quizzes.formats.texts import (
    decimal_words,
    looks_like_html,
    plain_to_markdown,
    unescape_markdown,
)
from sinau.university.quizzes.questions import WHOLE, Choice, Kind, Number, Question

_MARKS = re.compile(r"[~=#{}:\\]")
_KNOWN = {
    *(Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE, Kind.SHORT, Kind.NUMERIC),
    *(Kind.MATCHING, Kind.ESSAY),
}
_HOLDS = {"name", "explanation", "category", "tags", "feedback"}


def write_gift(questions: Sequence[Question]) -> Written:
    """The questions as a GIFT text."""
    parts: list[str] = []
    report: list[Line] = []
    category = ""
    for at, question in enumerate(questions, start=1):
        if question.kind not in _KNOWN:
            report.append(withheld(at, question, "GIFT"))
            continue
        if question.category != category:
            category = question.category
            parts.append(f"$CATEGORY: $course$/top/{category.replace('∕', '//')}".rstrip("/"))
        asked = _Asked(question)
        parts.append(asked.whole())
        report.append(given(at, question, asked.notes))
    return Written(
        content=("\n\n".join(parts) + "\n").encode(),
        extension="gift.txt",
        content_type="text/plain; charset=utf-8",
        report=tuple(report),
    )


class _Asked:
    def __init__(self, question: Question) -> None:
        self.question = question
        self.notes = losses(question, _HOLDS | _held(question.kind))
        self.rich = not all(map(_is_plain, _texts(question)))

    def whole(self) -> str:
        """The question in one block without an empty line."""
        asked = self.question
        tags = "".join(f"[tag:{tag.replace(']', chr(92) + ']')}]" for tag in asked.tags)
        head = f"// {tags}\n" if tags else ""
        name = f"::{_escape(asked.name)}::" if asked.name else ""
        form = "[markdown]" if self.rich else ""
        general = f"####{self.text(asked.explanation)}" if asked.explanation else ""
        return f"{head}{name}{form}{self.text(asked.prompt)} {{{self.answers()}{general}}}"

    def text(self, markdown: str) -> str:
        """One text, with GIFT's own marks taken away their meaning."""
        return _escape(markdown if self.rich else unescape_markdown(markdown))

    def answers(self) -> str:
        """What stands in the braces."""
        asked = self.question
        match asked.kind:
            case Kind.SINGLE:
                return self._single(asked.choices)
            case Kind.MULTIPLE:
                return "".join(
                    f"\n~{_weight(one.share)}{self.text(one.text)}{self._said(one.feedback)}"
                    for one in asked.choices
                )
            case Kind.TRUE_FALSE:
                wrong, right = self.text(asked.when_wrong), self.text(asked.when_right)
                return ("TRUE" if asked.truth else "FALSE") + (
                    f"#{wrong}#{right}" if right else f"#{wrong}" if wrong else ""
                )
            case Kind.SHORT:
                return self._short(asked)
            case Kind.NUMERIC:
                return self._numeric(asked)
            case Kind.MATCHING:
                return "".join(
                    f"\n={self._arrowless(pair.left)} -> {self.text(pair.right)}"
                    for pair in asked.pairs
                )
            case _:
                return ""

    def _single(self, choices: Sequence[Choice]) -> str:
        out, begun = "", False
        for one in choices:
            if one.share == WHOLE and not begun:
                begun, mark = True, "="
                weight = _weight(one.share) if one.text.startswith("%") else ""
            else:
                mark, weight = "~", _weight(one.share) if one.share or one.text[:1] == "%" else ""
            out += f"\n{mark}{weight}{self.text(one.text)}{self._said(one.feedback)}"
        return out

    def _short(self, asked: Question) -> str:
        out = ""
        for one in asked.accepted:
            plain = one.share == WHOLE and not one.text.startswith(("%", "["))
            weight = "" if plain else _weight(one.share)
            form = "[plain]" if one.text.startswith("[") else ""
            words = _escape(self._no_arrow(one.text))
            out += f"\n={weight}{form}{words}{self._said(one.feedback)}"
        return out + (f"\n=%0%*#{self.text(asked.when_wrong)}" if asked.when_wrong else "")

    def _numeric(self, asked: Question) -> str:
        out = "#"
        for one in asked.numbers:
            weight = "" if one.share == WHOLE else _weight(one.share)
            out += f"\n={weight}{_span(one)}{self._said(one.feedback)}"
        return out + (f"\n~#{self.text(asked.when_wrong)}" if asked.when_wrong else "")

    def _said(self, feedback: str) -> str:
        return f"#{self.text(feedback)}" if feedback else ""

    def _arrowless(self, markdown: str) -> str:
        return self.text(self._no_arrow(markdown))

    def _no_arrow(self, words: str) -> str:
        if "->" in words:
            self.notes.append("Tanda -> di dalam jawaban ditulis →.")
        return words.replace("->", "→")


def _held(kind: Kind) -> set[str]:
    if kind is Kind.TRUE_FALSE:
        return {"when_right", "when_wrong"}
    return {"when_wrong"} if kind in {Kind.SHORT, Kind.NUMERIC} else set()


def _texts(question: Question) -> list[str]:
    return [
        *(question.prompt, question.explanation, question.when_right, question.when_wrong),
        *(text for one in question.choices for text in (one.text, one.feedback)),
        *(one.feedback for one in question.accepted),
        *(one.feedback for one in question.numbers),
        *(text for pair in question.pairs for text in (pair.left, pair.right)),
    ]


def _is_plain(markdown: str) -> bool:
    plain = unescape_markdown(markdown)
    if looks_like_html(plain) or plain.startswith(("[", "//", "$", "::")):
        return False
    return plain_to_markdown(plain) == markdown


def _escape(words: str) -> str:
    return _MARKS.sub(r"\\\g<0>", words).replace("\n", "\\n")


def _weight(share: Decimal) -> str:
    return f"%{decimal_words(share * 100)}%"


def _span(one: Number) -> str:
    value, tolerance = decimal_words(one.value), decimal_words(one.tolerance)
    return f"{value}:{tolerance}" if one.tolerance else value
