"""A question as a page shows it: the words, the fields, what was answered, and what was right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.kernel.words import number_id
from sinau.ui.markdown import plain, render, render_inline
from sinau.university.models import Answer
from sinau.university.quizzes import marking
from sinau.university.quizzes.questions import Kind, Question
from sinau.university.quizzes.responding import pieces_of, right_words, words_of

VERDICTS: dict[str, tuple[str, Any]] = {
    "right": ("good", gettext_lazy("Jawaban benar")),
    "partly": ("wait", gettext_lazy("Benar sebagian")),
    "wrong": ("bad", gettext_lazy("Belum tepat")),
    "empty": ("", gettext_lazy("Tidak dijawab")),
    "unreadable": ("bad", gettext_lazy("Tidak terbaca sebagai jawaban")),
    "wrong_unit": ("bad", gettext_lazy("Satuannya lain")),
    "no_unit": ("bad", gettext_lazy("Satuan belum ditulis")),
    "waiting": ("wait", gettext_lazy("Menunggu penilaian")),
}


@dataclass(frozen=True)
class Option:
    """One thing to pick: its words, and the same with its marks and pictures where a page can."""

    value: int
    text: str
    picked: bool = False

    @property
    def html(self) -> SafeString:
        """For a label."""
        return line_of(self.text)

    @property
    def bare(self) -> str:
        """For a list that only shows letters."""
        return bare_of(self.text)


@dataclass(frozen=True)
class Line:
    """A field with its own words: a left text to match, a step to place, a gap to fill."""

    name: str
    text: str
    options: Sequence[Option] = ()
    said: str = ""
    is_gap: bool = True
    is_number: bool = False

    @property
    def html(self) -> SafeString:
        """Its words with their marks and pictures."""
        return line_of(self.text)


@dataclass(frozen=True)
class Shown:
    """One question on a page; `place` makes its fields its own."""

    place: int
    kind: str
    prompt: SafeString
    plain: str
    points: str
    section: str = ""
    options: Sequence[Option] = ()
    lines: Sequence[Line] = field(default_factory=list)
    pictured: Sequence[Option] = ()
    text: str = ""
    unit: str = ""
    is_unsure: bool = False
    is_answered: bool = False
    answer: Answer | None = None


@lru_cache(maxsize=4096)
def html_of(text: str) -> SafeString:
    """Markdown of a question as HTML; a short text without marks stays what it is."""
    return render(text)


@lru_cache(maxsize=4096)
def line_of(text: str) -> SafeString:
    """Markdown of a choice, a pair or a step as HTML within a line."""
    return render_inline(text)


def bare_of(text: str) -> str:
    """The same as letters only; a picture without words is called one."""
    return _plain(text) or _("Gambar")


_plain = lru_cache(maxsize=4096)(plain)


def shown(question: Question, row: Mapping[str, Any], place: int, answer: Answer | None) -> Shown:
    """What the page at this place needs; `row` is the place's row of the layout."""
    response: Mapping[str, Any] = answer.response if answer else {}
    order = row.get("o", ())
    is_cloze = question.kind is Kind.CLOZE
    return Shown(
        place=place,
        kind=question.kind.value,
        prompt=SafeString("") if is_cloze else html_of(question.prompt),
        plain=question.prompt,
        points=number_id(Decimal(row.get("p", "1")).normalize()),
        section=row.get("s", ""),
        options=_options(question, order, response),
        lines=_lines(question, order, response),
        pictured=_pictured(question),
        text=str(response.get("text", "")),
        unit=question.units[0].name if question.units and not question.unit_required else "",
        is_unsure=bool(answer and answer.is_unsure),
        is_answered=bool(response),
        answer=answer,
    )


def _options(question: Question, order: Sequence[int], response: Mapping[str, Any]) -> list[Option]:
    picked = response.get("picked", ())
    if question.kind not in (Kind.SINGLE, Kind.MULTIPLE):
        return []
    return [
        Option(at, question.choices[at].text, at in picked)
        for at in order or range(len(question.choices))
    ]


def _lines(question: Question, order: Sequence[int], response: Mapping[str, Any]) -> list[Line]:
    match question.kind:
        case Kind.MATCHING:
            return _matching(question, order, response.get("pairs", ()))
        case Kind.ORDERING:
            return _ordering(question, order, response.get("places", ()))
        case Kind.CLOZE:
            return _cloze(question, response.get("gaps", ()))
    return []


