"""What each answer is worth, brought to the house's rule, and what had to be changed for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from types import MappingProxyType
from typing import TypeVar

from sinau.university.quizzes.checking import faults
from sinau.university.quizzes.formats.report import LeftOut
from sinau.university.quizzes.questions import NONE, WHOLE, Accepted, Choice, Kind, Number, Question

_PLACES = Decimal("0.0000001")
_NEAR = Decimal("0.02")
_FARTHEST = Decimal(1_000_000)
_ALMOST = WHOLE - _PLACES


def settle(question: Question, notes: list[str]) -> Question:
    """The question as the house can ask and grade it; one that cannot be is `LeftOut`."""
    match question.kind:
        case Kind.SINGLE:
            question = replace(question, choices=_single(question.choices, notes))
        case Kind.MULTIPLE:
            question = replace(question, choices=_multiple(question.choices, notes))
        case Kind.SHORT:
            accepted = _whole(question.accepted, notes)
            question = replace(question, accepted=accepted)
        case Kind.NUMERIC:
            question = replace(question, numbers=_whole(question.numbers, notes))
        case Kind.MATCHING if any(pair.left and not pair.right for pair in question.pairs):
            raise LeftOut("Ada pasangan tanpa jodoh.")
    found = faults(question)
    if found:
        raise LeftOut(_REASONS.get(found[0], found[0]))
    return question


_REASONS = MappingProxyType(
    {
        "prompt": "Teks soalnya kosong.",
        "points": "Nilai soal harus lebih dari 0 dan paling banyak 999.",
        "few_choices": "Soal pilihan memerlukan paling sedikit dua pilihan.",
        "one_right": "Tidak ada pilihan yang benar.",
        "some_right": "Tidak ada pilihan yang benar.",
        "shares": "Nilai pilihan yang benar tidak berjumlah 100 %.",
        "accepted": "Tidak ada jawaban yang bernilai penuh.",
        "numbers": "Tidak ada angka yang bernilai penuh.",
        "tolerance": "Toleransinya kurang dari 0.",
        "factor": "Pengali satuannya tidak lebih dari 0.",
        "units": "Satuan wajib ditulis, tetapi tidak ada satuan.",
        "pairs": "Soal menjodohkan memerlukan paling sedikit dua pasangan.",
        "steps": "Soal urutan memerlukan paling sedikit dua langkah yang berbeda.",
        "gaps": "Tanda rumpang di dalam teks tidak cocok dengan jawabannya.",
        "gap_kind": "Ada rumpang dengan jenis yang tidak dikenal.",
        "too_long": "Soal ini terlalu panjang; paling banyak 60 bagian dan 20.000 huruf.",
    }
)

_Answers = TypeVar("_Answers", Accepted, Number)


def _whole(answers: tuple[_Answers, ...], notes: list[str]) -> tuple[_Answers, ...]:
    """The best answer is worth everything; one below nothing is worth nothing."""
    best = max((one.share for one in answers), default=NONE)
    if best <= 0:
        return ()
    if best != WHOLE:
        notes.append("Nilai jawaban terbaik dijadikan 100 %.")
    return tuple(
        replace(one, share=max(one.share, NONE) if best == WHOLE else _cut(one.share / best))
        for one in answers
    )


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
    first = next(at for at, one in enumerate(choices) if one.share == WHOLE)
    if any(one.share == WHOLE for one in choices[first + 1 :]):
        # One choice is the right one; the others stay as near to it as a share can be.
        notes.append("Pilihan lain yang juga benar bernilai 99,99999 %.")
        choices = [
            replace(one, share=_ALMOST) if one.share == WHOLE and at != first else one
            for at, one in enumerate(choices)
        ]
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


def _cut(share: Decimal) -> Decimal:
    if abs(share) > _FARTHEST:
        raise LeftOut("Bobot jawabannya di luar batas.")
    return share.quantize(_PLACES, ROUND_DOWN)
