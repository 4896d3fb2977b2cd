"""Whether a document may be changed: `If-Match` and `If-None-Match` against what is stored.

1.0.3 Communication 3.1; 2.0 4.1.4.
"""

from __future__ import annotations

from dataclasses import dataclass

from sinau.records.exchange import Ask, Problem

SECTION = "1.0.3 Communication 3.1"


@dataclass(frozen=True, slots=True)
class Preconditions:
    """What the client believes of the document that it wants to change."""

    if_match: str
    if_none_match: str

    @classmethod
    def of(cls, ask: Ask) -> Preconditions:
        return cls(ask.header("if-match"), ask.header("if-none-match"))

    def are_given(self) -> bool:
        return bool(self.if_match or self.if_none_match)

    def check(self, etag: str | None) -> None:
        """Nothing happens when they hold; else the answer is 412."""
        if self.if_match and not _names(self.if_match, etag):
            raise _failed(
                "If-Match",
                "Dokumen sudah berubah atau tidak ada; ambil lagi, lalu kirim dengan ETag-nya.",
            )
        if self.if_none_match and _names(self.if_none_match, etag):
            raise _failed(
                "If-None-Match", "Dokumen itu sudah ada; ambil dahulu, lalu kirim dengan If-Match."
            )


def is_known_to(ask: Ask, etag: str) -> bool:
    """Whether a reader already has exactly this."""
    header = ask.header("if-none-match")
    return bool(header) and _names(header, etag)


def _names(header: str, etag: str | None) -> bool:
    """Whether the header holds this tag; `*` is any document that exists.

    A tag that a proxy has made weak, or without its quotes, is understood too.
    """
    if etag is None:
        return False
    if header.strip() == "*":
        return True
    return etag in [tag.strip().removeprefix("W/").strip('"') for tag in header.split(",")]


def _failed(header: str, sentence: str) -> Problem:
    return Problem(412, sentence, field=header, section=SECTION)
