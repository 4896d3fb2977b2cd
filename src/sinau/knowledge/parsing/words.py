"""How words and numbers of regulations are read, also where a scanner mistook a letter."""

from __future__ import annotations

import re

_LIKE_DIGITS = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "i": "1", "!": "1"}
)
_MORE_LIKE_DIGITS = str.maketrans(
    {"O": "0", "o": "0", "l": "1", "I": "1", "T": "1", "t": "1", "i": "1", "Z": "2", "z": "2"}
    | {"S": "5", "s": "5", "B": "8", "b": "6", "e": "9", "g": "9", "q": "9", "G": "6"}
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_JOINED = re.compile(r"[^\W\d_]+$")
_NEXT = re.compile(r"[^\W\d_]+")


def roman(text: str) -> int | None:
    """The value of a Roman numeral in capitals, None when it is not a proper one."""
    if not text or any(char not in _ROMAN for char in text):
        return None
    total = 0
    for char, after in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN[char]
        total += -value if after and _ROMAN[after] > value else value
    return total if to_roman(total) == text else None


def to_roman(value: int) -> str:
    """4 -> IV."""
    found = ""
    for letters, worth in (
        *(("M", 1000), ("CM", 900), ("D", 500), ("CD", 400), ("C", 100), ("XC", 90), ("L", 50)),
        *(("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)),
    ):
        while value >= worth:
            found += letters
            value -= worth
    return found


def year(text: str) -> int | None:
    """A year between 1900 and 2199, also "2OL9"."""
    digits = text.translate(_MORE_LIKE_DIGITS).replace("L", "1")
    if len(digits) != 4 or not digits.isdigit():
        return None
    return int(digits) if 1900 <= int(digits) < 2200 else None


def pasal_readings(text: str) -> list[tuple[int, str]]:
    """What "12A", "1O" or "l2" may mean as (number, letter), the likeliest first."""
    found: list[tuple[int, str]] = []
    match = re.fullmatch(r"(\d{1,4})\s?([A-Z]{0,2})", text)
    if match:
        found.append((int(match[1]), match[2]))
    digits = text.translate(_LIKE_DIGITS)
    if digits.isdigit() and len(digits) <= 4:
        found.append((int(digits), ""))
    more = text.translate(_MORE_LIKE_DIGITS).replace("L", "1")
    if any(char.isdigit() for char in text) and more.isdigit() and len(more) <= 4:
        found.append((int(more), ""))
    if len(text) > 1 and text[-1].isalpha() and roman(text) is None:
        head = text[:-1].translate(_LIKE_DIGITS)
        if head.isdigit():
            found.append((int(head), text[-1].upper()))
    return list(dict.fromkeys(found))


def means_number(token: str, wanted: int) -> bool:
    """Whether what a scanner read as a number (between brackets) may well be the wanted one."""
    if token == str(wanted):
        return True
    tidy = token.translate(_MORE_LIKE_DIGITS).replace("L", "1")
    return tidy == str(wanted)


def joined(first: str, second: str) -> str:
    """Two lines of one sentence as one; a hyphen at the break stays only where the word has it."""
    if not first:
        return second
    if not first.endswith("-") or first.endswith(" -"):
        return f"{first} {second}"
    before, after = _JOINED.search(first[:-1]), _NEXT.match(second)
    if before is None or after is None:
        return first + second
    left, right = before.group(), after.group()
    low, high = left.lower(), right.lower()
    # "perundang-undangan", "sekurang-kurangnya": what follows says again how the first part ends.
    twin = any(low.endswith(high[:length]) for length in range(4, len(high) + 1))
    if twin or right[0].isupper() or len(left) < 2:
        return first + second
    if left.lower() in ("non", "anti", "pra", "pasca", "sub", "ke", "se", "inter", "antar"):
        return first + second
    return first[:-1] + second


_GLUED = re.compile(
    r"(?<![^\W\d_])([Uu]ndang|UNDANG|[Pp]erundang|PERUNDANG)(?=(?:[Uu]ndang|UNDANG)(?:an|AN)?\b)"
)


def unglued(text: str) -> str:
    """ "UndangUndang" and "perundangundangan" lost their hyphen when the file was made."""
    return _GLUED.sub(r"\1-", text)


def is_shouted(text: str) -> bool:
    """Written in capitals."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 3 and sum(char.isupper() for char in letters) >= 0.8 * len(letters)


def slug(text: str) -> str:
    """Letters and digits in lower case with dashes between, for anchors."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
