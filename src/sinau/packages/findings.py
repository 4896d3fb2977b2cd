"""What was looked at in a package and what was found wrong, each by the number of its requirement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and where: a sentence that names the cure."""

    requirement: str
    sentence: str
    place: str = ""


@dataclass
class Findings:
    """Everything that is wrong with a package, and what will not be honoured in it."""

    wrong: list[Finding] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def add(self, requirement: str, sentence: str, place: str = "") -> None:
        """Remember that this requirement is broken here."""
        self.wrong.append(Finding(requirement, sentence, place[:200]))

    def notice(self, sentence: str) -> None:
        """Say once that something in the package is not honoured."""
        if sentence not in self.notices:
            self.notices.append(sentence)

    def by_requirement(self, requirements: Mapping[str, str]) -> list[dict[str, object]]:
        """Each requirement with its words, whether it is kept, and what breaks it."""
        broken: dict[str, list[Finding]] = {}
        for each in self.wrong:
            broken.setdefault(each.requirement, []).append(each)
        known = [*requirements, *(key for key in broken if key not in requirements)]
        return [
            {
                "requirement": key,
                "words": requirements.get(key, ""),
                "passed": key not in broken,
                "wrong": [
                    {"sentence": each.sentence, "place": each.place} for each in broken.get(key, [])
                ],
            }
            for key in known
        ]


class Unreadable(Exception):
    """The package cannot be read at all; nothing more can be said about it."""

    def __init__(self, requirement: str, sentence: str, place: str = "") -> None:
        super().__init__(sentence)
        self.finding = Finding(requirement, sentence, place[:200])
