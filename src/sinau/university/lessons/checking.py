"""Mark a check inside a lesson: the one place in which lessons meet the grading engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from sinau.kernel.words import number_id
from sinau.university.quizzes import marking
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


def mark_check(question: Question, said: Said) -> marking.Mark:
    """What this answer is worth."""
    picked = [at for at in said.picked if at < len(question.choices)]
    return marking.mark(question, {"picked": picked, "text": said.text})


def feedback_of(question: Question, said: Said) -> list[str]:
    """What is said to this answer, sentence by sentence."""
    words = (*mark_check(question, said).said, question.explanation)
    return [sentence for sentence in words if sentence.strip()]


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
