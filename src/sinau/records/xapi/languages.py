"""Which of several languages a reader gets (RFC 9110 Accept-Language, RFC 4647 look-up)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

LONGEST = 1_000


@lru_cache(maxsize=256)
def wanted(header: str) -> tuple[str, ...]:
    """The languages of an Accept-Language header in lower case, the dearest first."""
    weighed = []
    for at, part in enumerate(header[:LONGEST].split(",")):
        tag, _, rest = part.strip().partition(";")
        weight = _weight(rest)
        if tag.strip() and weight > 0:
            weighed.append((-weight, at, tag.strip().lower()))
    return tuple(tag for _, _, tag in sorted(weighed))


def chosen(texts: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """The one entry that fits best; the first when none fits."""
    if len(texts) <= 1:
        return dict(texts)
    lower = {tag.lower(): tag for tag in texts}
    for language in languages:
        tag = _match(language.lower(), lower)
        if tag is not None:
            return {tag: texts[tag]}
    tag = next(iter(texts))
    return {tag: texts[tag]}


def _match(language: str, tags: Mapping[str, str]) -> str | None:
    if language == "*":
        return next(iter(tags.values()))
    wish = language
    while wish:
        if wish in tags:
            return tags[wish]
        # A reader of "en" is served by "en-US", and of "en-GB" by "en".
        longer = next((tag for lower, tag in tags.items() if lower.startswith(f"{wish}-")), None)
        if longer is not None:
            return longer
        wish = wish.rpartition("-")[0]
    return None


def _weight(parameters: str) -> float:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.strip().lower() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
