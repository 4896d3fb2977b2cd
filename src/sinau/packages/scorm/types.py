"""The kinds of values of the SCORM data models, as plain data that a browser can follow too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

_REAL = r"-?(\d+(\.\d*)?|\.\d+)"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value may be: matching `pattern`, one of `words`, a number in a range, short enough."""

    pattern: str = ""
    words: tuple[str, ...] = ()
    is_number: bool = False
    least: float | None = None
    most: float | None = None
    longest: int = 0
    blank: bool = False

    def as_data(self) -> dict[str, Any]:
        """The same for the adapter in the page."""
        return {
            "pattern": self.pattern,
            "words": list(self.words),
            "number": self.is_number,
            "least": self.least,
            "most": self.most,
            "longest": self.longest,
            "blank": self.blank,
        }

    def fits(self, value: str) -> str:
        """Empty when the value is right, else "type" or "range"."""
        if self.blank and value == "":
            return ""
        if self.longest and len(value) > self.longest:
            return "type"
        if self.words and value not in self.words and not self.is_number:
            return "type"
        if self.pattern and not re.fullmatch(self.pattern, value):
            return "type"
        if self.is_number and value not in self.words:
            return self._number(value)
        return ""

    def _number(self, value: str) -> str:
        if not re.fullmatch(_REAL, value):
            return "type"
        try:
            number = Decimal(value)
        except InvalidOperation:
            return "type"
        if self.least is not None and number < Decimal(str(self.least)):
            return "range"
        if self.most is not None and number > Decimal(str(self.most)):
            return "range"
        return ""


def text(longest: int) -> Kind:
    """Any text up to so many letters."""
    return Kind(longest=longest)


def words(*known: str) -> Kind:
    """One of these."""
    return Kind(words=known)


def number(least: float | None = None, most: float | None = None, *, blank: bool = False) -> Kind:
    """A number in this range."""
    return Kind(is_number=True, least=least, most=most, blank=blank)


# ── Time ────────────────────────────────────────────────────────────────────

TIME_12 = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?"
SPAN_12 = r"\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?"
SPAN_2004 = r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?"
TIME_2004 = (
    r"(19[7-9]\d|20[0-2]\d|203[0-8])(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])"
    r"(T([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d{1,2}(Z|[+-]([01]\d|2[0-3])(:[0-5]\d)?)?)?)?)?)?)?)?"
)
_SPAN_12 = re.compile(r"(\d{2,4}):(\d\d):(\d\d(?:\.\d{1,2})?)")
_SPAN_2004 = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,2})?)S)?)?"
)
_YEAR, _MONTH, _DAY = 365 * 86_400, 30 * 86_400, 86_400
SECONDS_AT_MOST = 10 * _YEAR


def seconds_of(span: str) -> int:
    """How long a timespan of either version is; 0 for what is none."""
    if found := _SPAN_12.fullmatch(span):
        hours, minutes, seconds = found.groups()
        return int(hours) * 3600 + int(minutes) * 60 + int(Decimal(seconds))
    if found := _SPAN_2004.fullmatch(span):
        given = [Decimal(each or 0) for each in found.groups()]
        sizes = (_YEAR, _MONTH, _DAY, 3600, 60, 1)
        total = sum(value * size for value, size in zip(given, sizes, strict=True))
        return int(min(total, Decimal(SECONDS_AT_MOST)))
    return 0


def span_12(seconds: int) -> str:
    """ "0001:02:03"."""
    hours, rest = divmod(seconds, 3600)
    return f"{min(hours, 9999):04d}:{rest // 60:02d}:{rest % 60:02d}"


def span_2004(seconds: int) -> str:
    """ "PT1H2M3S"."""
    length = timedelta(seconds=seconds)
    whole = int(length.total_seconds())
    return f"PT{whole // 3600}H{whole % 3600 // 60}M{whole % 60}S"
