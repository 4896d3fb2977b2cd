"""Put a pseudonym of the same shape wherever an identifier stands in a statement or document.

Pure functions over JSON. A pseudonym says nothing and cannot be computed from what it replaces.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable
from typing import Any

from sinau.records.xapi.agents import identifier

# Reserved for ever, so that nobody gets what is sent there (RFC 2606).
NOWHERE = "anonim.invalid"


class Disguise:
    """Who somebody was and who they are from now on: one random name in every shape."""

    def __init__(self, identifiers: Iterable[str]) -> None:
        self.name = str(uuid.uuid4())
        self.pseudonyms = {one: self._pseudonym(one) for one in identifiers}
        emails = {
            one.removeprefix("mbox:mailto:")
            for one in self.pseudonyms
            if one.startswith("mbox:mailto:")
        }
        self._emails = (
            re.compile(
                "|".join(map(re.escape, sorted(emails, key=len, reverse=True))), re.IGNORECASE
            )
            if emails
            else None
        )

    def _pseudonym(self, one: str) -> str:
        kind, _colon, said = one.partition(":")
        match kind:
            case "mbox":
                return f"mbox:mailto:{self.name}@{NOWHERE}"
            case "mbox_sha1sum":
                digest = hashlib.sha1(f"mailto:{self.name}@{NOWHERE}".encode())  # noqa: S324
                return f"mbox_sha1sum:{digest.hexdigest()}"
            case "openid":
                return f"openid:https://{NOWHERE}/{self.name}"
        home = said.rpartition("|")[0]
        return f"account:{home}|{self.name}"

    def applied(self, value: Any) -> Any:
        """The same JSON with pseudonyms in it; agents that were meant lose their names."""
        if isinstance(value, dict):
            return self._object(value)
        if isinstance(value, list):
            return [self.applied(each) for each in value]
        if isinstance(value, str) and self._emails is not None and "@" in value:
            return self._emails.sub(f"{self.name}@{NOWHERE}", value)
        return value

    def _object(self, value: dict[str, Any]) -> dict[str, Any]:
        pseudonym = self.pseudonyms.get(_identifier(value))
        if pseudonym is None:
            return {key: self.applied(each) for key, each in value.items()}
        kept = {
            key: self.applied(each)
            for key, each in value.items()
            if key not in ("name", "mbox", "mbox_sha1sum", "openid", "account")
        }
        return kept | as_agent(pseudonym)


def _identifier(value: dict[str, Any]) -> str:
    account = value.get("account")
    if account is not None and not (
        isinstance(account, dict) and {"homePage", "name"} <= account.keys()
    ):
        return ""
    said = [value.get(kind) for kind in ("mbox", "mbox_sha1sum", "openid")]
    if any(one is not None and not isinstance(one, str) for one in said):
        return ""
    return identifier(value)


def as_agent(one: str) -> dict[str, Any]:
    """The inverse functional identifier as it stands in an agent."""
    kind, _colon, said = one.partition(":")
    if kind == "account":
        home, _bar, name = said.rpartition("|")
        return {"account": {"homePage": home, "name": name}}
    return {kind: said}
