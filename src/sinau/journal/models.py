"""The nouns of the journal: streams, entries and deliveries."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.kernel.facts import Fact, type_of_kind
from sinau.people.access import within
from sinau.people.models import Person, Role

READERS = (Role.AUDITOR, Role.ADMINISTRATOR)


class Stream(models.Model):
    """One chain of entries about one thing, with the length and hash it had at its last entry.

    The head is what shows that the newest entries are missing.
    """

    name = models.CharField(max_length=200, unique=True, db_collation="C")
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name


class JournalQuerySet(models.QuerySet["Entry"]):
    def about(self, *subjects: str) -> JournalQuerySet:
        """Everything written about these things, oldest first."""
        return self.filter(stream__name__in=subjects).order_by("pk")

    def of_kinds(self, *kinds: str) -> JournalQuerySet:
        """Entries of these kinds of fact, in the order in which they were written."""
        return self.filter(kind__in=kinds).order_by("pk")

    def visible_to(self, person: Person) -> JournalQuerySet:
        """All of it for an auditor or administrator of the city; else what their people told."""
        if person.answers_for_city(*READERS):
            return self
        return self.filter(within("told_by__agency", person, *READERS))


class Entry(models.Model):
    """A fact as it was written down: what kind, who, when, and the data; never changed.

    `hash` covers the content and the hash of the entry before it in the stream.
    """

    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=80, db_index=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    told_at = models.DateTimeField(db_index=True)
    data = models.JSONField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = JournalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["stream", "position"], name="one_entry_per_position")
        ]
        verbose_name = _("catatan jejak")
        verbose_name_plural = _("catatan jejak")

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("journal:entry", args=[self.pk])

    def fact(self) -> Fact:
        """The fact as a record; KeyError when its kind is no longer known."""
        return type_of_kind[self.kind].from_data(self.data)

    def sentence(self) -> str:
        """What happened, to be put after the doer's name."""
        fact_type = type_of_kind.get(self.kind)
        return fact_type.from_data(self.data).sentence() if fact_type else self.kind

    def computed_hash(self) -> str:
        """The hash that content and predecessor give; differs from `hash` when a row changed."""
        return entry_hash(
            stream=self.stream.name,
            position=self.position,
            kind=self.kind,
            told_by=self.told_by_id,
            told_at=self.told_at,
            data=self.data,
            previous_hash=self.previous_hash,
        )


def entry_hash(
    *,
    stream: str,
    position: int,
    kind: str,
    told_by: int | None,
    told_at: datetime,
    data: dict[str, Any],
    previous_hash: str,
) -> str:
    """SHA-256, in hex, over one canonical JSON text of the whole entry."""
    content = [stream, position, kind, told_by, told_at.timestamp(), data, previous_hash]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def pending(self) -> DeliveryQuerySet:
        """Deliveries nobody has confirmed yet."""
        return self.filter(done_at=None)

    def failed(self) -> DeliveryQuerySet:
        """Pending deliveries whose listener has raised at least once."""
        return self.pending().exclude(error="")


class Delivery(models.Model):
    """A listener's receipt for an entry: pending until `done_at` is set."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="deliveries")
    listener = models.CharField(max_length=120)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    next_try_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "listener"], name="one_receipt_per_listener")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(done_at=None), name="pending_delivery"
            ),
            models.Index(
                fields=["listener", "-done_at"],
                condition=models.Q(done_at__isnull=False),
                name="last_delivery_of_listener",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listener} <- {self.entry_id}"


class Check(models.Model):
    """That somebody had the whole journal verified, and what was found."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    entries = models.PositiveBigIntegerField(default=0)
    # The first breaks as [stream, position, reason], and how many there are in all.
    breaks = models.JSONField(default=list)
    break_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("pemeriksaan rantai")
        verbose_name_plural = _("pemeriksaan rantai")

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def is_intact(self) -> bool:
        """Whether it has ended and found nothing."""
        return self.finished_at is not None and not self.break_count
