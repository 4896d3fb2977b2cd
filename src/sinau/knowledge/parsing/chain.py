"""Which lines that look like "Pasal 5" are headings: the best rising sequence of numbers wins.

A reference at the beginning of a line, a catchword left over, a misread digit each fit the
sequence badly; a heading fits it well. So numbers correct each other, and gaps become visible.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from sinau.knowledge.parsing import marks
from sinau.knowledge.parsing.records import Line

_LOOK_BACK = 300
Number = tuple[int, str]


@dataclass(frozen=True)
class Candidate:
    """A line that may be the heading of a Pasal."""

    at: int
    token: str
    rest: str
    weight: float
    readings: tuple[Number, ...]


@dataclass(frozen=True)
class Found:
    """A heading: where it is, which Pasal, the words after it, and how it was written."""

    at: int
    number: Number
    rest: str
    token: str
    sure: int = 100

    @property
    def pasal(self) -> str:
        """ "12A"."""
        return f"{self.number[0]}{self.number[1]}"


def candidates(lines: list[Line], start: int, end: int) -> list[Candidate]:
    """Every line from start to end that may be a heading, with how likely it is one."""
    found = []
    for at in range(start, end):
        seen = marks.pasal_tokens(lines[at])
        if seen is None:
            continue
        token, rest, is_alone = seen
        readings = tuple(marks.readings(token))
        if readings:
            weight = _weight(lines, at, is_alone=is_alone, start=start)
            found.append(Candidate(at, token, rest, weight, readings))
    return found


def _weight(lines: list[Line], at: int, *, is_alone: bool, start: int) -> float:
    line = lines[at]
    before = lines[at - 1].text if at > start else ""
    dangling = marks.is_dangling(before)
    if line.style.startswith("Heading"):
        return 4.0
    if not is_alone:
        return 0.2 if dangling else 1.2
    if dangling:
        # A page break may cut a sentence before a heading; only the middle of the line tells.
        return 1.5 if line.is_centred else -1.0
    return 3.5 if line.is_centred else 3.0


def best(found: list[Candidate], *, jumps_cost: bool = True) -> list[Found]:
    """The rising sequence with the greatest weight; a jump costs, a misreading costs a little."""
    nodes = [
        (candidate, reading, candidate.weight - (0.6 if nth else 0.0))
        for candidate in found
        for nth, reading in enumerate(candidate.readings)
    ]
    score: list[float] = []
    back: list[int] = []
    for at, (candidate, number, weight) in enumerate(nodes):
        top = weight - (min(0.1 * (number[0] - 1), 2.0) if jumps_cost else 0)
        origin = -1
        for earlier in range(max(0, at - _LOOK_BACK), at):
            other, previous, _weight_of = nodes[earlier]
            if other.at >= candidate.at or previous >= number:
                continue
            total = score[earlier] + weight - (_cost(previous, number) if jumps_cost else 0.0)
            if total >= top:
                top, origin = total, earlier
        score.append(top)
        back.append(origin)
    chain: list[Found] = []
    at = max(range(len(nodes)), key=lambda nth: (score[nth], nth), default=-1)
    while at >= 0:
        candidate, number, _weight_of = nodes[at]
        sure = _sure(candidate, number)
        chain.append(Found(candidate.at, number, candidate.rest, candidate.token, sure))
        at = back[at]
    return chain[::-1]


def _sure(candidate: Candidate, number: Number) -> int:
    """How far a heading may be trusted, in percent: alone on its line and rightly written is best."""
    written = f"{number[0]}{number[1]}" == candidate.token
    place = 100 if candidate.weight >= 3 else 80 if candidate.weight >= 1 else 60
    return min(place, 100 if written else 60)


def _cost(previous: Number, number: Number) -> float:
    if number[0] == previous[0]:
        return 0.0 if number[1] == _after(previous[1]) else 0.8
    if number[0] == previous[0] + 1:
        return 0.0 if not number[1] else 0.8
    return min(0.7 * (number[0] - previous[0] - 1), 6.0)


def _after(letter: str) -> str:
    return "A" if not letter else chr(ord(letter[-1]) + 1)


def gaps(chain: list[Found]) -> list[list[str]]:
    """Runs of numbers that are missing: [first missing, last missing, before, after]."""
    found = []
    numbers = [0, *[one.number[0] for one in chain]]
    for before, after in pairwise(numbers):
        if after > before + 1:
            found.append(
                [str(before + 1), str(after - 1), str(before) if before else "", str(after)]
            )
    return found
