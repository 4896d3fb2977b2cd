"""Cuts a regulation into its parts: opening, body down to the ayat, closing, explanation, annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sinau.knowledge.parsing import chain, explanation, loose, marks
from sinau.knowledge.parsing.amendments import Amendment
from sinau.knowledge.parsing.chain import Found
from sinau.knowledge.parsing.headings import Trail, read_heading
from sinau.knowledge.parsing.paragraphs import text_of, unfold
from sinau.knowledge.parsing.records import Identity, Line, Piece
from sinau.knowledge.parsing.words import is_shouted, roman, to_roman

_OPENING = re.compile(
    r"^(?P<token>Menimbang|Mengingat|Memperhatikan|Membaca|MEMUTUSKAN|Menetapkan|Mencabut"
    r"|Pembukaan|PEMBUKAAN|M E M U T U S K A N)\b\s*[:.]?"
)
_NAMES = {"MEMUTUSKAN": "Memutuskan", "M E M U T U S K A N": "Memutuskan", "PEMBUKAAN": "Pembukaan"}
_DEFINES = re.compile(r"yang\s+(?:di)?maksud(?:kan)?\s+dengan|dimaksud\s+dengan", re.I)


@dataclass
class Structure:
    """What was found, in order, and what could not be placed."""

    pieces: list[Piece] = field(default_factory=list)
    body: list[Found] = field(default_factory=list)
    romans: list[str] = field(default_factory=list)
    inner: list[Found] = field(default_factory=list)
    explained: list[Found] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    parts: dict[str, int] = field(default_factory=dict)
    heading_letters: int = 0


def build(raw_lines: list[Line], identity: Identity) -> Structure:
    """The structure of a whole document."""
    lines = unfold(raw_lines)
    built = Structure()
    start = _body_start(lines)
    tail = _tail_start(lines, start or 0)
    end = len(lines) if tail is None else tail
    if start is None:
        built.pieces += loose.without_pasal(lines[:end])
        built.parts["judul"] = sum(
            head[0] == "judul" for piece in built.pieces for head in piece.opens
        )
        amends = False
    else:
        built.pieces += opening(lines[:start])
        amends = _body(built, lines, start, end, identity)
    _after(built, lines, end, amends=amends)
    _finish(built)
    return built


def _body_start(lines: list[Line]) -> int | None:
    """Where the opening ends: the first heading that leads to a Pasal 1 or Pasal I."""
    decided = next(
        (
            at
            for at, line in enumerate(lines)
            if re.match(r"^M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N", line.text)
        ),
        None,
    )
    first = next(
        (
            at
            for at in range(decided or 0, len(lines))
            if (seen := marks.pasal_tokens(lines[at]))
            and (at == 0 or not marks.is_dangling(lines[at - 1].text))
            and (seen[2] or any(number == 1 for number, _letter in marks.readings(seen[0])))
        ),
        None,
    )
    if first is None:
        return None
    at = first
    for back in range(first - 1, max(-1, first - 12), -1):
        if marks.heading(lines[back]) is not None and not marks.is_dangling(
            lines[back - 1].text if back else ""
        ):
            at = back
    return at


def _tail_start(lines: list[Line], start: int) -> int | None:
    """Where the explanation or the annexes begin."""
    for at in range(start, len(lines)):
        text = lines[at].text
        if marks.EXPLANATION.match(text) and (at == 0 or not marks.is_dangling(lines[at - 1].text)):
            return at
        if marks.ANNEX.match(text) and is_shouted(text) and _is_annex(lines, at):
            return at
    return None


def _is_annex(lines: list[Line], at: int) -> bool:
    """An annex names its regulation right below, or something is already signed above."""
    near = " ".join(line.text for line in lines[at : at + 4])
    above = any(marks.CLOSING.match(line.text) for line in lines[max(0, at - 60) : at])
    return above or bool(re.search(r"\b(?:PERATURAN|KEPUTUSAN|UNDANG|SURAT|INSTRUKSI)\b", near))


def opening(lines: list[Line]) -> list[Piece]:
    """Title, Menimbang, Mengingat, Memutuskan."""
    groups: list[tuple[str, list[Line]]] = [("Judul", [])]
    for line in lines:
        match = _OPENING.match(line.text)
        if match:
            token = match["token"]
            name = _NAMES.get(token, token)
            rest = line.text[match.end() :].strip()
            if name == "Menetapkan" and groups[-1][0] == "Memutuskan":
                groups[-1][1].append(line)
                continue
            kept = [Line(rest, line.page, is_short=line.is_short)] if rest else []
            groups.append((name, kept if name != "Memutuskan" else [line]))
        else:
            groups[-1][1].append(line)
    return [
        Piece(
            "opening", _opening_text(name, group), group[0].page, heading=name, anchor=name.lower()
        )
        for name, group in groups
        if group
    ]


def _opening_text(name: str, group: list[Line]) -> str:
    """The title keeps its lines, as it stands in the middle of the paper."""
    return "\n".join(line.text for line in group) if name == "Judul" else text_of(group)


def _body(built: Structure, lines: list[Line], start: int, end: int, identity: Identity) -> bool:
    """Make the pieces of the body; whether it amends another regulation."""
    amendment = Amendment.of(lines, start, end, identity)
    if amendment is not None:
        closing = _closing_start(lines, amendment.last, end)
        amendment.build(built, closing)
    else:
        found = chain.candidates(lines, start, end)
        built.body = chain.best(found)
        closing = _closing_start(lines, built.body[-1].at if built.body else start, end)
        used = {one.at for one in built.body}
        romans = _romans(lines, built.body, closing)
        built.romans = [token for _at, token in romans]
        built.unplaced = [
            lines[one.at].text
            for one in found
            if one.weight >= 3 and one.at not in used and one.at not in dict(romans)
        ]
        heads = {one.at: (one.pasal, one.rest) for one in built.body}
        heads.update({at: (token, "") for at, token in romans})
        cut(built, lines, start, closing, heads)
    if closing < end:
        rest = lines[closing:end]
        built.pieces.append(
            Piece("closing", text_of(rest), rest[0].page, heading="Penutup", anchor="penutup")
        )
    return amendment is not None


def _closing_start(lines: list[Line], last: int, end: int) -> int:
    return next((at for at in range(last, end) if marks.CLOSING.match(lines[at].text)), end)


def _romans(lines: list[Line], body: list[Found], end: int) -> list[tuple[int, str]]:
    """Pasal I, II, … of transitional rules after the last Pasal; a misread first one too."""
    if not body:
        return []
    found: list[tuple[int, str]] = []
    for at in range(body[-1].at + 1, end):
        seen = marks.pasal_tokens(lines[at])
        if seen and seen[2] and not marks.is_dangling(lines[at - 1].text):
            value = roman(seen[0]) or (1 if seen[0] in ("1", "l") else None)
            expected = (roman(found[-1][1]) or 0) + 1 if found else 1
            if value in (expected, 1):
                found.append((at, to_roman(value)))
    return found if len(found) > 1 else []


def cut(
    built: Structure,
    lines: list[Line],
    start: int,
    end: int,
    heads: dict[int, tuple[str, str]],
    section: str = "body",
) -> None:
    """Cut a stretch of lines at its headings and make pieces of what is between."""
    trail, pasal, block = Trail(), "", list[Line]()
    opens: list[list[str]] = []

    def close() -> None:
        nonlocal opens
        if pasal or block:
            made = pieces_of(pasal, block, section)
            for piece in made:
                piece.bab, piece.heading = trail_at.bab, trail_at.words
            if made:
                made[0].opens = opens
                opens = []
            built.pieces.extend(made)

    trail_at, at = trail.copy(), start
    while at < end:
        if at in heads:
            close()
            pasal, rest = heads[at]
            trail_at = trail.copy()
            opens.append(["pasal", f"Pasal {pasal}", ""])
            block = [Line(rest, lines[at].page, is_short=True)] if rest else []
            built.heading_letters += _letters(lines[at].text) - _letters(rest)
            if not block:
                block = [Line("", lines[at].page)]
            at += 1
            continue
        seen = read_heading(lines, at, end, heads)
        if seen is not None:
            close()
            head, title, after = seen
            pasal, block = "", []
            trail.enter(head, title)
            trail_at = trail.copy()
            opens.append([head.level, head.label, title])
            if section == "body":
                built.parts[head.level] = built.parts.get(head.level, 0) + 1
            built.heading_letters += sum(_letters(line.text) for line in lines[at:after])
            at = after
            continue
        block.append(lines[at])
        at += 1
    close()
    if opens:
        # A heading with nothing below it is still shown.
        page = lines[end - 1].page if end else None
        built.pieces.append(
            Piece(section, "", page, bab=trail.bab, heading=trail.words, opens=opens)
        )


def pieces_of(pasal: str, block: list[Line], section: str) -> list[Piece]:
    """The ayat of a Pasal, or its definitions, or the Pasal as a whole."""
    page = block[0].page if block else None
    lines = [line for line in block if line.text]
    if section == "explanation" or not pasal:
        anchor = f"penjelasan-pasal-{pasal.lower()}" if pasal else ""
        kind = (
            section
            if section == "explanation" or pasal
            else "loose"
            if section == "body"
            else section
        )
        return (
            [Piece(kind, text_of(lines), page, pasal=pasal, anchor=anchor, sure=surest(lines))]
            if lines or pasal
            else []
        )
    groups = by_ayat(lines)
    if len(groups) == 1 and not groups[0][0]:
        points = _definitions(lines)
        if points:
            return [_point_piece(pasal, mark, group, page) for mark, group in points]
        anchor = f"pasal-{pasal.lower()}"
        words = text_of(lines)
        return [Piece(section, words, page, pasal=pasal, anchor=anchor, sure=surest(lines))]
    made = []
    for number, group in groups:
        if not number and not group:
            continue
        anchor = f"pasal-{pasal.lower()}" + (f"-ayat-{number}" if number else "-awal")
        where = group[0].page if group else page
        words, sure = text_of(group), surest(group)
        made.append(
            Piece(section, words, where, pasal=pasal, ayat=number, anchor=anchor, sure=sure)
        )
    return made


def surest(lines: list[Line]) -> int:
    """How sure one may be of all of these lines: as of the least sure."""
    return min((line.sure for line in lines), default=100)


def by_ayat(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """Lines grouped by ayat; what stands before the first has none."""
    groups: list[tuple[str, list[Line]]] = [("", [])]
    wanted, last = 1, ""
    for at, line in enumerate(lines):
        before = lines[at - 1].text if at else ""
        seen = None if marks.is_dangling(before) else marks.ayat(line, wanted, last)
        if seen is None:
            groups[-1][1].append(line)
            continue
        number, rest = seen
        groups.append(
            (number, [Line(rest, line.page, line.left, line.right, is_short=line.is_short)])
        )
        last = number
        wanted = int(number.rstrip("abcdefghij")) + 1
    return groups if groups[0][1] or len(groups) == 1 else groups[1:]


def _definitions(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    """The numbered definitions of a Pasal 1, each to be cited by its angka."""
    groups: list[tuple[str, list[Line]]] = [("", [])]
    wanted = 1
    for at, line in enumerate(lines):
        seen = marks.item(line.text)
        fresh = not marks.is_dangling(lines[at - 1].text if at else "")
        if seen and fresh and seen[0] == "number" and seen[1] == str(wanted):
            groups.append((seen[1], [Line(seen[2], line.page, is_short=line.is_short)]))
            wanted += 1
        elif seen and fresh and re.fullmatch(rf"{wanted - 1}[a-z]", seen[1]):
            groups.append((seen[1], [Line(seen[2], line.page, is_short=line.is_short)]))
        else:
            groups[-1][1].append(line)
    lead = " ".join(line.text for line in groups[0][1])
    if len(groups) < 4 or not _DEFINES.search(lead):
        return []
    return groups


def _point_piece(pasal: str, mark: str, group: list[Line], page: int | None) -> Piece:
    anchor = f"pasal-{pasal.lower()}" + (f"-angka-{mark}" if mark else "")
    where = group[0].page if group else page
    words, sure = text_of(group), surest(group)
    return Piece("body", words, where, pasal=pasal, angka=mark, anchor=anchor, sure=sure)


def _after(built: Structure, lines: list[Line], start: int, *, amends: bool) -> None:
    """Explanation and annexes, in whatever order they come."""
    at = start
    while at < len(lines):
        end = _or_end(_tail_start(lines, at + 1), lines)
        if marks.EXPLANATION.match(lines[at].text):
            # "PENJELASAN" and below it "PENJELASAN UMUM" are one explanation.
            while end < len(lines) and marks.EXPLANATION.match(lines[end].text):
                end = _or_end(_tail_start(lines, end + 1), lines)
            explanation.build(built, lines, at, end, amends=amends)
        else:
            built.pieces += loose.annex(lines[at:end])
            built.parts["lampiran"] = built.parts.get("lampiran", 0) + 1
        at = end


def _or_end(at: int | None, lines: list[Line]) -> int:
    return len(lines) if at is None else at


def _letters(text: str) -> int:
    return sum(char.isalnum() for char in text)


def _finish(built: Structure) -> None:
    """Give every piece an anchor of its own, and the certainty of the heading it stands below."""
    sure = {one.pasal: one.sure for one in built.body}
    inner = {one.pasal: one.sure for one in built.inner}
    for piece in built.pieces:
        if piece.section == "body":
            above = inner.get(piece.inner_pasal) if piece.inner_pasal else sure.get(piece.pasal)
            piece.sure = min(piece.sure, 100 if above is None else above)
    used: dict[str, int] = {}
    for piece in built.pieces:
        if not piece.anchor:
            piece.anchor = {"loose": "tanpa-bagian", "body": "bagian"}.get(
                piece.section, piece.section
            )
        if piece.section == "loose" and not piece.heading:
            piece.heading = "Tanpa bagian"
        count = used.get(piece.anchor, 0) + 1
        used[piece.anchor] = count
        if count > 1:
            piece.anchor = f"{piece.anchor}-{count}"
