"""The identifier and the name of an actor as its statement has it."""

from __future__ import annotations

from typing import Any

from sinau.records.xapi.agents import identifier


def identifier_of(agent: dict[str, Any]) -> str:
    """The inverse functional identifier as one text; empty for an anonymous group."""
    return identifier(agent)


def name_of(agent: dict[str, Any]) -> str:
    """How the actor is called: its name, else what stands in its identifier."""
    if agent.get("name"):
        return str(agent["name"])
    if account := agent.get("account"):
        return str(account["name"])
    return str(agent.get("mbox", agent.get("openid", ""))).removeprefix("mailto:")
