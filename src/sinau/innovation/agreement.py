"""How far two people agree beyond chance: Cohen's kappa and Krippendorff's alpha for named marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def cohen(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Kappa of two raters (Cohen 1960); nothing where nothing can be said."""
    number = len(pairs)
    if not number:
        return None
    same = sum(one == two for one, two in pairs) / number
    first, second = Counter(one for one, _two in pairs), Counter(two for _one, two in pairs)
    chance = sum(first[mark] * second[mark] for mark in first) / number**2
    return None if chance == 1 else (same - chance) / (1 - chance)


def krippendorff(units: Sequence[Sequence[str]]) -> float | None:
    """Alpha for named marks (Krippendorff 2011), any number of raters; nothing where all is one mark."""
    units = [unit for unit in units if len(unit) > 1]
    total = sum(len(unit) for unit in units)
    if not total:
        return None
    seen = 0.0
    marks: Counter[str] = Counter()
    for unit in units:
        counts = Counter(unit)
        marks.update(counts)
        pairs = len(unit) * (len(unit) - 1)
        same = sum(count * (count - 1) for count in counts.values())
        seen += (pairs - same) / (len(unit) - 1)
    expected = (total * (total - 1) - sum(n * (n - 1) for n in marks.values())) / (total - 1)
    return None if expected == 0 else 1 - seen / expected