def _matching(question: Question, order: Sequence[int], given: Sequence[Any]) -> list[Line]:
    offered = marking.rights(question)
    lines = []
    for at, left in enumerate(marking.lefts(question)):
        said = given[at] if at < len(given) else None
        options = [Option(n, offered[n], n == said) for n in order or range(len(offered))]
        lines.append(Line(f"pasangan_{at}", left, options))
    return lines


def _pictured(question: Question) -> list[Option]:
    """What can be chosen in a list of letters but holds a picture, to be looked at above it."""
    if question.kind is not Kind.MATCHING or not question.files:
        return []
    return [Option(at, text) for at, text in enumerate(marking.rights(question)) if "![" in text]


def _ordering(question: Question, order: Sequence[int], given: Sequence[Any]) -> list[Line]:
    count = len(question.steps)
    lines = []
    for at in order or range(count):
        said = given[at] if at < len(given) else None
        options = [Option(n, str(n), n == said) for n in range(1, count + 1)]
        lines.append(Line(f"urutan_{at}", question.steps[at], options))
    return lines


def _cloze(question: Question, given: Sequence[Mapping[str, Any]]) -> list[Line]:
    lines = []
    for before, at in pieces_of(question):
        if at is None:
            lines.append(Line("", before, is_gap=False))
            continue
        gap = question.gaps[at]
        response = given[at] if at < len(given) else {}
        picked = response.get("picked", ())
        options = [Option(n, one.text, n in picked) for n, one in enumerate(gap.choices)]
        lines.append(
            Line(
                f"isian_{at}",
                before,
                options,
                said=str(response.get("text", "")),
                is_number=gap.kind is Kind.NUMERIC,
            )
        )
    return lines


@dataclass(frozen=True)
class Outcome:
    """A question after it was marked: what was said, what was right, and why."""

    shown: Shown
    tone: str
    verdict: str
    percent: int
    given: Sequence[str]
    right: Sequence[str]
    choices: Sequence[Mapping[str, Any]]
    feedback: Sequence[str]
    explanation: SafeString
    source: str
    source_url: str
    words: str


def outcome(
    question: Question,
    row: Mapping[str, Any],
    place: int,
    answer: Answer | None,
    *,
    partial: bool = True,
    source_url: str = "",
) -> Outcome:
    """What a learner may read when answers are shown."""
    response = answer.response if answer else {}
    made = marking.mark(question, response, partial=partial)
    verdict = answer.verdict if answer and answer.verdict else made.verdict.value
    share = answer.share if answer and answer.share is not None else made.share
    tone, label = VERDICTS[verdict]
    picked = set(response.get("picked", ()))
    choices = [
        {
            "html": line_of(one.text),
            "is_right": one.share > 0,
            "feedback": line_of(one.feedback),
            "picked": at in picked,
        }
        for at, one in enumerate(question.choices)
    ]
    return Outcome(
        shown=shown(question, row, place, answer),
        tone=tone,
        verdict=str(label),
        percent=round(share * 100),
        given=[_said(question, words) for words in words_of(question, response)],
        right=[_said(question, words) for words in right_words(question, number=number_id)],
        choices=choices,
        feedback=[] if choices else [line_of(words) for words in made.said],
        explanation=html_of(question.explanation) if question.explanation else SafeString(""),
        source=question.source,
        source_url=source_url,
        words=answer.words if answer else "",
    )


def _said(question: Question, words: str) -> str:
    """A line of an answer: what the question offered with its marks, what was typed as typed."""
    if question.kind in (Kind.MATCHING, Kind.ORDERING):
        mark, _gap, rest = words.partition(" ")
        return format_html("{} {}", mark, line_of(rest)) if mark[:-1].isdigit() else line_of(words)
    return truth(words)


_OFFERED = (Kind.SINGLE, Kind.MULTIPLE, Kind.MATCHING, Kind.ORDERING)


def said_in_words(question: Question, response: Mapping[str, Any]) -> list[str]:
    """What was answered as letters only: what the question offered without marks, the rest as typed."""
    said = words_of(question, response)
    return [bare_of(words) if question.kind in _OFFERED else truth(words) for words in said]


def truth(words: str) -> str:
    """The two answers to a statement, in the reader's language."""
    return {"benar": _("Benar"), "salah": _("Salah")}.get(words, words)
