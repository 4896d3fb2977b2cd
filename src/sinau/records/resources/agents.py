"""Agents: everything known of one agent, as a Person (1.0.3 Communication 2.4; 2.0 4.1.6.3)."""

from __future__ import annotations

from typing import Any

import msgspec

from sinau.records import finding
from sinau.records.exchange import Answer, Visit
from sinau.records.models import Scope
from sinau.records.resources import parameters
from sinau.records.xapi.trouble import Invalid

SECTION = "1.0.3 Communication 2.4"
_KNOWN = frozenset({"agent"})
_IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")


def show(visit: Visit) -> Answer:
    """The Person; of somebody unknown, what the request itself says."""
    visit.need(Scope.STATEMENTS_READ, Scope.PROFILE)
    given = parameters.read(visit.ask.query, _KNOWN)
    parameters.needed(given, "agent", SECTION)
    identifier, agent = parameters.agent(given, "agent", visit.version)
    if agent.get("objectType") == "Group":
        raise Invalid('"agent" harus Agent, bukan Group.', field="agent", section=SECTION)
    return Answer(200, msgspec.json.encode(_person(agent, finding.names_of(identifier))))


def _person(agent: dict[str, Any], names: list[str]) -> dict[str, Any]:
    person: dict[str, Any] = {"objectType": "Person"}
    own = agent.get("name")
    known = list(dict.fromkeys([*names, own] if isinstance(own, str) else names))
    if known:
        person["name"] = known
    person |= {name: [agent[name]] for name in _IDENTIFIERS if name in agent}
    return person
