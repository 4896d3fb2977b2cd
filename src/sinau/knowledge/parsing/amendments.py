"""An amending regulation: Pasal I with numbered points that quote Pasal of another regulation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sinau.knowledge.parsing import chain, marks
from sinau.knowledge.parsing.chain import Found
from sinau.knowledge.parsing.headings import read_heading
from sinau.knowledge.parsing.paragraphs import text_of
from sinau.knowledge.parsing.records import Identity, Line, Piece
from sinau.knowledge.parsing.words import roman, to_roman

if TYPE_CHECKING:
    from sinau.knowledge.parsing.structure import Structure

_CHANGES = re.compile(
    r"(?:diubah|perubahan|diadakan\s+perubahan|diubah\s+dan\s+ditambah)[^.]{0,200}"
    r"(?:sebagai\s*berikut|berikut\s*:|sehingga)|diubah\s*(?:,|sehingga|sebagai)",
    re.I,
)


@dataclass
class Amendment:
    """The Roman Pasal of an amending regulation and the points below them."""

    lines: list[Line]
    start: int
    romans: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def of(cls, lines: list[Line], start: int, end: int, identity: Identity) -> Amendment | None:
        """The amendment, when the body begins with Pasal I and says that something is changed."""
        romans: list[tuple[int, str]] = []
        for at in range(start, end):
            seen = marks.pasal_tokens(lines[at])
            if not seen or not seen[2] or marks.is_dangling(lines[at - 1].text if at else ""):
                continue
            value = roman(seen[0])
            # A scanner often reads the first Roman numeral as a digit or a small letter.
            if value is None and not romans and seen[0] in ("1", "l", "|"):
                value = 1
            if value == len(romans) + 1:
                romans.append((at, to_roman(value)))
        if not romans:
            return None
        first = lines[romans[0][0] + 1 : romans[0][0] + 26]
        changes = _CHANGES.search(" ".join(line.text for line in first))
        if not changes or (not identity.is_amendment and len(romans) < 2):
            return None
        return cls(lines, start, romans)

    @property
    def last(self) -> int:
        """Where the last Roman Pasal stands."""
        return self.romans[-1][0]

    def build(self, built: Structure, end: int) -> None:
        """Make the pieces: each point, and in it each quoted ayat."""
        built.romans = [token for _at, token in self.romans]
        if self.romans[0][0] > self.start:
            self._loose(built, self.start, self.romans[0][0])
        for nth, (at, token) in enumerate(self.romans):
            stop = self.romans[nth + 1][0] if nth + 1 < len(self.romans) else end
            self._roman(built, token, at, stop)

    def _loose(self, built: Structure, start: int, end: int) -> None:
        text = text_of(self.lines[start:end])
        built.pieces.append(Piece("loose", text, self.lines[start].page))

    def _roman(self, built: Structure, token: str, at: int, end: int) -> None:
        lines = self.lines
        found = chain.best(chain.candidates(lines, at + 1, end), jumps_cost=False)
        built.inner += found
        heads = {one.at: one for one in found}
        points = self._points(at + 1, end)
        marks_at = sorted({at + 1, *points, *heads})
        opens = [["pasal", f"Pasal {token}", ""]]
        built.heading_letters += _letters(lines[at].text)
        angka, inner = "", ""
        for nth, begin in enumerate(marks_at):
            stop = marks_at[nth + 1] if nth + 1 < len(marks_at) else end
            group = lines[begin:stop]
            if begin in points:
                angka, inner = points[begin]
                inner, group = (
                    "",
                    [Line(inner, lines[begin].page, is_short=group[0].is_short), *group[1:]],
                )
            if begin in heads:
                inner = heads[begin].pasal
                opens.append(["inner", f"Pasal {inner}", ""])
                built.heading_letters += _letters(lines[begin].text) - _letters(heads[begin].rest)
                rest = heads[begin].rest
                group = [*([Line(rest, lines[begin].page)] if rest else []), *group[1:]]
            group = self._headings(built, begin, stop, group, opens, heads)
            made = _pieces(token, angka, inner, group, lines[begin].page)
            if made:
                made[0].opens, opens = opens, []
            built.pieces += made

    def _points(self, start: int, end: int) -> dict[int, tuple[str, str]]:
        """Where each numbered point begins: its number and its first words."""
        found: dict[int, tuple[str, str]] = {}
        wanted = 1
        for at in range(start, end):
            following = " ".join(line.text for line in self.lines[at + 1 : at + 5])
            text = marks.point(self.lines[at], following, wanted)
            if text is not None:
                found[at] = (str(wanted), text)
                wanted += 1
        return found

    def _headings(
        self,
        built: Structure,
        begin: int,
        stop: int,
        group: list[Line],
        opens: list[list[str]],
        heads: dict[int, Found],
    ) -> list[Line]:
        """A new BAB quoted between points: shown as a heading of what follows."""
        kept = {id(line) for line in group}
        at = begin
        while at < stop:
            seen = read_heading(self.lines, at, stop, heads) if id(self.lines[at]) in kept else None
            if seen is None:
                at += 1
                continue
            head, title, after = seen
            opens.append([f"inner-{head.level}", head.label, title])
            for line in self.lines[at:after]:
                kept.discard(id(line))
                built.heading_letters += _letters(line.text)
            at = after
        removed = {id(line) for line in self.lines[begin:stop]} - kept
        return [
            line for line in group if id(line) not in removed or line not in self.lines[begin:stop]
        ]


def _pieces(token: str, angka: str, inner: str, group: list[Line], page: int | None) -> list[Piece]:
    from sinau.knowledge.parsing.structure import by_ayat, surest

    lines = [line for line in group if line.text]
    base = f"pasal-{token.lower()}" + (f"-angka-{angka}" if angka else "")
    if inner:
        base += f"-pasal-{inner.lower()}"
    made = []
    for number, part in by_ayat(lines):
        if not part:
            continue
        anchor = base + (f"-ayat-{number}" if number else "")
        made.append(
            Piece(
                "body",
                text_of(part),
                part[0].page or page,
                pasal=token,
                ayat=number,
                angka=angka,
                inner_pasal=inner,
                anchor=anchor,
                sure=surest(part),
            )
        )
    return made


def _letters(text: str) -> int:
    return sum(char.isalnum() for char in text)
