"""The small language by which Moodle writes answers into a text: `{1:SHORTANSWER:=Jogja~*}`.

Each such mark becomes `{1}`, `{2}`, … and a question of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from html import unescape

from sinau.university.quizzes.formats.report import LeftOut
from sinau.university.quizzes.formats.shares import settle
from sinau.university.quizzes.formats.texts import number
from sinau.university.quizzes.questions import (
    NONE,
    WHOLE,
    Accepted,
    Choice,
    Kind,
    Number,
    Question,
)

_CHOICE = {"MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"}
_SHUFFLED = {"MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"}
_SHORT = {"SHORTANSWER", "SA", "MW"}
_CASED = {"SHORTANSWER_C", "SAC", "MWC"}
# Every other number, only to say something about it.
_ANY = {"*", ""}
_NUMBER = {"NUMERICAL", "NM"}
_MANY = {"MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS"}
_MANY |= {"MULTIRESPONSE_HS", "MRHS"}

_BEGIN = re.compile(r"\{\s*(\d*)\s*:\s*([A-Z_]+)\s*:")
_SHARE = re.compile(r"%(-?\d+(?:[.,]\d+)?)%")

Text = Callable[[str], str]


def read_embedded(text: str, markdown: Text, notes: list[str]) -> tuple[str, tuple[Question, ...]]:
    """The text with `{1}`, `{2}`, … in it, and the question of each mark."""
    out, gaps, at = [], [], 0
    while found := _BEGIN.search(text, at):
        end = _end(text, found.end())
        gaps.append(_gap(found[1], found[2], text[found.end() : end], markdown, notes))
        out += [text[at : found.start()], f"{{{len(gaps)}}}"]
        at = end + 1
    out.append(text[at:])
    if not gaps:
        raise LeftOut("Tidak ada rumpang di dalam teksnya.")
    return "".join(out), tuple(gaps)


def _end(text: str, start: int) -> int:
    at = start
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "}":
            return at
        at += 1
    raise LeftOut("Tanda rumpang tidak ditutup.")


def _gap(weight: str, kind: str, inside: str, markdown: Text, notes: list[str]) -> Question:
    answers = _answers(inside)
    points = Decimal(weight) if weight and int(weight) else WHOLE
    if kind in _CHOICE | _SHUFFLED:
        choices = tuple(
            Choice(text=markdown(words), share=share, feedback=markdown(said))
            for words, share, said in answers
        )
        asked = Question(
            kind=Kind.SINGLE, prompt="-", points=points, choices=choices, shuffle=kind in _SHUFFLED
        )
    elif kind in _SHORT | _CASED:
        accepted = tuple(
            Accepted(text=_without_tags(words), share=share, feedback=markdown(said))
            for words, share, said in answers
            if words
        )
        asked = Question(
            kind=Kind.SHORT,
            prompt="-",
            points=points,
            accepted=accepted,
            case_matters=kind in _CASED,
        )
    elif kind in _NUMBER:
        numbers = tuple(
            _number(_without_tags(words), share, markdown(said))
            for words, share, said in answers
            if words not in _ANY
        )
        otherwise = next((said for words, share, said in answers if words in _ANY), "")
        asked = Question(
            kind=Kind.NUMERIC,
            prompt="-",
            points=points,
            numbers=numbers,
            when_wrong=markdown(otherwise),
        )
    elif kind in _MANY:
        raise LeftOut(f"Rumpang jenis {kind} (beberapa jawaban) tidak dikenal di sini.")
    else:
        raise LeftOut(f"Rumpang jenis {kind} tidak dikenal.")
    settled = settle(asked, notes)
    return replace(settled, prompt="")


def _answers(inside: str) -> list[tuple[str, Decimal, str]]:
    """Words, share and feedback of each answer; a backslash takes a mark's meaning away."""
    pieces, piece, at = [], "", 0
    while at < len(inside):
        if inside[at] == "\\" and at + 1 < len(inside):
            piece += inside[at : at + 2]
            at += 2
            continue
        if inside[at] == "~":
            pieces.append(piece)
            piece = ""
        else:
            piece += inside[at]
        at += 1
    pieces.append(piece)
    return [_answer(one.strip()) for one in pieces if one.strip()]


def _answer(piece: str) -> tuple[str, Decimal, str]:
    share = NONE
    if piece.startswith("="):
        share, piece = WHOLE, piece[1:]
    if found := _SHARE.match(piece):
        share, piece = number(found[1], "bobot") / 100, piece[found.end() :]
    words, said = piece, ""
    if cut := re.search(r"(?<!\\)(?<!&)#", piece):
        words, said = piece[: cut.start()], piece[cut.end() :]
    return _bare(words), share, _bare(said)


def _bare(words: str) -> str:
    return re.sub(r"\\(.)", r"\1", words).strip()


def _without_tags(words: str) -> str:
    return unescape(re.sub(r"</?\w[^<>]*>", "", words)).strip()


def _number(words: str, share: Decimal, said: str) -> Number:
    value, _colon, tolerance = words.partition(":")
    return Number(
        value=number(value),
        tolerance=abs(number(tolerance, "toleransi")) if tolerance.strip() else NONE,
        share=share,
        feedback=said,
    )
