"""A requirement that was not kept, in plain words."""

from __future__ import annotations


class Broken(Exception):
    """What was said breaks this requirement of this specification."""

    def __init__(self, requirement: str, sentence: str) -> None:
        super().__init__(sentence)
        self.requirement = requirement
        self.sentence = sentence

    def __str__(self) -> str:
        return f"{self.sentence} ({self.requirement})"
