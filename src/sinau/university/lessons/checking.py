"""Mark a check inside a lesson: the one place in which lessons meet the grading engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from sinau.kernel.words import number_id
from sinau.university.quizzes import grading
from sinau.university.quizzes.questions import Kind, Question


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a learner answered: the places of what was picked, or words."""

    picked: tuple[int, ...] = ()
    text: str = ""

    def to_data(self) -> dict[str, Any]:
        """As JSON values."""
        return {"picked": list(self.picked), "text": self.text}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """What `to_data` wrote."""
        return cls(picked=tuple(data.get("picked", ())), text=str(data.get("text", "")))

    @classmethod
    def from_form(cls, picked: Iterable[str], text: str) -> Self:
        """What came with a form; what is no place among the choices is left out."""
        places = {int(said) for said in picked if said.isascii() and said.isdigit()}
        return cls(picked=tuple(sorted(places)[:50]), text=text[:500])


def mark_check(question: Question, said: Said) -> grading.Mark:
    """What this answer is worth."""
    response = grading.Response(
        picked=frozenset(at for at in said.picked if at < len(question.choices)), text=said.text
    )
    return grading.grade(grading.Kind(question.kind), _key(question), response)


def _key(question: Question) -> grading.Key:
    match question.kind:
        case Kind.TRUE_FALSE:
            return grading.TruthKey(value=question.truth)
        case Kind.SHORT:
            words = (found.text for found in question.accepted if found.share > 0)
            return grading.WordsKey(accepted=tuple(words))
        case Kind.NUMERIC:
            number = question.numbers[0]
            units = tuple(unit.name for unit in question.units)
            return grading.NumberKey(value=number.value, tolerance=number.tolerance, units=units)
    right = frozenset(at for at, choice in enumerate(question.choices) if choice.share > 0)
    return grading.ChoiceKey(right=right, wrong=frozenset(range(len(question.choices))) - right)


def feedback_of(question: Question, said: Said, verdict: str) -> list[str]:
    """What is said to this answer, sentence by sentence."""
    words = [question.choices[at].feedback for at in said.picked if at < len(question.choices)]
    general = {
        grading.Verdict.RIGHT: question.when_right,
        grading.Verdict.PARTLY: question.when_partly,
    }.get(grading.Verdict(verdict), question.when_wrong)
    return [said_so for said_so in (*words, general, question.explanation) if said_so.strip()]


def right_answer(question: Question) -> str:
    """The right answer in words; what "benar" is for a statement is said by the page."""
    match question.kind:
        case Kind.SHORT:
            return question.accepted[0].text if question.accepted else ""
        case Kind.NUMERIC:
            unit = f" {question.units[0].name}" if question.units else ""
            return f"{number_id(question.numbers[0].value)}{unit}" if question.numbers else ""
        case Kind.TRUE_FALSE:
            return ""
    return "; ".join(choice.text for choice in question.choices if choice.share > 0)
