"""The alternate request syntax: any request as a form that a browser without CORS can post.

1.0.3 Communication 1.3; version 2.0.0 has no such thing.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from sinau.records.exchange import JSON, Ask
from sinau.records.xapi.trouble import Invalid

SECTION = "1.0.3 Communication 1.3"
_METHODS = frozenset({"GET", "HEAD", "PUT", "POST", "DELETE"})
_HEADERS = frozenset(
    {
        "authorization",
        "x-experience-api-version",
        "content-type",
        "content-length",
        "if-match",
        "if-none-match",
    }
)
_FIELDS_AT_MOST = 100


def is_alternate(ask: Ask) -> bool:
    """Whether it is a form that stands for another request."""
    if ask.method != "POST" or "method=" not in ask.query:
        return False
    if ask.header("x-experience-api-version").startswith("2"):
        return False
    return any(part.startswith("method=") for part in ask.query.split("&"))


def unfolded(ask: Ask, limit: int) -> Ask:
    """The request that the form stands for."""
    method = _method(ask.query)
    headers, parameters, content = _sorted_out(_form(ask.read(limit)))
    # The form's own type says nothing about the content in it.
    if content is not None:
        headers.setdefault("content-type", JSON)
    else:
        headers.setdefault("content-type", "")
    body = (content or "").encode()
    return replace(
        ask,
        method=method,
        query=urlencode(parameters),
        headers=_Overlaid(ask, headers),
        read=lambda _limit: body,
    )


class _Overlaid(dict[str, str]):
    """The form's headers before those of HTTP."""

    def __init__(self, ask: Ask, own: dict[str, str]) -> None:
        super().__init__(own)
        self._ask = ask

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
        return self[name] if name in self else self._ask.headers.get(name, default)


def _method(query: str) -> str:
    name, _equals, value = query.partition("=")
    if name != "method" or "&" in value:
        raise Invalid(
            'Alamat hanya boleh memuat "method"; pindahkan parameter lain ke dalam formulir.',
            field="method",
            section=SECTION,
        )
    if value not in _METHODS:
        raise Invalid(
            '"method" harus GET, HEAD, PUT, POST, atau DELETE.', field="method", section=SECTION
        )
    return value


def _form(body: bytes) -> list[tuple[str, str]]:
    try:
        text = body.decode()
        return parse_qsl(
            text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS_AT_MOST
        )
    except ValueError:
        raise Invalid(
            "Isi bukan formulir; sandikan sebagai application/x-www-form-urlencoded dalam UTF-8.",
            section=SECTION,
        ) from None


def _sorted_out(
    form: list[tuple[str, str]],
) -> tuple[dict[str, str], list[tuple[str, str]], str | None]:
    headers: dict[str, str] = {}
    parameters: list[tuple[str, str]] = []
    content: str | None = None
    for name, value in form:
        lower = name.lower()
        if lower in _HEADERS:
            headers[lower] = value
        elif name != "content":
            parameters.append((name, value))
        elif content is None:
            content = value
        else:
            raise Invalid('Formulir memuat "content" lebih dari sekali.', field="content")
    return headers, parameters, content
