"""The nouns of the inbox."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinau.inbox.kinds import Kind, kind_named
from sinau.journal.models import Entry
from sinau.kernel.clock import WIB, now
from sinau.people.models import Person


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, person: Person) -> NoticeQuerySet:
        """One's own, but for those one wants by e-mail only."""
        return self.filter(person=person, in_app=True)

    def unread(self) -> NoticeQuerySet:
        """Those nobody has opened yet."""
        return self.filter(read_at=None)


class Notice(models.Model):
    """That Sinau told one person about one entry of the journal, and when they read it.

    `sentence` and `words` give the title in the reader's language. The notice itself holds no
    text of others: who may no longer see the thing finds nothing behind `url`.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    sentence = models.CharField(max_length=300)
    words = models.JSONField(default=dict)
    url = models.CharField(max_length=300)
    about = models.CharField(max_length=200, db_index=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    in_app = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "entry", "kind"], name="one_notice_of_an_entry"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-told_at"], name="notice_of_person"),
            models.Index(fields=["person"], condition=models.Q(read_at=None), name="notice_unread"),
        ]
        verbose_name = _("kabar")
        verbose_name_plural = _("kabar")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What happened, as a sentence."""
        words: dict[str, Any] = self.words
        return gettext(self.sentence).format(**words)

    @property
    def day(self) -> tuple[bool, date]:
        """Whether it is unread, and the day on which it was told: what a list is grouped by."""
        return self.read_at is None, self.told_at.astimezone(WIB).date()

    @property
    def said(self) -> Kind:
        """What kind of notice it is."""
        return kind_named(self.kind)


class Reading(models.Model):
    """That a person has read what they were told about an entry; outlives a rebuilt notice."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "entry"], name="one_reading_of_an_entry")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} <- {self.entry_id}"


class Mailbox(models.Model):
    """One person's stored number of unread notices."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="mailbox")
    unread = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.unread}"


class Preference(models.Model):
    """How one person wants to hear of one kind; without a row the kind's own way holds."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    in_app = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_preference_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"
