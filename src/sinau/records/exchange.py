"""A request to the record store and its answer, as plain values that know no web framework."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape

import msgspec
from django.conf import settings

from sinau.records.callers import Caller
from sinau.records.models import Scope
from sinau.records.xapi.versions import Version

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a client sent; `headers` has names in lower case, `read` takes the most it may read."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    read: Callable[[int], bytes]

    def header(self, name: str) -> str:
        """The header's value, "" when it was not sent."""
        return self.headers.get(name, "")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back; an empty content type means that there is no content."""

    status: int
    body: bytes = b""
    content_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()

    def with_headers(self, *more: tuple[str, str]) -> Answer:
        """The same answer with these headers too."""
        return replace(self, headers=self.headers + more)


NO_CONTENT = Answer(204, content_type="")


@dataclass(frozen=True, slots=True)
class Visit:
    """A request that the door let in: under which rule set, and whose it is."""

    ask: Ask
    version: Version
    caller: Caller

    def body(self) -> bytes:
        """What was sent; more than the house takes raises `TooLarge`."""
        return self.ask.read(settings.XAPI_MAX_BYTES)

    def need(self, *scopes: Scope) -> None:
        """One of these scopes is needed (1.0.3 Communication 4.2); without it the answer is 403."""
        if not any(self.caller.may(scope) for scope in scopes):
            raise Problem(
                403,
                "Kunci ini tidak boleh melakukan hal itu; mintalah kepada admin lingkup "
                f"{' atau '.join(scopes)}.",
                section="1.0.3 Communication 3.2",
            )


@dataclass(eq=False)
class Problem(Exception):
    """The request is refused; the sentence names what is wrong and the cure."""

    status: int
    sentence: str
    field: str = ""
    section: str = ""
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.sentence


class TooLarge(Exception):
    """The body is longer than may be read."""


_TITLES = {
    400: "Permintaan tidak dapat diterima",
    401: "Kunci tidak dikenal",
    403: "Tidak diizinkan",
    404: "Tidak ditemukan",
    405: "Metode tidak tersedia",
    409: "Bertentangan dengan yang tersimpan",
    412: "Prasyarat tidak terpenuhi",
    413: "Terlalu besar",
    415: "Penyandian isi tidak didukung",
    429: "Terlalu sering",
    500: "Gangguan di Sinau",
    503: "Sinau sedang sibuk",
}


def told(problem: Problem, accept: str = "") -> Answer:
    """The problem as a document (RFC 9457), or as text or a page for who asks for that."""
    title = _TITLES[problem.status]
    if "json" not in accept:
        if "text/html" in accept:
            page = (
                f'<!doctype html><html lang="id"><meta charset="utf-8"><title>{title}</title>'
                f"<h1>{title}</h1><p>{escape(problem.sentence)}</p></html>"
            )
            return _answer(problem, page.encode(), "text/html; charset=utf-8")
        if "text/plain" in accept:
            return _answer(problem, problem.sentence.encode(), "text/plain; charset=utf-8")
    said: dict[str, str | int] = {
        "title": title,
        "status": problem.status,
        "detail": problem.sentence,
    }
    if problem.field:
        said["field"] = problem.field
    if problem.section:
        said["section"] = problem.section
    return _answer(problem, msgspec.json.encode(said), "application/problem+json")


def _answer(problem: Problem, body: bytes, content_type: str) -> Answer:
    return Answer(problem.status, body, content_type, problem.headers)
