"""Numbers that name a person have no place in a question; nobody needs them to answer it."""

from __future__ import annotations

import re

LIKE_A_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-\u00a0]?\d){15,17}(?!\d)")
DIGITS = {16: "NIK", 18: "NIP"}
MASK = "••••"


def numbers_of_people(text: str) -> list[str]:
    """The kinds of number (NIP, NIK) that seem to stand in the text."""
    return sorted(
        {DIGITS[length] for length in map(_digits, LIKE_A_NUMBER.findall(text)) if length in DIGITS}
    )


def without_numbers(text: str) -> str:
    """The text with every such number covered."""
    return LIKE_A_NUMBER.sub(
        lambda found: MASK if _digits(found.group()) in DIGITS else found.group(), text
    )


def _digits(written: str) -> int:
    return sum(letter.isdigit() for letter in written)
