"""Find the agency a workbook means by the name of a unit: today's name, a former one, or nearly so."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from sinau.people.models import Agency, AgencyVersion

# How alike a name must be to be taken for the agency's, and how much more than the next one.
ALIKE, CLEARLY = 0.9, 0.04
_NOISE = re.compile(r"\b(KOTA|KABUPATEN|PEMERINTAH|YOGYAKARTA|PEMKOT|DAERAH KOTA)\b")


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """A name without capitals, signs and the name of the city."""
    words = re.sub(r"[^0-9A-Z]+", " ", name.upper())
    return " ".join(_NOISE.sub(" ", words).split()) or " ".join(words.split())


def _numbers(name: str) -> list[str]:
    # "SD Negeri 1" and "SD Negeri 2" are almost the same letters and two schools.
    return re.findall(r"\d+|\b[IVX]+\b", name)


@dataclass
class Register:
    """Every open agency under every name it has or had; made once for a whole workbook."""

    agencies: dict[int, Agency]
    by_name: dict[str, set[int]]
    _found: dict[tuple[str, str], list[Agency]] = field(default_factory=dict)

    def find(self, name: str, below: str = "") -> list[Agency]:
        """The agencies meant by this name, at best one; `below` names the unit above it."""
        key = (name, below)
        if key not in self._found:
            self._found[key] = self._find(name, below)
        return self._found[key]

    def _find(self, name: str, below: str) -> list[Agency]:
        ids = self.by_name.get(plain(name)) or self._nearly(plain(name))
        found = [self.agencies[pk] for pk in sorted(ids)]
        if len(found) > 1 and below:
            above = [self.agencies[pk] for pk in self.by_name.get(plain(below), ())]
            narrowed = [one for one in found if any(up.contains(one) for up in above)]
            found = narrowed or found
        return found

    def _nearly(self, name: str) -> set[int]:
        """The one agency whose name differs only by a slip of the pen; nothing when in doubt."""
        scores: dict[int, float] = defaultdict(float)
        numbers = _numbers(name)
        matcher = SequenceMatcher(b=name, autojunk=False)
        for known, ids in self.by_name.items():
            matcher.set_seq1(known)
            if (
                _numbers(known) != numbers
                or matcher.real_quick_ratio() < ALIKE
                or matcher.quick_ratio() < ALIKE
            ):
                continue
            for pk in ids:
                scores[pk] = max(scores[pk], matcher.ratio())
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < ALIKE:
            return set()
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < CLEARLY:
            return set()
        return {ranked[0][0]}


def register() -> Register:
    """The register of today, in two queries. Who was merged is found where it went."""
    everyone = {agency.pk: agency for agency in Agency.objects.all()}
    by_name: dict[str, set[int]] = defaultdict(set)
    former: dict[str, set[int]] = defaultdict(set)
    for agency in everyone.values():
        if (now := _now(agency, everyone)) is not None:
            names = by_name if now is agency else former
            for name in (agency.name, agency.short_name):
                names[plain(name)].add(now.pk)
    for version in AgencyVersion.objects.exclude(valid_to=None):
        if (now := _now(everyone[version.agency_id], everyone)) is not None:
            former[plain(version.name)].add(now.pk)
            former[plain(version.short_name)].add(now.pk)
    for name, ids in former.items():
        if name not in by_name:  # a name that is somebody's today means that one
            by_name[name] = ids
    return Register(everyone, dict(by_name))


def _now(agency: Agency, everyone: dict[int, Agency]) -> Agency | None:
    """The open agency this one is today."""
    while agency.closed_on:
        if agency.merged_into_id is None:
            return None
        agency = everyone[agency.merged_into_id]
    return agency
