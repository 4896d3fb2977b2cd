"""The explanation repeats every Pasal of the body; its pieces say so and are never mistaken for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sinau.knowledge.parsing import chain, loose, marks
from sinau.knowledge.parsing.paragraphs import text_of
from sinau.knowledge.parsing.records import Line, Piece
from sinau.knowledge.parsing.words import roman, to_roman

if TYPE_CHECKING:
    from sinau.knowledge.parsing.structure import Structure

_GENERAL = re.compile(r"^(?:I\s?[.,]?\s*)?(?:PENJELASAN\s+)?UMUM\.?$", re.I)
_GAZETTE = re.compile(r"^TAMBAHAN\s+(?:LEMBARAN|BERITA)\b")


def build(built: Structure, lines: list[Line], start: int, end: int, *, amends: bool) -> None:
    """General part and Pasal by Pasal, from the line that says PENJELASAN."""
    from sinau.knowledge.parsing.structure import cut

    built.parts["penjelasan"] = 1
    stop = next((at for at in range(start, end) if _GAZETTE.match(lines[at].text)), end)
    split = next((at for at in range(start, stop) if marks.ONE_BY_ONE.match(lines[at].text)), None)
    found = _candidates(lines, start if split is None else split + 1, stop)
    romans = _romans(found) if amends else {}
    found = [one for one in found if one.at not in romans]
    built.explained = chain.best(found, jumps_cost=not amends)
    if split is None:
        first = min([one.at for one in built.explained], default=stop)
        general, split = lines[start:first], first - 1
    else:
        general = lines[start:split]
        built.heading_letters += sum(char.isalnum() for char in lines[split].text)
    built.pieces += _general(general)
    heads = {one.at: (one.pasal, one.rest) for one in built.explained}
    heads.update({at: (token, "") for at, token in romans.items()})
    before = len(built.pieces)
    cut(built, lines, split + 1, stop, heads, "explanation")
    if romans:
        _put_under_romans(built.pieces[before:], set(romans.values()))
    if stop < end:
        text = text_of(lines[stop:end])
        built.pieces.append(
            Piece("closing", text, lines[stop].page, heading="Penutup", anchor="penutup-penjelasan")
        )


def _general(lines: list[Line]) -> list[Piece]:
    """The general part; its title keeps its lines."""
    until = next((at for at, line in enumerate(lines[:15]) if _GENERAL.match(line.text)), -1)
    title, rest = lines[: until + 1], lines[until + 1 :]
    made = loose.by_page(rest, "explanation", "Penjelasan Umum", "penjelasan-umum")
    if not title:
        return made
    words = "\n".join(line.text for line in title)
    opens = [["penjelasan", "Penjelasan", ""]]
    for piece in made:
        piece.opens = []
    first = Piece(
        "explanation",
        words,
        title[0].page,
        heading="Penjelasan",
        anchor="judul-penjelasan",
        opens=opens,
    )
    return [first, *made]


def _candidates(lines: list[Line], start: int, end: int) -> list[chain.Candidate]:
    """Old explanations take several Pasal at once: "Pasal 4 dan pasal 5"."""
    found = chain.candidates(lines, start, end)
    known = {one.at for one in found}
    for at in range(start, end):
        match = marks.PASAL_GROUP.match(lines[at].text) if at not in known else None
        if match and not marks.is_dangling(lines[at - 1].text if at > start else ""):
            numbers = tuple(marks.readings(match["token"]))
            rest = match["rest"].strip(" ,")
            found.append(chain.Candidate(at, match["token"], rest, 2.0, numbers[:1]))
    return sorted(found, key=lambda one: one.at)


def _romans(found: list[chain.Candidate]) -> dict[int, str]:
    """Pasal I and II of an amending regulation, also read as "1" and "1I"."""
    romans: dict[int, str] = {}
    for one in found:
        value = roman(one.token.replace("1", "I").replace("l", "I"))
        if value == len(romans) + 1 and not one.rest:
            romans[one.at] = to_roman(value)
    return romans


def _put_under_romans(pieces: list[Piece], romans: set[str]) -> None:
    """A quoted Pasal belongs to the Roman Pasal above it."""
    current = ""
    for piece in pieces:
        if piece.pasal in romans:
            current = piece.pasal
        elif piece.pasal:
            piece.inner_pasal, piece.pasal = piece.pasal, current
            piece.anchor = f"penjelasan-pasal-{current.lower()}-pasal-{piece.inner_pasal.lower()}"
            piece.opens = [
                ["inner", *head[1:]] if head[0] == "pasal" else head for head in piece.opens
            ]
