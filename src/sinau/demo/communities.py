"""The communities of the demo city: one for each agency, six about a subject, with living threads."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from sinau.communities.actions import (
    accept_answer,
    found_community,
    open_agency_communities,
    reply_to,
    start_conversation,
)
from sinau.communities.counting import count_members
from sinau.communities.models import Community, HelpfulMark, Member, Reply
from sinau.demo.city import City, content
from sinau.kernel import clock
from sinau.people.models import Audience, Person

FOUNDED = 210
SUBJECTS_FOUNDED = 120
# Of a hundred colleagues who may join a city-wide community, how many have.
JOINED = 14


class Stage:
    """Who may be called upon while the threads are played, the same each time."""

    def __init__(self, city: City) -> None:
        self.city = city
        # A dice of its own: what is thrown here changes nothing in the seeds that follow.
        self.dice = random.Random(2023)  # noqa: S311
        self.people: list[Person] = list(
            Person.objects.serving().select_related("agency").order_by("nip")
        )
        self.turns: dict[str, int] = {}
        cast = {person.pk for person in city.cast.values()}
        self.extras = [person for person in self.people if person.pk not in cast]

    def person(self, key: str) -> Person:
        """Somebody of the cast, or the next colleague of an agency."""
        if key in self.city.cast:
            return self.city.cast[key]
        agency = self.city.agencies[key]
        there = [p for p in self.extras if p.agency_id == agency.pk] or [
            p for p in self.people if agency.contains(p.agency)
        ]
        self.turns[key] = self.turns.get(key, -1) + 1
        return there[self.turns[key] % len(there)]

    def readers(self, community: Community) -> list[Person]:
        """Those for whom a community is made."""
        if not community.is_for_one_agency:
            return self.people
        return [person for person in self.people if community.agency.contains(person.agency)]

    def moment(self, days_ago: int, *, after: datetime | None = None) -> datetime:
        """A working hour of that day, later than `after`."""
        at = self.city.days_ago(
            days_ago, hour=self.dice.randint(8, 15), minute=self.dice.randint(0, 59)
        )
        if after is not None and at <= after:
            at = after + timedelta(minutes=self.dice.randint(12, 90))
        return at


def seed(city: City) -> None:
    """Open the communities, let people join, and play the threads at their dates."""
    stage = Stage(city)
    with clock.freeze(city.days_ago(FOUNDED)):
        open_agency_communities()
    homes = list(Community.objects.exclude(home_of=None).select_related("agency"))
    told = content("communities.toml")["community"]
    subjects = [_found(stage, said) for said in told]
    _let_people_join(stage, homes, subjects)
    for community, said in zip(subjects, told, strict=True):
        for thread in said["conversation"]:
            _play(stage, community, thread)


def _found(stage: Stage, said: dict[str, Any]) -> Community:
    with clock.freeze(stage.city.days_ago(SUBJECTS_FOUNDED)):
        return found_community(
            name=said["name"],
            purpose=said["purpose"],
            agency=stage.city.agencies[said["agency"] or "kota"],
            audience=Audience(said["audience"]),
            by=stage.person(said["lead"]),
            lead=stage.person(said["lead"]),
            slug=said["slug"],
        )


def _let_people_join(stage: Stage, homes: list[Community], subjects: list[Community]) -> None:
    """Everybody belongs to the community of their agency, and some to those about a subject."""
    members = [
        Member(community=community, person=person, joined_at=community.founded_at)
        for community in homes
        for person in stage.readers(community)
    ]
    for community in subjects:
        led = set(community.members.values_list("person_id", flat=True))
        share = 70 if community.is_for_one_agency else JOINED
        for person in stage.readers(community):
            if person.pk not in led and stage.dice.randint(1, 100) <= share:
                days_ago = stage.dice.choice((110, 96, 75, 60, 41, 24, 12, 5))
                joined_at = stage.moment(days_ago)
                members.append(Member(community=community, person=person, joined_at=joined_at))
    Member.objects.bulk_create(members)
    for community in [*homes, *subjects]:
        count_members(community)


def _play(stage: Stage, community: Community, thread: dict[str, Any]) -> None:
    asker = stage.person(thread["by"])
    began = stage.moment(thread["days_ago"])
    with clock.freeze(began):
        conversation = start_conversation(
            community=community,
            by=asker,
            title=thread["title"],
            body=thread["body"].strip(),
            is_question=thread["kind"] == "question",
        )
    last, accepted = began, None
    for said in thread.get("reply", ()):
        last = stage.moment(said["days_ago"], after=last)
        with clock.freeze(last):
            reply = reply_to(conversation, body=said["body"].strip(), by=stage.person(said["by"]))
        _mark_helpful(stage, community, reply, said["helpful"])
        accepted = reply if said["accepted"] else accepted
    if accepted is not None:
        with clock.freeze(last + timedelta(hours=2)):
            accept_answer(accepted, by=asker)


def _mark_helpful(stage: Stage, community: Community, reply: Reply, count: int) -> None:
    """As many colleagues as are said, or as there are, found it helpful."""
    others = [person for person in stage.readers(community) if person.pk != reply.author_id]
    helped = stage.dice.sample(others, min(count, len(others)))
    HelpfulMark.objects.bulk_create(
        HelpfulMark(reply=reply, person=person, marked_at=reply.written_at) for person in helped
    )
    Reply.objects.filter(pk=reply.pk).update(helpful_count=len(helped))
