"""What people of the demo city said, gave and decided about the ideas, and what the city may read."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import cycle
from typing import Any

from sinau.demo.city import City, content
from sinau.innovation.actions import draft_idea, propose_idea, support_idea
from sinau.innovation.actions.calls import answer_call, close_call, decide_idea, open_call
from sinau.innovation.actions.contributions import (
    Given,
    confirm_contribution,
    record_contribution,
)
from sinau.innovation.actions.entries import change_entry, decide_entry, send_entry
from sinau.innovation.actions.evidence import Claim, add_evidence, check_evidence
from sinau.innovation.actions.ideas import Sketch
from sinau.innovation.actions.merging import answer_merge, ask_merge
from sinau.innovation.actions.opinions import count_opinions, write_statement
from sinau.innovation.actions.talking import comment_idea
from sinau.innovation.models import Call, Gift, Idea, Statement, Verdict, Vote
from sinau.kernel import clock
from sinau.people.models import Person

# Of a hundred votes so many differ from those of like mind, and so many are left out.
CONTRARY, UNSAID = 0.08, 0.15


def begin(city: City, slug: str, ideas: dict[str, Idea]) -> None:
    """While an idea is still only proposed, another one may join it."""
    for row in content("ideas_together.toml")["idea"]:
        if row.get("merge_into") == slug:
            _merge(city, row, _idea(city, row), ideas[slug])


def seed(city: City, ideas: dict[str, Idea]) -> None:
    """Calls, talk, polls, contributions, public entries and papers."""
    said = content("ideas_together.toml")
    for row in said["idea"]:
        if "merge_into" not in row:
            ideas[row["slug"]] = _idea(city, row)
    calls = {row["key"]: _call(city, row, ideas) for row in said["call"]}
    _decide(city, said, calls, ideas)
    for row in said["call"]:
        if "word" in row:
            with clock.freeze(city.days_ago(-row["due_in_days"] - 12)):
                close_call(calls[row["key"]], word=row["word"], by=city.cast[row["holder"]])
    for row in said["comment"]:
        with clock.freeze(city.days_ago(row["days_ago"], hour=11)):
            comment_idea(ideas[row["idea"]], body=row["body"], by=city.person(row["by"]))
    for row in said["poll"]:
        _poll(city, ideas[row["idea"]] if "idea" in row else calls[row["call"]], row)
    for row in said["given"]:
        _give(city, ideas[row["idea"]], row)
    for row in said["entry"]:
        _publish(city, ideas[row["idea"]], row)
    for row in said["evidence"]:
        _prove(city, ideas[row["idea"]], row)


def _idea(city: City, row: dict[str, Any]) -> Idea:
    owner = city.person(row["owner"])
    lead, *partners = (city.agencies[code] for code in row["agencies"])
    sketch = Sketch(
        title=row["title"],
        problem=row["problem"],
        beneficiaries=row["beneficiaries"],
        summary=row["summary"],
        sectors=row["sectors"],
    )
    with clock.freeze(city.days_ago(row["days_ago"])):
        idea = draft_idea(sketch, owner=owner, agency=lead, partners=partners, by=owner)
    with clock.freeze(city.days_ago(row["days_ago"], hour=14)):
        propose_idea(idea, by=owner)
    for at, (key, reason) in enumerate(row["supports"], start=1):
        with clock.freeze(city.days_ago(max(row["days_ago"] - at, 1), hour=10)):
            support_idea(idea, reason=reason, by=city.person(key))
    return idea


def _merge(city: City, row: dict[str, Any], idea: Idea, into: Idea) -> None:
    with clock.freeze(city.days_ago(row["days_ago"] - 3, hour=15)):
        asked = ask_merge(idea, into, reason=row["merge_reason"], by=idea.owner)
    with clock.freeze(city.days_ago(row["days_ago"] - 3, hour=16)):
        answer_merge(asked, agrees=True, note="Kalimat dari bidan kami pakai.", by=into.owner)
    into.refresh_from_db()


def _call(city: City, row: dict[str, Any], ideas: dict[str, Idea]) -> Call:
    with clock.freeze(city.days_ago(row["days_ago"])):
        call = open_call(
            title=row["title"],
            question=row["question"],
            criteria=row["criteria"],
            due=city.today + timedelta(days=row["due_in_days"]),
            agency=city.agencies[row["agency"]],
            by=city.cast[row["holder"]],
        )
    for at, slug in enumerate(row["ideas"], start=1):
        with clock.freeze(city.days_ago(max(row["days_ago"] - 10 - at, 1), hour=13)):
            answer_call(call, ideas[slug], by=ideas[slug].owner)
    return call


def _decide(
    city: City, said: dict[str, Any], calls: dict[str, Call], ideas: dict[str, Idea]
) -> None:
    for row in said["idea"]:
        if "declined_by" in row:
            with clock.freeze(city.days_ago(60, hour=9)):
                decide_idea(
                    ideas[row["slug"]],
                    Verdict.DECLINED,
                    reason=row["reason"],
                    by=city.cast[row["declined_by"]],
                    call=calls[row["declined_for"]],
                )
    for row in said["decision"]:
        idea = ideas[row["idea"]]
        idea.refresh_from_db()
        with clock.freeze(city.days_ago(60, hour=10)):
            decide_idea(
                idea,
                Verdict(row["verdict"]),
                reason=row["reason"],
                by=city.cast[row["by"]],
                call=calls.get(row.get("call", "")),
            )


def _poll(city: City, thing: Idea | Call, row: dict[str, Any]) -> None:
    """Statements by several people, and votes of so many people of each mind."""
    writers = cycle([city.cast[key] for key in ("sari", "bayu", "wulan", "ratna")])
    with clock.freeze(city.days_ago(10, hour=9)):
        statements = [
            write_statement(thing, text=text, by=next(writers)) for text in row["statements"]
        ]
    people = list(Person.objects.serving().order_by("nip")[: row["people"]])
    minds = [
        mind for mind, size in zip(row["minds"], row["sizes"], strict=True) for _n in range(size)
    ]
    votes = []
    for person, mind in zip(people, minds, strict=True):
        for statement, opinion in zip(statements, mind, strict=True):
            chance = city.dice.random()
            if chance < UNSAID:
                continue
            value = -opinion if chance > 1 - CONTRARY else opinion
            votes.append(
                Vote(
                    statement=statement,
                    person=person,
                    opinion=value,
                    given_at=city.days_ago(4, hour=15),
                )
            )
    Vote.objects.bulk_create(votes)
    count_opinions(Statement.objects.filter(pk__in=[one.pk for one in statements]))


def _give(city: City, idea: Idea, row: dict[str, Any]) -> None:
    """Each confirmed by somebody of the agency after it; the last ones still wait."""
    codes = [code for code, *_rest in row["rows"]]
    for at, given in enumerate([*row["rows"], *row.get("waiting", ())]):
        code, kind, amount, what, to = given
        person = city.person(code, turn=at)
        with clock.freeze(city.days_ago(max(row["days_ago"] - 2 * at, 1), hour=15)):
            contribution = record_contribution(
                idea,
                Given(
                    person=person,
                    kind=Gift(kind),
                    amount=Decimal(amount),
                    what=what,
                    happened_on=city.today - timedelta(days=max(row["days_ago"] - 2 * at, 1)),
                    to_agency=city.agencies[to] if to else None,
                ),
                by=person,
            )
            if at < len(codes):
                other = next(one for one in (*codes[at + 1 :], *codes) if one != code)
                confirm_contribution(contribution, by=city.person(other, turn=at + 1))


def _publish(city: City, idea: Idea, row: dict[str, Any]) -> None:
    """Written, sent and, where there is a head, approved; perhaps once more later."""
    by = city.cast[row["by"]]
    turns = [(row["said"], "", row["days_ago"])]
    if "again" in row:
        turns.append((row["again"], row["note"], row["days_ago"] - 40))
    for said, note, days in turns:
        with clock.freeze(city.days_ago(days, hour=10)):
            change_entry(idea, said, hidden=row.get("hidden", ()), by=by)
            sender = city.person(idea.partners.exclude(agency=idea.agency)[0].agency.code)
            version = send_entry(idea, note=note, by=sender)
        if "head" in row:
            with clock.freeze(city.days_ago(days - 1, hour=14)):
                decide_entry(version, approve=True, note="", by=city.cast[row["head"]])


def _prove(city: City, idea: Idea, row: dict[str, Any]) -> None:
    by, checker = city.cast[row["by"]], city.person(row["checker"])
    with clock.freeze(city.days_ago(row["days_ago"], hour=13)):
        for number, parameter, what, holds in (*row["rows"], *row["refused"]):
            paper = add_evidence(idea, _claim(number, parameter, what), by=by)
            note = holds if isinstance(holds, str) else ""
            check_evidence(paper, holds=not note, note=note, by=checker)
        for number, parameter, what, _holds in row["waiting"]:
            add_evidence(idea, _claim(number, parameter, what), by=by)


def _claim(number: int, parameter: int, what: str) -> Claim:
    place = f"https://arsip.contoh.example/inovasi/indikator-{number}"
    return Claim(indicator=number, parameter=parameter, what=what, url=place)
