"""A conversation as one person reads it: what they see and what they may do with it."""

from __future__ import annotations

from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from sinau.communities.models import (
    Community,
    Conversation,
    Follow,
    HelpfulMark,
    Hiding,
    KnowledgeLink,
    Reply,
)
from sinau.kernel.words import date_id
from sinau.people.models import Person, Role


class Reading:
    """One conversation and its reader; each question is asked of the database once."""

    PER_PAGE = 30

    def __init__(self, conversation: Conversation, person: Person) -> None:
        self.conversation = conversation
        self.person = person

    @cached_property
    def leads(self) -> bool:
        """Whether the reader leads the community."""
        return self.conversation.community.is_led_by(self.person)

    @property
    def is_mine(self) -> bool:
        """Whether the reader began it."""
        return self.conversation.author_id == self.person.pk

    @cached_property
    def may_write(self) -> bool:
        """Whether the reader may reply."""
        if self.conversation.hidden_at is not None:
            return False
        writable = Community.objects.joinable_by(self.person)
        return writable.filter(pk=self.conversation.community_id).exists()

    @property
    def may_settle(self) -> bool:
        """Whether the reader may accept an answer: the asker and the leads."""
        return self.conversation.is_question and (self.is_mine or self.leads)

    @cached_property
    def replies(self) -> QuerySet[Reply]:
        """The replies one sees, but for the accepted one, which stands above."""
        found = self._readable()
        if self.conversation.accepted_id is not None:
            found = found.exclude(pk=self.conversation.accepted_id)
        if not self.leads:
            found = found.filter(Q(hidden_at=None) | Q(author=self.person))
        return found

    @cached_property
    def accepted(self) -> Reply | None:
        """The accepted answer."""
        if self.conversation.accepted_id is None:
            return None
        return self._readable().get(pk=self.conversation.accepted_id)

    def _readable(self) -> QuerySet[Reply]:
        mine = HelpfulMark.objects.filter(reply=OuterRef("pk"), person=self.person)
        replies = Reply.objects.filter(conversation=self.conversation)
        return replies.annotate(is_marked=Exists(mine)).select_related("author__agency")

    @cached_property
    def follows(self) -> bool:
        """Whether the reader hears of replies."""
        active = Follow.objects.active()
        return active.filter(conversation=self.conversation, person=self.person).exists()

    @cached_property
    def hiding(self) -> Hiding | None:
        """Why the conversation is out of sight, if it is."""
        if self.conversation.hidden_at is None:
            return None
        hidings = Hiding.objects.filter(conversation=self.conversation, reply=None, lifted_at=None)
        return hidings.select_related("by").first()

    @cached_property
    def knowledge(self) -> list[KnowledgeLink]:
        """The articles made of it, drafts too; not those withdrawn since."""
        return list(self.conversation.knowledge.filter(retired_at=None))

    @property
    def may_write_up(self) -> bool:
        """Whether the reader may make an article of it: leads, curators, and who gave the answer."""
        said = self.accepted is not None or not self.conversation.is_question
        if not said or self.conversation.hidden_at is not None or not self.draft_url:
            return False
        over = self.conversation.community.agency
        wrote = self.accepted is not None and self.accepted.author_id == self.person.pk
        return self.leads or wrote or self.person.has_role(Role.CURATOR, over=over)

    @cached_property
    def draft_url(self) -> str:
        """Where an article is begun."""
        try:
            return reverse("knowledge:draft_new")
        except NoReverseMatch:
            return ""

    @property
    def draft(self) -> list[tuple[str, str | int]]:
        """The fields of the article to be: the answer, and a line that says whose it is."""
        conversation, community = self.conversation, self.conversation.community
        agency = community.agency_id if community.is_for_one_agency else self.person.agency_id
        return [
            ("title", conversation.title),
            ("body", self._draft_body()),
            ("source", conversation.subject),
            ("source_url", conversation.get_absolute_url()),
            ("agency", agency or community.agency_id),
            ("audience", community.audience),
        ]

    def _draft_body(self) -> str:
        conversation = self.conversation
        words = self.accepted or conversation
        moment = self.accepted.written_at if self.accepted else conversation.started_at
        agency = words.author.agency
        credit = _(
            "Disusun dari tulisan %(author)s (%(agency)s) di %(community)s, %(date)s: [%(title)s](%(url)s)."
        ) % {
            "author": words.author.full_name,
            "agency": agency.short_name if agency else "",
            "community": conversation.community.name,
            "date": date_id(moment),
            "title": conversation.title,
            "url": conversation.get_absolute_url(),
        }
        return f"{words.body.strip()}\n\n---\n\n{credit}\n"
