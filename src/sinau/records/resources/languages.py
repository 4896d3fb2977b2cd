"""Which languages a reader prefers (RFC 9110, 12.5.4)."""

from __future__ import annotations

_AT_MOST = 20


def preferred(header: str) -> list[str]:
    """The languages of an `Accept-Language`, the best liked first; refused ones are left out."""
    weighed: list[tuple[float, str]] = []
    for one in header.split(",")[:_AT_MOST]:
        language, _semicolon, rest = one.partition(";")
        weight = _weight(rest)
        if language.strip() and weight > 0:
            weighed.append((weight, language.strip()))
    return [language for _weight, language in sorted(weighed, key=lambda pair: -pair[0])]


def _weight(text: str) -> float:
    name, _equals, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(float(value), 1.0)
    except ValueError:
        return 0.0
