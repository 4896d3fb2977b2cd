"""Conversations, replies, and what people do with them."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.communities.models.communities import Community, led_by, readable_by
from sinau.kernel.clock import now
from sinau.people.models import Person

TITLE_LENGTH = 200
QUIET_AFTER = timedelta(days=14)


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, person: Person) -> ConversationQuerySet:
        """Those of the communities one sees; hidden ones only for their author and the leads."""
        seen = self.filter(readable_by(person, "community__"))
        return seen.filter(Q(hidden_at=None) | Q(author=person) | led_by(person, "community__"))

    def for_reading(self) -> ConversationQuerySet:
        """With what its page says of it."""
        return self.select_related("community__agency", "author__agency")

    def with_knowledge(self) -> ConversationQuerySet:
        """Each with `is_knowledge`: whether a verified article was made of it."""
        made = KnowledgeLink.objects.filter(verified_at__isnull=False, retired_at=None)
        return self.annotate(is_knowledge=Exists(made.filter(conversation=OuterRef("pk"))))

    def led_by(self, person: Person) -> ConversationQuerySet:
        """Those of the communities this person leads."""
        return self.filter(led_by(person, "community__"))

    def settled_by(self, person: Person) -> ConversationQuerySet:
        """Those whose answer this person may accept: their own ones, and those they lead."""
        theirs = Q(author=person) | led_by(person, "community__")
        return self.visible_to(person).filter(theirs)

    def shown(self) -> ConversationQuerySet:
        """Those that are not hidden."""
        return self.filter(hidden_at=None)

    def unanswered(self) -> ConversationQuerySet:
        """Questions without an accepted answer."""
        return self.shown().filter(is_question=True, accepted=None)

    def answered(self) -> ConversationQuerySet:
        """Questions with an accepted answer."""
        return self.shown().filter(is_question=True).exclude(accepted=None)

    def became_knowledge(self) -> ConversationQuerySet:
        """Those from which a verified article was made."""
        made = KnowledgeLink.objects.filter(verified_at__isnull=False, retired_at=None)
        return self.shown().filter(pk__in=made.values("conversation_id"))

    def worth_writing_up(self) -> ConversationQuerySet:
        """Answered questions from which nobody has begun an article."""
        begun = KnowledgeLink.objects.values("conversation_id")
        return self.answered().exclude(pk__in=begun)

    def quiet(self) -> ConversationQuerySet:
        """Open talks in which nobody has said anything for two weeks."""
        return self.shown().filter(accepted=None, last_activity_at__lt=now() - QUIET_AFTER)


class Conversation(models.Model):
    """A question or a talk somebody began in a community.

    `question` is "ask.question:9" when the answer desk handed it over. `accepted` is the reply of
    the last `Acceptance`, kept here to be filtered by.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="conversations")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("judul"), max_length=TITLE_LENGTH)
    body = models.TextField(_("isi"), max_length=10_000)
    is_question = models.BooleanField(_("pertanyaan"), default=True)
    question = models.CharField(max_length=80, blank=True, db_index=True)
    started_at = models.DateTimeField(default=now)
    last_activity_at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    replies_count = models.PositiveIntegerField(default=0)
    accepted = models.ForeignKey(
        "communities.Reply", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["-last_activity_at", "-pk"]
        indexes = [
            models.Index(fields=["community", "-last_activity_at"], name="conversation_activity"),
            models.Index(
                fields=["community", "started_at"],
                condition=Q(is_question=True, accepted=None, hidden_at=None),
                name="conversation_unanswered",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["question"], condition=~Q(question=""), name="one_conversation_a_question"
            )
        ]
        verbose_name = _("percakapan")
        verbose_name_plural = _("percakapan")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("communities:conversation", args=[self.pk])

    @property
    def subject(self) -> str:
        """Its name in the journal, and as the source of an article."""
        return f"communities.conversation:{self.pk}"

    @property
    def draft_name(self) -> str:
        """By what name a browser keeps the reply one is writing."""
        return f"balasan-{self.pk}"

    @property
    def waiting_days(self) -> int:
        """How many days ago it began."""
        return (now() - self.started_at).days


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, person: Person) -> ReplyQuerySet:
        """Those of the conversations one sees; hidden ones only for their author and the leads."""
        seen = self.filter(conversation__in=Conversation.objects.visible_to(person))
        leading = led_by(person, "conversation__community__")
        return seen.filter(Q(hidden_at=None) | Q(author=person) | leading)

    def led_by(self, person: Person) -> ReplyQuerySet:
        """Those in the communities this person leads."""
        return self.filter(led_by(person, "conversation__community__"))


class Reply(models.Model):
    """What somebody answered in a conversation; replies are not nested."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="replies")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    body = models.TextField(_("isi"), max_length=10_000)
    written_at = models.DateTimeField(default=now)
    edited_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    helpful_count = models.PositiveIntegerField(default=0)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("balasan")
        verbose_name_plural = _("balasan")

    def __str__(self) -> str:
        return f"#{self.pk} · {self.conversation_id}"

    def get_absolute_url(self) -> str:
        return (
            f"{reverse('communities:conversation', args=[self.conversation_id])}#balasan-{self.pk}"
        )


class HelpfulMark(models.Model):
    """That one person found one reply helpful."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="marks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "person"], name="one_mark_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} -> {self.reply_id}"


class Acceptance(models.Model):
    """That from a moment on this reply was the answer, or (without reply) that none was."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="acceptances"
    )
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.conversation_id}: {self.reply_id or '-'}"


class Revision(models.Model):
    """How a conversation or a reply read before somebody edited it."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="revisions"
    )
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, null=True, related_name="revisions")
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    body = models.TextField()
    replaced_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.conversation_id}/{self.reply_id or '-'} {self.replaced_at:%Y-%m-%d}"

    @property
    def anchor(self) -> str:
        """What the headings of its text are called by on a page of many texts."""
        return f"naskah-{self.pk}-"


class Hiding(models.Model):
    """That a lead took a conversation or a reply out of sight, why, and when it was shown again.

    The text itself stays where it is.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="hidings")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, null=True, related_name="hidings")
    reason = models.CharField(_("alasan"), max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.reason


class FollowQuerySet(models.QuerySet["Follow"]):
    def active(self) -> FollowQuerySet:
        """Those who still follow."""
        return self.filter(ended_at=None)


class Follow(models.Model):
    """That somebody wants to hear of replies in a conversation; ended when they no longer do."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    followed_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "person"], name="one_follow_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} -> {self.conversation_id}"


class KnowledgeLink(models.Model):
    """The article that knowledge says was made from a conversation: a draft, verified or retired."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="knowledge"
    )
    article_id = models.BigIntegerField(unique=True)
    title = models.CharField(max_length=300)
    slug = models.CharField(max_length=200, blank=True)
    drafted_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["drafted_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """Where the article is read; empty while it has no address."""
        return f"/pengetahuan/{self.slug}/" if self.slug else ""
