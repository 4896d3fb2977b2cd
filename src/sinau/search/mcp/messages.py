"""JSON-RPC as the Model Context Protocol uses it: what may be asked, and how trouble is told.

Revision 2026-07-28 says its version in every request and has no session. Clients of the revisions
before it begin with `initialize`; they are answered the same way, without one.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MODERN = "2026-07-28"
LEGACY = ("2025-11-25", "2025-06-18", "2025-03-26")
SUPPORTED = (MODERN, *LEGACY)
_META = "io.modelcontextprotocol/"

UNREADABLE, INVALID, NO_METHOD, BAD_PARAMS, FAILED = -32700, -32600, -32601, -32602, -32603
HEADER_MISMATCH, UNSUPPORTED_VERSION = -32020, -32022


class Trouble(Exception):
    """A message that cannot be answered: its code, its status, and what helps beside it."""

    def __init__(self, code: int, words: str, *, status: int = 400, **data: Any) -> None:
        super().__init__(words)
        self.code, self.words, self.status, self.data = code, words, status, data
        self.number: str | int | None = None

    def as_message(self) -> dict[str, Any]:
        """The error as it is sent."""
        error: dict[str, Any] = {"code": self.code, "message": self.words}
        if self.data:
            error["data"] = self.data
        return {"jsonrpc": "2.0", "id": self.number, "error": error}


@dataclass(frozen=True)
class Message:
    """One request, or one notification, which has no number and wants no answer."""

    method: str
    params: Mapping[str, Any]
    number: str | int | None = None
    wants_answer: bool = True
    version: str = LEGACY[0]

    @property
    def is_modern(self) -> bool:
        """Whether it speaks the revision without sessions."""
        return self.version == MODERN


@dataclass(frozen=True)
class Envelope:
    """What was sent: the body and the headers that must agree with it."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    def read(self) -> Message:
        """The message inside, its headers held against it."""
        message = self._message(self._json())
        try:
            version = self._version(message)
            if version == MODERN and message.wants_answer:
                self._compare(message)
        except Trouble as trouble:
            trouble.number = message.number
            raise
        return Message(
            message.method, message.params, message.number, message.wants_answer, version
        )

    def _json(self) -> dict[str, Any]:
        try:
            said = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise Trouble(UNREADABLE, "The body is not JSON.") from error
        if isinstance(said, list):
            raise Trouble(INVALID, "One message at a time; batches are not part of this protocol.")
        if not isinstance(said, dict) or said.get("jsonrpc") != "2.0":
            raise Trouble(INVALID, 'A message is an object with "jsonrpc": "2.0".')
        return said

    def _message(self, said: dict[str, Any]) -> Message:
        number = said.get("id")
        method, params = said.get("method"), said.get("params", {})
        if not isinstance(method, str) or not method:
            raise Trouble(INVALID, "The message names no method.")
        if not isinstance(params, dict):
            raise Trouble(BAD_PARAMS, "params is an object.")
        wants_answer = "id" in said
        if wants_answer and (isinstance(number, bool) or not isinstance(number, str | int)):
            raise Trouble(INVALID, "id is a string or a whole number.")
        return Message(method, params, number, wants_answer)

    def _version(self, message: Message) -> str:
        """The revision a message speaks: in its own words, and by its header, which must agree."""
        meta = message.params.get("_meta")
        inside = meta.get(f"{_META}protocolVersion") if isinstance(meta, dict) else None
        outside = self.headers.get("MCP-Protocol-Version")
        if message.method == "initialize" and inside is None:
            return LEGACY[0]
        said = inside if inside is not None else outside
        if said is None:
            # Who says nothing is older than the header.
            return LEGACY[-1]
        if said not in SUPPORTED:
            raise Trouble(
                UNSUPPORTED_VERSION,
                "Unsupported protocol version",
                supported=list(SUPPORTED),
                requested=str(said)[:40],
            )
        if said == MODERN:
            if inside is None and message.wants_answer:
                raise Trouble(BAD_PARAMS, f"params._meta names {_META}protocolVersion.")
            if inside is not None and inside != outside:
                raise Trouble(HEADER_MISMATCH, "MCP-Protocol-Version does not match the body.")
        return str(said)

    def _compare(self, message: Message) -> None:
        if self.headers.get("Mcp-Method") != message.method:
            raise Trouble(HEADER_MISMATCH, "Mcp-Method does not match the body.")
        if message.method == "tools/call":
            name = message.params.get("name")
            if _decoded(self.headers.get("Mcp-Name", "")) != name:
                raise Trouble(HEADER_MISMATCH, "Mcp-Name does not match the body.")


def _decoded(header: str) -> str | None:
    """A header value, written plainly or as `=?base64?…?=`."""
    if not (header.startswith("=?base64?") and header.endswith("?=")):
        return header
    try:
        return base64.b64decode(header[9:-2], validate=True).decode()
    except (binascii.Error, ValueError):
        return None


def answer(message: Message, result: dict[str, Any]) -> dict[str, Any]:
    """The answer to a message, as its revision writes it."""
    kept = {"resultType": "complete", **result} if message.is_modern else result
    return {"jsonrpc": "2.0", "id": message.number, "result": kept}
