"""Each interaction of QTI the house can ask, and what it is here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from xml.etree.ElementTree import Element

from sinau.university.quizzes.formats.qti.declaring import Declared
from sinau.university.quizzes.formats.qti.items import Item
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
    Pair,
    Question,
)

_TRUTH = {"benar": True, "true": True, "salah": False, "false": False}
_ALL_OR_NOTHING = "Semua-atau-tidak menjadi nilai sebagian; pilihan salah memotong 100 %."


def _choice(item: Item, node: Element) -> Question:
    return _pick(item, node, node.findall(".//simpleChoice"), item.markdown(item.body))


def _hottext(item: Item, node: Element) -> Question:
    item.shelf.note("Teks yang dipilih langsung (hottext) menjadi daftar pilihan.")
    prompt = "\n\n".join(filter(None, [item.markdown(item.body), item.markdown(node)]))
    return _pick(item, node, list(node.iter("hottext")), prompt)


def _pick(item: Item, node: Element, options: Sequence[Element], outside: str) -> Question:
    response = item.response(node)
    own = node.find("prompt")
    asked = item.markdown(own) if own is not None else ""
    prompt = "\n\n".join(filter(None, [outside, asked]))
    single = response.cardinality != "multiple"
    if not response.correct and not response.entries and not response.compared:
        raise LeftOut("Butir ini tidak menyebut jawaban yang benar.")
    correct = response.correct or response.compared
    if not single and not response.entries:
        item.shelf.note(_ALL_OR_NOTHING)
    choices = []
    for option in options:
        name = option.get("identifier", "")
        share = response.share(name)
        if share is None:
            share = _plain_share(name in correct, single, len(correct))
        choices.append(
            Choice(text=item.markdown(option), share=share, feedback=_said(item, option))
        )
    if single and len(choices) == 2 and (truth := _truth(choices)) is not None:
        right, wrong = sorted(choices, key=lambda one: -one.share)
        return Question(
            kind=Kind.TRUE_FALSE,
            prompt=prompt,
            truth=truth,
            when_right=right.feedback,
            when_wrong=wrong.feedback,
        )
    return Question(
        kind=Kind.SINGLE if single else Kind.MULTIPLE,
        prompt=prompt,
        choices=tuple(choices),
        shuffle=node.get("shuffle", "false").lower() in {"true", "1"},
    )


def _plain_share(right: bool, single: bool, rights: int) -> Decimal:
    if single:
        return WHOLE if right else NONE
    return WHOLE / max(rights, 1) if right else -WHOLE


def _truth(choices: Sequence[Choice]) -> bool | None:
    said = [_TRUTH.get(one.text.strip().lower()) for one in choices]
    if None in said or said[0] == said[1]:
        return None
    best = max(range(2), key=lambda at: choices[at].share)
    return said[best]


def _said(item: Item, option: Element) -> str:
    """The feedback inside a choice, or the one shown when it is picked."""
    inside = [item.markdown(node) for node in option.iter("feedbackInline")]
    shown = [
        item.markdown(node)
        for node in item.node.findall("modalFeedback")
        if node.get("identifier") == option.get("identifier")
    ]
    return "\n\n".join(filter(None, [*inside, *shown]))


def _order(item: Item, node: Element) -> Question:
    response = item.response(node)
    texts = {one.get("identifier", ""): item.markdown(one) for one in node.iter("simpleChoice")}
    if set(response.correct) != set(texts):
        raise LeftOut("Urutan yang benar tidak memuat semua langkah.")
    return Question(
        kind=Kind.ORDERING,
        prompt=_prompt(item, node),
        steps=tuple(texts[name] for name in response.correct),
    )


def _match(item: Item, node: Element) -> Question:
    sets = node.findall("simpleMatchSet")
    if len(sets) != 2:
        raise LeftOut("Soal menjodohkan harus mempunyai dua kelompok.")
    first, second = (
        {
            one.get("identifier", ""): item.markdown(one)
            for one in half.iter()
            if one.tag == "simpleAssociableChoice"
        }
        for half in sets
    )
    pairs = _right_pairs(item.response(node))
    if len({left for left, _right in pairs}) != len(pairs):
        pairs = [(right, left) for left, right in pairs]
        first, second = second, first
        if len({left for left, _right in pairs}) != len(pairs):
            raise LeftOut("Satu butir dijodohkan dengan beberapa butir sekaligus.")
        item.shelf.note("Kedua kelompok pada soal menjodohkan ditukar.")
    known = dict(pairs)
    if set(first) - set(known):
        item.shelf.note("Butir kiri yang tidak mempunyai jodoh dilepas.")
    return _paired(item, node, known, first, second)


def _associate(item: Item, node: Element) -> Question:
    texts = {
        one.get("identifier", ""): item.markdown(one)
        for one in node.iter()
        if one.tag == "simpleAssociableChoice"
    }
    pairs = _right_pairs(item.response(node))
    used = [name for pair in pairs for name in pair]
    if len(set(used)) != len(used):
        raise LeftOut("Satu butir dipasangkan lebih dari sekali.")
    item.shelf.note("Pasangan bebas menjadi soal menjodohkan kiri dan kanan.")
    known = dict(pairs)
    left = {name: words for name, words in texts.items() if name in known}
    right = {name: words for name, words in texts.items() if name not in known}
    return _paired(item, node, known, left, right)


def _paired(
    item: Item, node: Element, known: dict[str, str], left: dict[str, str], right: dict[str, str]
) -> Question:
    if not known:
        raise LeftOut("Butir ini tidak menyebut jawaban yang benar.")
    if not set(known) <= set(left) or not set(known.values()) <= set(right):
        raise LeftOut("Jawaban yang benar menunjuk butir yang tidak ada.")
    pairs = [Pair(left=left[name], right=right[known[name]]) for name in left if name in known]
    spare = [Pair(left="", right=right[name]) for name in right if name not in known.values()]
    return Question(
        kind=Kind.MATCHING,
        prompt=_prompt(item, node),
        pairs=tuple(pairs + spare),
        shuffle=node.get("shuffle", "false").lower() in {"true", "1"},
    )


def _right_pairs(response: Declared) -> list[tuple[str, str]]:
    said = response.correct or tuple(e.key for e in response.entries if e.worth > 0)
    pairs = [(parts[0], parts[1]) for value in said if len(parts := value.split()) == 2]
    return list(dict.fromkeys(pairs))


def _gap_match(item: Item, node: Element) -> Question:
    words = {
        one.get("identifier", ""): item.markdown(one)
        for one in node.iter()
        if one.tag in {"gapText", "gapImg"}
    }
    rights = {gap: text for text, gap in _right_pairs(item.response(node))}
    marks: dict[Element, str] = {}
    gaps = []
    for gap in node.iter("gap"):
        name = gap.get("identifier", "")
        if name not in rights or rights[name] not in words:
            raise LeftOut(f"Rumpang “{name[:40]}” tidak mempunyai jawaban.")
        choices = tuple(
            Choice(text=text, share=WHOLE if key == rights[name] else NONE)
            for key, text in words.items()
        )
        gaps.append(Question(kind=Kind.SINGLE, prompt="", choices=choices))
        marks[gap] = f"{{{len(gaps)}}}"
    item.shelf.note("Kata yang diseret kini dipilih dari daftar, dan boleh berulang.")
    for one in list(node):
        if one.tag in {"gapText", "gapImg"}:
            node.remove(one)
    prompt = "\n\n".join(filter(None, [item.markdown(item.body), item.markdown(node, marks=marks)]))
    return Question(kind=Kind.CLOZE, prompt=prompt, gaps=tuple(gaps))


def _extended(item: Item, node: Element) -> Question:
    response = item.responses.get(node.get("responseIdentifier", ""))
    model = "\n\n".join(response.correct) if response else ""
    return Question(kind=Kind.ESSAY, prompt=_prompt(item, node), model=model)


def _slider(item: Item, node: Element) -> Question:
    item.shelf.note("Penggeser menjadi isian angka.")
    return Question(
        kind=Kind.NUMERIC,
        prompt=_prompt(item, node),
        numbers=_numbers(item.response(node), item),
    )


def _prompt(item: Item, node: Element) -> str:
    own = node.find("prompt")
    asked = item.markdown(own) if own is not None else ""
    return "\n\n".join(filter(None, [item.markdown(item.body), asked]))


def fill(item: Item, nodes: Sequence[Element]) -> Question:
    """One typed answer is a short or numeric question, several answers in a text are a cloze."""
    if len(nodes) == 1 and nodes[0].tag == "textEntryInteraction":
        outside = item.markdown(item.body, marks={nodes[0]: "_____"})
        lines = outside.split("\n\n")
        # A field that stands alone below its question leaves no blank in the words.
        said = "\n\n".join(line for line in lines if line.strip("\\_ ")) or outside
        return _typed(item, nodes[0], said)
    marks = {node: f"{{{at}}}" for at, node in enumerate(nodes, start=1)}
    gaps = tuple(_gap(item, node) for node in nodes)
    points = sum((gap.points for gap in gaps), NONE)
    prompt = item.markdown(item.body, marks=marks)
    return Question(kind=Kind.CLOZE, prompt=prompt, gaps=gaps, points=points)


def _gap(item: Item, node: Element) -> Question:
    if node.tag == "textEntryInteraction":
        asked = _typed(item, node, "-")
    else:
        response = item.response(node)
        choices = []
        for option in node.findall("inlineChoice"):
            name = option.get("identifier", "")
            share = response.share(name)
            if share is None:
                share = WHOLE if name in response.correct else NONE
            choices.append(Choice(text=item.markdown(option), share=share))
        asked = Question(
            kind=Kind.SINGLE,
            prompt="-",
            choices=tuple(choices),
            shuffle=node.get("shuffle", "false").lower() in {"true", "1"},
        )
    best = item.response(node).best
    settled = settle(asked, item.shelf.notes)
    return Question(
        kind=settled.kind,
        prompt="",
        points=best if best > 0 else WHOLE,
        choices=settled.choices,
        accepted=settled.accepted,
        numbers=settled.numbers,
        case_matters=settled.case_matters,
        shuffle=settled.shuffle,
    )


def _typed(item: Item, node: Element, prompt: str) -> Question:
    response = item.response(node)
    if response.is_number:
        return Question(kind=Kind.NUMERIC, prompt=prompt, numbers=_numbers(response, item))
    if node.get("patternMask"):
        item.shelf.note("Pola isian (patternMask) dilepas.")
    accepted = [
        Accepted(text=entry.key, share=min(entry.worth / response.best, WHOLE))
        for entry in response.entries
        if response.best
    ]
    known = {one.text for one in accepted}
    more = response.correct or response.compared
    accepted += [Accepted(text=text) for text in more if text and text not in known]
    return Question(
        kind=Kind.SHORT,
        prompt=prompt,
        accepted=tuple(accepted),
        case_matters=not response.entries or any(e.case_matters for e in response.entries),
    )


def _numbers(response: Declared, item: Item) -> tuple[Number, ...]:
    if response.span and not response.entries:
        least, most = response.span
        return (Number(value=(least + most) / 2, tolerance=(most - least) / 2),)
    worth = {entry.key: entry.worth for entry in response.entries}
    values = worth or dict.fromkeys(response.correct or response.compared, WHOLE)
    best = response.best or WHOLE
    out = []
    for words, value in values.items():
        key = number(words)
        tolerance = response.tolerance
        if response.relative:
            item.shelf.note("Toleransi relatif dihitung menjadi toleransi tetap.")
            tolerance = abs(key) * tolerance / 100
        out.append(Number(value=key, tolerance=tolerance, share=min(value / best, WHOLE)))
    return tuple(out)


WHOLES: Mapping[str, Callable[[Item, Element], Question]] = MappingProxyType(
    {
        "choiceInteraction": _choice,
        "hottextInteraction": _hottext,
        "orderInteraction": _order,
        "matchInteraction": _match,
        "associateInteraction": _associate,
        "gapMatchInteraction": _gap_match,
        "extendedTextInteraction": _extended,
        "sliderInteraction": _slider,
    }
)
GAPS = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
