"""A "no" of the house: a named class with words fit for the person who asked."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise


class Refused(Exception):
    """A rule said no. Permission is never a refusal: what one may not see is not found.

    `reasons` lists every single reason where there may be several.
    """

    status = 409

    def __init__(
        self, message: str | Promise, *, reasons: Sequence[str | Promise] = (), back: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.reasons = list(reasons)
        self.back = back

    def __str__(self) -> str:
        return str(self.message)

    @classmethod
    def code(cls) -> str:
        """The name by which programs know this refusal, for example "quota-full"."""
        name = cls.__name__
        return "".join(
            f"-{letter.lower()}" if letter.isupper() and at else letter.lower()
            for at, letter in enumerate(name)
        )
