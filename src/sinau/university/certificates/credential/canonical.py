"""JSON in one form only (RFC 8785), so that two sides hash the same bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

LARGEST = 2**53 - 1  # beyond it a double, which is what JSON numbers are, loses units


class NotCanonical(ValueError):
    """A value has no canonical form: NaN, a number too large, half a letter."""


def canonical(value: Any) -> bytes:
    """The canonical bytes of a JSON value."""
    try:
        return _text(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotCanonical("a lone surrogate is not a letter") from error
    except RecursionError as error:
        raise NotCanonical("nested too deeply") from error


def _text(value: Any) -> str:
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        # Section 3.2.3: names are ordered by their UTF-16 code units, not by code points.
        names = sorted(value, key=_utf16)
        pairs = (f"{json.dumps(name, ensure_ascii=False)}:{_text(value[name])}" for name in names)
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(_text(one) for one in value) + "]"
    raise NotCanonical(f"{type(value).__name__} is no JSON")


def _utf16(name: object) -> bytes:
    if not isinstance(name, str):
        raise NotCanonical("a name is a string")
    return name.encode("utf-16-be")


def _whole(value: int) -> str:
    if abs(value) > LARGEST:
        raise NotCanonical("a whole number beyond 2^53 has no exact form")
    return str(value)


def _number(value: float) -> str:
    """As ECMAScript writes it (section 3.2.2.3): the fewest digits that give the same double."""
    if not math.isfinite(value):
        raise NotCanonical("NaN and Infinity are no JSON")
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    shown = "".join(map(str, digits)).rstrip("0")
    point = len(digits) + int(exponent)
    return ("-" if sign else "") + _placed(shown, point)


def _placed(digits: str, point: int) -> str:
    """The digits with their point `point` places from the left, as ECMAScript chooses the form."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    tail = f".{digits[1:]}" if count > 1 else ""
    return f"{digits[0]}{tail}e{point - 1:+d}"
