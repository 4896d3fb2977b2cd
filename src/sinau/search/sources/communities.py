"""How communities and their conversations get into the index."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from sinau.communities.models import Community, Conversation
from sinau.communities.models.communities import READERS
from sinau.kernel.clock import WIB
from sinau.people.models import Person
from sinau.search.models import Kind, Standing
from sinau.search.sources import Material, Source, add_source, whole
from sinau.ui.markdown import lines


def tell_community(pk: int) -> Material | None:
    """A community by its name and purpose; who belongs to it is read there."""
    community = Community.objects.open_now().filter(pk=pk).first()
    if community is None:
        return None
    url = community.get_absolute_url()
    text = lines(community.purpose) or community.name
    return Material(
        kind=Kind.COMMUNITY,
        title=community.name,
        url=url,
        audience=community.audience,
        agency_id=community.agency_id,
        dated=community.founded_at.astimezone(WIB).date(),
        parts=(whole(text, url=url, citation=community.name),),
    )


def visible_communities(person: Person, pks: Collection[int]) -> set[int]:
    """Of these communities, those the person may open now."""
    found = Community.objects.visible_to(person).open_now().filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


def tell_conversation(pk: int) -> Material | None:
    """What was asked, and each reply as a part of its own; hidden words are not found."""
    talk = Conversation.objects.shown().select_related("community").filter(pk=pk).first()
    if talk is None:
        return None
    url = talk.get_absolute_url()
    replies = [
        whole(
            lines(reply.body),
            url=f"{url}#balasan-{reply.pk}",
            anchor=f"balasan-{reply.pk}",
            citation=_("Balasan %(number)s") % {"number": number},
        )
        for number, reply in enumerate(talk.replies.filter(hidden_at=None), 1)
    ]
    standing = Standing.ANSWERED if talk.accepted_id else Standing.OPEN
    return Material(
        kind=Kind.CONVERSATION,
        title=talk.title,
        url=url,
        audience=talk.community.audience,
        agency_id=talk.community.agency_id,
        standing=standing if talk.is_question else "",
        owner=talk.community.name,
        dated=talk.last_activity_at.astimezone(WIB).date(),
        parts=(whole(lines(talk.body) or talk.title, url=url, citation=talk.title), *replies),
    )


def visible_conversations(person: Person, pks: Collection[int]) -> set[int]:
    """Of these conversations, those the person may read now."""
    found = Conversation.objects.visible_to(person).shown().filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


add_source(
    Source(
        noun="communities.conversation",
        kinds=(Kind.CONVERSATION,),
        roles=READERS,
        tell=tell_conversation,
        every=lambda: Conversation.objects.shown().values_list("pk", flat=True),
        visible=visible_conversations,
    )
)
add_source(
    Source(
        noun="communities.community",
        kinds=(Kind.COMMUNITY,),
        roles=READERS,
        tell=tell_community,
        every=lambda: Community.objects.open_now().values_list("pk", flat=True),
        visible=visible_communities,
        untold=True,
    )
)
