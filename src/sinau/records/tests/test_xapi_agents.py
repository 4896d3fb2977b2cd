"""Agents and groups (1.0.3 Data 2.4.2; 2.0 4.2.2.1)."""

from __future__ import annotations

from typing import Any

import pytest

from sinau.records.tests.saying import (
    BASE,
    BOTH,
    accepts,
    agent,
    everything,
    group,
    put,
    read,
    refuses,
    statement,
    sub,
)
from sinau.records.xapi.agents import identifier, read_agent
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.versions import Version

SHA1 = "EBD31E95054C018B10727CCFFD2EF2EC3A016EE9"
ACCOUNT = {"homePage": f"{BASE}/", "name": "1987|x"}
IDENTIFIERS: list[tuple[dict[str, Any], str]] = [
    ({"mbox": "mailto:sari@contoh.go.id"}, "mbox:mailto:sari@contoh.go.id"),
    ({"mbox_sha1sum": SHA1}, f"mbox_sha1sum:{SHA1.lower()}"),
    ({"openid": f"{BASE}/sari"}, f"openid:{BASE}/sari"),
    ({"account": ACCOUNT}, f"account:{BASE}/|1987|x"),
]
# Every place where an agent or a group may stand, and the path of it.
PLACES = ["actor", "context.instructor", "object", "object.actor", "object.context.instructor"]


def placed(path: str, party: Any) -> dict[str, Any]:
    """A statement with this party at that place."""
    if path == "actor":
        return statement(actor=party)
    if path == "object":
        return statement(object={"objectType": "Agent", **party})
    if path == "context.instructor":
        return statement(context={"instructor": party})
    if path == "object.actor":
        return statement(object=sub(actor=party))
    return statement(object=sub(context={"instructor": party}))


@pytest.mark.parametrize(("said", "text"), IDENTIFIERS)
@pytest.mark.parametrize("version", BOTH)
def test_each_identifier_is_one_text(said: dict[str, Any], text: str, version: Version) -> None:
    """1.0.3 Data 2.4.2.3; 2.0 4.2.2.1: mbox, mbox_sha1sum, openid or account."""
    assert identifier(said) == text
    assert read(statement(actor=said), version).actor == text
    assert read(statement(actor=group(**said)), version).actor == text


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(("said", "_text"), IDENTIFIERS)
def test_each_identifier_may_stand_everywhere(path: str, said: dict[str, Any], _text: str) -> None:
    """1.0.3 Data 2.4.2.1; 2.0 4.2.2.1: wherever an agent or a group stands."""
    accepts(placed(path, said))
    accepts(placed(path, group(agent("joko"), **said)))


@pytest.mark.parametrize("path", PLACES)
def test_an_agent_needs_exactly_one_identifier(path: str) -> None:
    """1.0.3 Data 2.4.2.1.s2.b1 and b2; 2.0 4.2.2.1: none is too few, two are too many."""
    refuses(placed(path, {"name": "Sari", "objectType": "Agent"}), path)
    for first, _ in IDENTIFIERS:
        for second, _ in IDENTIFIERS:
            if first != second:
                refuses(placed(path, {**first, **second}), path)
                refuses(placed(path, group(agent("joko"), **first, **second)), path)


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("mbox", "mailto:bukan.surel.id", "mbox"),
        ("mbox", f"{BASE}/sari", "mbox"),
        ("mbox", "sari@contoh.go.id", "mbox"),
        ("mbox", "mailto:sari @contoh.go.id", "mbox"),
        ("mbox", "", "mbox"),
        ("mbox", {"a": "b"}, "mbox"),
        ("mbox_sha1sum", SHA1[:-1], "mbox_sha1sum"),
        ("mbox_sha1sum", "z" * 40, "mbox_sha1sum"),
        ("mbox_sha1sum", {"a": "b"}, "mbox_sha1sum"),
        ("openid", "ab=c://salah.id", "openid"),
        ("openid", "open.id.com/sari", "openid"),
        ("openid", 5, "openid"),
        ("account", "sari", "account"),
        ("account", {"name": "1"}, "account.homePage"),
        ("account", {"homePage": BASE}, "account.name"),
        ("account", {"homePage": "ab=c://salah.id", "name": "1"}, "account.homePage"),
        ("account", {"homePage": "contoh.id/sari", "name": "1"}, "account.homePage"),
        ("account", {"homePage": BASE, "name": {"a": "b"}}, "account.name"),
        ("account", {"homePage": BASE, "name": "1", "email": "x"}, "account.email"),
        ("name", 123, "name"),
        ("objectType", "agent", "objectType"),
        ("objectType", "group", "objectType"),
        ("objectType", "Person", "objectType"),
        ("objectType", 5, "objectType"),
    ],
)
def test_a_wrong_identifier_is_refused(name: str, value: Any, field: str) -> None:
    """1.0.3 Data 2.4.2.3 and 2.4.2.4; 2.0 4.2.2.1: each has its format."""
    said = {"mbox": "mailto:sari@contoh.go.id", name: value}
    if name in ("mbox_sha1sum", "openid", "account"):
        del said["mbox"]
    refuses(statement(actor=said), f"actor.{field}")
    refuses(statement(context={"instructor": said}), f"context.instructor.{field}")
    if name != "objectType":
        refuses(statement(actor=group(said)), f"actor.member[0].{field}")
        refuses(statement(authority=said), f"authority.{field}")


