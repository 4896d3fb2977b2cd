"""What may be asked of the search, read from the address."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from sinau.search.finding import LONGEST
from sinau.search.models import Kind


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; whatever the address holds, it is a wish that can be met."""

    words: str
    kind: str
    past: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Wish:
        """The wish in `?q=…&jenis=…&dicabut=ya`; unknown kinds are all kinds."""
        words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST]
        kind = request.GET.get("jenis", "")
        return cls(
            words, kind if kind in Kind.values else "", request.GET.get("dicabut", "") == "ya"
        )
