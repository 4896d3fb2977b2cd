"""The identifier and the name of an actor as its statement has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def identifier_of(agent: Mapping[str, Any]) -> str:
    """The inverse functional identifier as one text; empty for an anonymous group."""
    for kind in ("mbox", "mbox_sha1sum", "openid"):
        if kind in agent:
            return f"{kind}:{agent[kind]}"
    if account := agent.get("account"):
        return f"account:{account['homePage']}|{account['name']}"
    return ""


def name_of(agent: Mapping[str, Any]) -> str:
    """How the actor is called: its name, else what stands in its identifier."""
    if agent.get("name"):
        return str(agent["name"])
    if account := agent.get("account"):
        return str(account["name"])
    return str(agent.get("mbox", agent.get("openid", ""))).removeprefix("mailto:")