def test_an_anonymous_group_needs_members() -> None:
    """1.0.3 Data 2.4.2.2.s4.b1; 2.0 4.2.2.1: at least one agent."""
    accepts(statement(actor=group(agent())))
    refuses(statement(actor={"objectType": "Group", "name": "Tim"}), "actor.member")
    refuses(statement(actor={"objectType": "Group", "member": []}), "actor.member")
    refuses(statement(actor={"objectType": "Group", "member": agent()}), "actor.member")


def test_members_are_agents() -> None:
    """1.0.3 Data 2.4.2.2.s4.b2 and s5.b2; 2.0 4.2.2.1: a group holds no group."""
    accepts(statement(actor=group(agent(objectType="Agent"), openid=f"{BASE}/tim")))
    refuses(statement(actor=group(group(agent()))), "actor.member[0].objectType")
    refuses(statement(actor=group(agent(), {"name": "x"})), "actor.member[1]")
    refuses(statement(actor=group({"member": [agent()]})), "actor.member[0].member")


def test_only_groups_have_members() -> None:
    """1.0.3 Data 2.4.2.2: `member` belongs to groups."""
    refuses(statement(actor=agent(member=[agent("joko")])), "actor.member")


def test_members_are_found_as_the_actor_is() -> None:
    """1.0.3 Communication 2.1.3: a group with a matching member matches an agent."""
    found = read(statement(actor=group(agent("sari", name="Sari"), agent("joko"))))
    assert found.actor == ""
    assert found.more_agents == (
        "mbox:mailto:sari@contoh.go.id",
        "mbox:mailto:joko@contoh.go.id",
    )
    assert [(one.about, one.json) for one in found.names] == [
        ("mbox:mailto:sari@contoh.go.id", b'"Sari"')
    ]


def test_the_same_bytes_are_read_the_same_way_again() -> None:
    """What is remembered of an agent is what was read of it."""
    said = statement(actor=group(agent("a", name="A"), mbox="mailto:tim@contoh.go.id"))
    first, second = read(said), read(said)
    assert (first.actor, first.more_agents, first.names) == (
        second.actor,
        second.more_agents,
        second.names,
    )


@pytest.mark.parametrize(
    "said",
    [
        agent("a"),
        group(agent("a"), {"account": {"homePage": f"{BASE}/token", "name": "k"}}),
    ],
)
def test_an_authority_is_an_agent_or_an_anonymous_pair(said: dict[str, Any]) -> None:
    """1.0.3 Data 2.4.9.s3.b1; 2.0 4.2.4.2: an agent, or a group of exactly two."""
    accepts(statement(authority=said))


@pytest.mark.parametrize(
    "said",
    [
        group(agent("a")),
        group(agent("a"), agent("b"), agent("c")),
        group(agent("a"), agent("b"), mbox="mailto:tim@contoh.go.id"),
        group(openid=f"{BASE}/tim"),
    ],
)
def test_another_group_is_no_authority(said: dict[str, Any]) -> None:
    """1.0.3 Data 2.4.9.s3.b1; 2.0 4.2.4.2: neither identified nor of another size."""
    refuses(statement(authority=said), "authority.member")


def test_an_agent_parameter_is_read_as_agents_in_statements_are() -> None:
    """1.0.3 Data 2.2.s4.b4; 2.0 4.1.6: parameters are held to the same standard."""
    said = read_agent('{"account":{"homePage":"https://a.b","name":"x"}}', Version.V1)
    assert identifier(said) == "account:https://a.b|x"
    assert read_agent(b'{"objectType":"Group","member":[{"mbox":"mailto:a@b.c"}]}', Version.V2)
    for wrong in (
        "wrong",
        "",
        "[]",
        '{"mbox":"x"}',
        '{"mbox":"mailto:a@b.c","mbox":"mailto:a@b.c"}',
        '{"mbox":"mailto:a@b.c","a":1}',
        "\ud800",
    ):
        with pytest.raises(Invalid):
            read_agent(wrong, Version.V1)


def test_a_team_is_a_group() -> None:
    """1.0.3 Data 2.4.6.s3.table1.row3; 2.0 4.2.2.5: an agent is no team."""
    refuses(
        put(everything(Version.V1), "context.team", agent()), "context.team.objectType", Version.V1
    )
