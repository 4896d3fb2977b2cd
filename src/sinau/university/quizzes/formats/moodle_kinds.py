"""Each kind of question of Moodle, and what it is here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element

from sinau.university.quizzes.formats.embedded import read_embedded
from sinau.university.quizzes.formats.moodle_asked import Asked, Parts, format_of, inner
from sinau.university.quizzes.formats.report import LeftOut
from sinau.university.quizzes.formats.shares import settle
from sinau.university.quizzes.formats.texts import inverse, number, plain_to_markdown
from sinau.university.quizzes.questions import (
    NONE,
    WHOLE,
    Accepted,
    Choice,
    Kind,
    Number,
    Pair,
    Question,
    Unit,
)

_MARK = re.compile(r"\[\[(\d+)\]\]")


def _multichoice(asked: Asked) -> Parts:
    single = asked.flag("single", default=True)
    choices = tuple(
        Choice(text=asked.words(node), share=asked.share(node), feedback=_feedback(asked, node))
        for node in asked.node.findall("answer")
    )
    if not single and _is_all_or_nothing(asked):
        total = sum(1 for one in choices if one.share > 0)
        choices = tuple(
            Choice(
                text=one.text,
                share=WHOLE / total if one.share > 0 else -WHOLE,
                feedback=one.feedback,
            )
            for one in choices
        )
        asked.shelf.note("Semua atau tidak sama sekali: pilihan salah kini memotong 100 %.")
    return {"kind": Kind.SINGLE if single else Kind.MULTIPLE, "choices": choices}


def _is_all_or_nothing(asked: Asked) -> bool:
    return asked.node.get("type") == "multichoiceset"


def _truefalse(asked: Asked) -> Parts:
    said = {inner(node).strip().lower(): node for node in asked.node.findall("answer")}
    true, false = said.get("true", said.get("benar")), said.get("false", said.get("salah"))
    if true is None or false is None:
        raise LeftOut("Jawaban benar dan salahnya tidak ditemukan.")
    truth = asked.share(true) > asked.share(false)
    right, wrong = (true, false) if truth else (false, true)
    return {
        "kind": Kind.TRUE_FALSE,
        "truth": truth,
        "when_right": _feedback(asked, right) or asked.text("correctfeedback"),
        "when_wrong": _feedback(asked, wrong) or asked.text("incorrectfeedback"),
    }


def _shortanswer(asked: Asked) -> Parts:
    accepted, otherwise = [], ""
    for node in asked.node.findall("answer"):
        text, share = inner(node), asked.share(node)
        if text == "*" and share <= 0:
            otherwise = _feedback(asked, node)
        elif text:
            accepted.append(Accepted(text=text, share=share, feedback=_feedback(asked, node)))
    cased = asked.node.find("usecase") is not None and asked.flag("usecase")
    parts: Parts = {"kind": Kind.SHORT, "accepted": tuple(accepted), "case_matters": cased}
    if otherwise:
        parts["when_wrong"] = otherwise
    return parts


def _numerical(asked: Asked) -> Parts:
    numbers, otherwise = [], ""
    for node in asked.node.findall("answer"):
        value = inner(node)
        if value == "*":
            otherwise = _feedback(asked, node)
            if asked.share(node) > 0:
                asked.shelf.note("Nilai untuk angka lain (*) dilepas.")
            continue
        tolerance = inner(node.find("tolerance"))
        if (inner(node.find("tolerancetype")) or "2") == "1":
            asked.shelf.note("Toleransi relatif dihitung menjadi toleransi tetap.")
            least = abs(number(value)) * abs(number(tolerance or "0", "toleransi"))
        else:
            least = abs(number(tolerance or "0", "toleransi"))
        numbers.append(
            Number(
                value=number(value),
                tolerance=least,
                share=asked.share(node),
                feedback=_feedback(asked, node),
            )
        )
    units, required = _units(asked)
    parts: Parts = {"kind": Kind.NUMERIC, "numbers": tuple(numbers), "units": units}
    parts["unit_required"] = required
    if otherwise:
        parts["when_wrong"] = otherwise
    return parts


def _units(asked: Asked) -> tuple[tuple[Unit, ...], bool]:
    units = []
    for node in asked.node.findall("units/unit"):
        name = inner(node.find("unit_name"))
        factor = number(inner(node.find("multiplier")) or "1", "pengali satuan")
        if not name or not factor:
            continue
        # Moodle multiplies the key by the factor of a unit; here the answer is multiplied.
        units.append(Unit(name=name, factor=inverse(factor, 10)))
    grading = inner(asked.node.find("unitgradingtype")) or "0"
    show = inner(asked.node.find("showunits")) or "0"
    if grading not in {"0", ""}:
        asked.shelf.note("Potongan untuk satuan yang salah menjadi: tanpa satuan tidak bernilai.")
    if show in {"1", "2"} and units:
        asked.shelf.note("Satuan ditulis bersama angkanya, tidak dipilih dari daftar.")
    return tuple(units), bool(units) and grading not in {"0", ""} and show != "3"


def _matching(asked: Asked) -> Parts:
    pairs = []
    for node in asked.node.findall("subquestion"):
        right = plain_to_markdown(inner(node.find("answer")))
        if right:
            pairs.append(Pair(left=asked.words(_own_text(node)), right=right))
    return {"kind": Kind.MATCHING, "pairs": tuple(pairs)}


def _ddmatch(asked: Asked) -> Parts:
    pairs = []
    for node in asked.node.findall("subquestion"):
        answer = node.find("answer")
        if answer is not None and inner(answer):
            pairs.append(Pair(left=asked.words(_own_text(node)), right=asked.words(answer)))
    return {"kind": Kind.MATCHING, "pairs": tuple(pairs)}


def _ordering(asked: Asked) -> Parts:
    answers = [node for node in asked.node.findall("answer") if inner(node)]
    answers.sort(key=lambda node: number(node.get("fraction") or "0"))
    steps = tuple(asked.words(node) for node in answers)
    selected = inner(asked.node.find("selecttype")).upper()
    if selected not in {"", "ALL", "0"}:
        asked.shelf.note("Semua langkah ditanyakan, bukan sebagian yang diacak.")
    grading = inner(asked.node.find("gradingtype")).upper()
    if grading not in {"", "ABSOLUTE_POSITION", "0"}:
        asked.shelf.note("Cara menilai urutan mengikuti aturan di sini.")
    return {"kind": Kind.ORDERING, "steps": steps}


def _cloze(asked: Asked) -> Parts:
    words, form = asked.raw("questiontext")

    def markdown(text: str) -> str:
        return asked.markdown(text, form)

    marked, gaps = read_embedded(words, markdown, asked.shelf.notes)
    points = sum((gap.points for gap in gaps), NONE)
    prompt = asked.markdown(marked, form, asked.node.find("questiontext"))
    return {"kind": Kind.CLOZE, "prompt": prompt, "gaps": gaps, "points": points}


def _essay(asked: Asked) -> Parts:
    model = asked.text("graderinfo")
    if asked.text("responsetemplate"):
        asked.shelf.note("Kerangka jawaban yang sudah terisi dilepas.")
    attachments = inner(asked.node.find("attachments")) or "0"
    if attachments != "0":
        asked.shelf.note("Lampiran berkas pada jawaban tidak diminta di sini.")
    return {"kind": Kind.ESSAY, "model": model}


def _gapselect(asked: Asked) -> Parts:
    options = []
    for node in asked.node.findall("selectoption"):
        options.append((inner(node), inner(node.find("group")) or "1"))
    return _filled(asked, options)


def _ddwtos(asked: Asked) -> Parts:
    options = []
    for node in asked.node.findall("dragbox"):
        options.append((inner(node), inner(node.find("group")) or "1"))
        if node.find("infinite") is None:
            asked.shelf.note("Kata yang diseret kini dipilih dari daftar, dan boleh berulang.")
    return _filled(asked, options)


def _filled(asked: Asked, options: list[tuple[str, str]]) -> Parts:
    words, form = asked.raw("questiontext")
    gaps: list[Question] = []

    def marked(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        if not 0 <= at < len(options):
            raise LeftOut(f"Rumpang {found[0]} tidak mempunyai jawaban.")
        _text, group = options[at]
        choices = tuple(
            Choice(text=asked.markdown(text, "html"), share=WHOLE if n == at else NONE)
            for n, (text, belongs) in enumerate(options)
            if belongs == group
        )
        gap = Question(kind=Kind.SINGLE, prompt="-", choices=choices)
        settle(gap, asked.shelf.notes)
        gaps.append(Question(kind=Kind.SINGLE, prompt="", choices=choices))
        return f"{{{len(gaps)}}}"

    text = _MARK.sub(marked, words)
    prompt = asked.markdown(text, form, asked.node.find("questiontext"))
    return {"kind": Kind.CLOZE, "prompt": prompt, "gaps": tuple(gaps)}


def _own_text(node: Element) -> Element:
    """The text of a subquestion, without that of its answer."""
    own = Element(node.tag, {"format": format_of(node)})
    own.extend([child for child in node if child.tag in {"text", "file"}])
    return own


def _feedback(asked: Asked, node: Element) -> str:
    found = node.find("feedback")
    return "" if found is None else asked.words(found)


READERS: Mapping[str, Callable[[Asked], Parts]] = MappingProxyType(
    {
        "multichoice": _multichoice,
        "multichoiceset": _multichoice,
        "truefalse": _truefalse,
        "shortanswer": _shortanswer,
        "numerical": _numerical,
        "matching": _matching,
        "match": _matching,
        "ddmatch": _ddmatch,
        "ordering": _ordering,
        "cloze": _cloze,
        "multianswer": _cloze,
        "essay": _essay,
        "gapselect": _gapselect,
        "ddwtos": _ddwtos,
    }
)
