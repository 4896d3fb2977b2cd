"""Read what people type: words as they are compared, numbers as they are written here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_SPACE = re.compile(r"\s+")
_EDGE_MARKS = " .,;:!?\"'`()[]{}"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = {ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'}

_QUANTITY = re.compile(r"^\s*(?P<number>[+-]?\s*\d[\d.,\s]*)\s*(?P<unit>.*?)\s*$")
_THOUSANDS_DOT = re.compile(r"^[+-]?\d{1,3}(\.\d{3})+$")
_THOUSANDS_COMMA = re.compile(r"^[+-]?\d{1,3}(,\d{3})+\.\d+$")


def normalise(words: str, *, keep_case: bool = False) -> str:
    """Words as they are compared: case, spacing, dashes, quotes and edge punctuation are equal."""
    plain = unicodedata.normalize("NFKC", words).translate(_DASHES | _QUOTES)
    trimmed = _SPACE.sub(" ", plain).strip(_EDGE_MARKS)
    return trimmed if keep_case else trimmed.casefold()


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number as somebody typed it, with the unit they wrote, if any."""

    number: Decimal
    unit: str


def read_quantity(text: str) -> Quantity | None:
    """Read "1.250,5 kg", "12,5", "12.5" or "90 menit"; None when there is no number in front.

    The comma is the decimal sign here. Dots stand between groups of three digits ("1.250" is
    one thousand two hundred and fifty); a single dot anywhere else is a decimal dot, because
    people paste from calculators.
    """
    found = _QUANTITY.match(unicodedata.normalize("NFKC", text).translate(_DASHES))
    if found is None:
        return None
    digits = _SPACE.sub("", found["number"]).rstrip(".,")
    if _THOUSANDS_COMMA.match(digits):
        digits = digits.replace(",", "")
    elif "," in digits:
        digits = digits.replace(".", "").replace(",", ".")
    elif _THOUSANDS_DOT.match(digits):
        digits = digits.replace(".", "")
    try:
        return Quantity(number=Decimal(digits), unit=found["unit"])
    except InvalidOperation:
        return None
