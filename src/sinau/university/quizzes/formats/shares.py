"""What each answer is worth, brought to the house's rule, and what had to be changed for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from sinau.university.quizzes.formats.report import LeftOut
from sinau.university.quizzes.questions import NONE, WHOLE, Choice, Kind, Question

_PLACES = Decimal("0.0000001")
_NEAR = Decimal("0.02")


def settle(question: Question, notes: list[str]) -> Question:
    """The question as the house can ask and grade it; one that cannot be is `LeftOut`."""
    if not question.prompt.strip():
        raise LeftOut("Teks soalnya kosong.")
    match question.kind:
        case Kind.SINGLE:
            return replace(question, choices=_single(question.choices, notes))
        case Kind.MULTIPLE:
            return replace(question, choices=_multiple(question.choices, notes))
        case Kind.SHORT:
            if not any(one.text.strip() for one in question.accepted):
                raise LeftOut("Tidak ada jawaban yang diterima.")
            if not any(one.share > 0 for one in question.accepted):
                raise LeftOut("Tidak ada jawaban yang bernilai.")
        case Kind.NUMERIC:
            if not any(one.share > 0 for one in question.numbers):
                raise LeftOut("Tidak ada angka yang bernilai.")
        case Kind.MATCHING:
            _need_pairs(question)
        case Kind.ORDERING:
            if len(question.steps) < 2:
                raise LeftOut("Soal urutan memerlukan paling sedikit dua langkah.")
        case Kind.CLOZE:
            if not question.gaps:
                raise LeftOut("Tidak ada rumpang di dalam teksnya.")
    return question


def _single(choices: Sequence[Choice], notes: list[str]) -> tuple[Choice, ...]:
    _need_two(choices)
    best = max(choice.share for choice in choices)
    if best <= 0:
        raise LeftOut("Tidak ada pilihan yang benar.")
    if best != WHOLE:
        notes.append("Nilai pilihan terbaik dijadikan 100 %.")
        choices = [
            replace(one, share=_cut(one.share / best)) if one.share > 0 else one for one in choices
        ]
    if sum(1 for choice in choices if choice.share == WHOLE) > 1:
        notes.append("Lebih dari satu pilihan bernilai penuh; memilih salah satunya sudah benar.")
    return _bounded(choices, notes)


def _multiple(choices: Sequence[Choice], notes: list[str]) -> tuple[Choice, ...]:
    _need_two(choices)
    total = sum((one.share for one in choices if one.share > 0), NONE)
    if not total:
        raise LeftOut("Tidak ada pilihan yang benar.")
    if abs(total - WHOLE) > _NEAR:
        notes.append("Nilai pilihan yang benar disetarakan agar berjumlah 100 %.")
    if total != WHOLE:
        choices = [
            replace(one, share=_cut(one.share / total)) if one.share > 0 else one for one in choices
        ]
        missing = WHOLE - sum((one.share for one in choices if one.share > 0), NONE)
        first = next(at for at, one in enumerate(choices) if one.share > 0)
        choices[first] = replace(choices[first], share=choices[first].share + missing)
    return _bounded(choices, notes)


def _bounded(choices: Sequence[Choice], notes: list[str]) -> tuple[Choice, ...]:
    if any(one.share < -1 for one in choices):
        notes.append("Potongan nilai dibatasi sampai 100 %.")
    return tuple(replace(one, share=max(one.share, -WHOLE)) for one in choices)


def _need_two(choices: Sequence[Choice]) -> None:
    if len(choices) < 2:
        raise LeftOut("Soal pilihan memerlukan paling sedikit dua pilihan.")
    if any(not one.text.strip() for one in choices):
        raise LeftOut("Ada pilihan yang kosong.")


def _need_pairs(question: Question) -> None:
    whole = [pair for pair in question.pairs if pair.left.strip() and pair.right.strip()]
    if len(whole) < 2:
        raise LeftOut("Soal menjodohkan memerlukan paling sedikit dua pasangan.")


def _cut(share: Decimal) -> Decimal:
    return share.quantize(_PLACES, ROUND_DOWN)
