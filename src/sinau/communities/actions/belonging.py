"""Joining and leaving, leading, following a conversation, finding a reply helpful."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F

from sinau.communities.counting import count_members, lock
from sinau.communities.events import LeadAppointed, LeadReleased, MemberJoined, MemberLeft
from sinau.communities.models import (
    Community,
    Conversation,
    Follow,
    HelpfulMark,
    Lead,
    Member,
    Reply,
)
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person


@transaction.atomic
def join(community: Community, *, by: Person) -> Member:
    """The person belongs to the community; a second time changes nothing."""
    member, is_new = Member.objects.get_or_create(
        community=community, person=by, left_at=None, defaults={"joined_at": now()}
    )
    if is_new:
        lock(community)
        count_members(community)
        announce(
            MemberJoined(community_id=community.pk, name=community.name, person_id=by.pk), by=by
        )
    return member


@transaction.atomic
def leave(community: Community, *, by: Person) -> None:
    """The person no longer belongs to the community; a second time changes nothing."""
    lock(community)
    left = Member.objects.active().filter(community=community, person=by).update(left_at=now())
    if left:
        count_members(community)
        announce(MemberLeft(community_id=community.pk, name=community.name, person_id=by.pk), by=by)


@transaction.atomic
def appoint_lead(community: Community, *, person: Person, by: Person | None) -> Lead:
    """The person leads the community and belongs to it; a second time changes nothing."""
    lead, is_new = Lead.objects.get_or_create(
        community=community,
        person=person,
        released_at=None,
        defaults={"appointed_by": by, "appointed_at": now()},
    )
    if is_new:
        announce(LeadAppointed(**_lead_data(community, person)), by=by)
        join(community, by=person)
    return lead


@transaction.atomic
def release_lead(community: Community, *, person: Person, by: Person) -> None:
    """The person no longer leads the community; a second time changes nothing."""
    leading = Lead.objects.active().filter(community=community, person=person)
    if leading.update(released_at=now(), released_by=by):
        announce(LeadReleased(**_lead_data(community, person)), by=by)


def _lead_data(community: Community, person: Person) -> dict[str, Any]:
    return {
        "community_id": community.pk,
        "name": community.name,
        "person_id": person.pk,
        "person_name": person.full_name,
    }


@transaction.atomic
def follow(conversation: Conversation, *, by: Person, again: bool = True) -> None:
    """The person hears of replies; without `again`, not if they have stopped following before."""
    known, is_new = Follow.objects.get_or_create(
        conversation=conversation, person=by, defaults={"followed_at": now()}
    )
    if not is_new and again and known.ended_at is not None:
        known.followed_at, known.ended_at = now(), None
        known.save(update_fields=["followed_at", "ended_at"])


@transaction.atomic
def unfollow(conversation: Conversation, *, by: Person) -> None:
    """The person no longer hears of replies; a second time changes nothing."""
    Follow.objects.active().filter(conversation=conversation, person=by).update(ended_at=now())


@transaction.atomic
def mark_helpful(reply: Reply, *, by: Person) -> None:
    """The reply has this person's mark, once; one's own reply takes none. Not announced."""
    if reply.author_id == by.pk:
        return
    _, is_new = HelpfulMark.objects.get_or_create(
        reply=reply, person=by, defaults={"marked_at": now()}
    )
    if is_new:
        Reply.objects.filter(pk=reply.pk).update(helpful_count=F("helpful_count") + 1)


@transaction.atomic
def unmark_helpful(reply: Reply, *, by: Person) -> None:
    """The person's mark is taken back; a second time changes nothing."""
    taken, _ = HelpfulMark.objects.filter(reply=reply, person=by).delete()
    if taken:
        Reply.objects.filter(pk=reply.pk).update(helpful_count=F("helpful_count") - 1)
