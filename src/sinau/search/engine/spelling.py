"""The word that was meant: near words of the vocabulary, the most used first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from .analysis import Analyser, analyser

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 4
RARE = 2
"""A word that stands in more passages than this is never doubted: it is a word of the house."""
SURELY = 50
"""A rare word is only doubted when the other one is this many times as frequent."""


def mended(text: str, corrections: Mapping[str, str], *, analyse: Analyser | None = None) -> str:
    """The text as it was written, its mistyped words put right."""
    if not corrections:
        return text
    written, at = "", 0
    for token in (analyse or analyser()).tokens(text):
        written += text[at : token.start] + corrections.get(token.word, token.surface)
        at = token.end
    return written + text[at:]


def neighbours(word: str) -> set[str]:
    """Every string one slip away: a letter left out, added, changed, or two letters swapped."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {left + right[1:] for left, right in halves if right}
    near |= {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    near |= {left + letter + right[1:] for left, right in halves if right for letter in LETTERS}
    near |= {left + letter + right for left, right in halves for letter in LETTERS}
    return near - {word}


def distance(one: str, other: str, *, at_most: int = 3) -> int:
    """How many slips lie between two words (swapped neighbours count once), up to `at_most` + 1."""
    if abs(len(one) - len(other)) > at_most:
        return at_most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, opposite in enumerate(other, 1):
            cost = min(
                last[column] + 1, line[column - 1] + 1, last[column - 1] + (letter != opposite)
            )
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == opposite:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > at_most:
            return at_most + 1
        before, last = last, line
    return last[-1]


def suggest(
    word: str,
    *,
    known: Callable[[Iterable[str]], Mapping[str, int]],
    alike: Callable[[str], Mapping[str, int]],
) -> str | None:
    """The word probably meant, or nothing.

    `known` counts the passages of the words it recognises; `alike` gives words that look alike, for
    slips that are two or three letters wide. Both see only what the reader may see.
    """
    if len(word) < SHORTEST or not word.isalpha() or not word.isascii():
        return None
    counts = known({word, *neighbours(word)})
    own = counts.get(word, 0)
    if own > RARE:
        return None
    near = {other: count for other, count in counts.items() if other != word}
    if near:
        best = max(near, key=lambda other: (near[other] * _likelihood(word, other), other))
        return best if near[best] >= max(1, own * SURELY) else None
    if own:
        return None
    width = 2 if len(word) < 9 else 3
    reach = {
        other: (distance(word, other, at_most=width), -count)
        for other, count in alike(word).items()
    }
    reach = {other: slips for other, slips in reach.items() if slips[0] <= width}
    return min(reach, key=lambda other: (reach[other], other)) if reach else None


def _likelihood(typed: str, meant: str) -> int:
    """People swap or drop letters more often than they hit a wrong first one."""
    swapped = sorted(typed) == sorted(meant)
    same_start = typed[:1] == meant[:1]
    return (4 if swapped else 1) * (3 if same_start else 1)
