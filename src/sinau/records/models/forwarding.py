"""Where statements are passed on to, and what could not be."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.records.models.mapping import LOOKERS


class ForwardKind(models.TextChoices):
    STORE = "store", _("penyimpanan xAPI lain (LRS)")
    WEBHOOK = "webhook", _("webhook bertanda tangan")


class ForwarderQuerySet(models.QuerySet["Forwarder"]):
    def visible_to(self, person: Person) -> ForwarderQuerySet:
        """For the personnel office of the city, its administrators and auditors."""
        return self if person.answers_for_city(*LOOKERS) else self.none()


class Forwarder(models.Model):
    """A system that is sent statements as they come, each at least once, in their order.

    `secret` must be sent, so it is kept as it is and never shown again. The place in the store is
    a `Cursor` of the name that `reader` gives.
    """

    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("cara"), max_length=10, choices=ForwardKind.choices)
    url = models.URLField(_("alamat"), max_length=300)
    key = models.CharField(_("kunci"), max_length=120, blank=True)
    secret = models.CharField(_("kata sandi"), max_length=200, blank=True)
    verbs = ArrayField(models.TextField(), default=list, blank=True)
    activities = ArrayField(models.TextField(), default=list, blank=True)
    clients = ArrayField(models.BigIntegerField(), default=list, blank=True)
    batch = models.PositiveSmallIntegerField(default=50)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    paused_at = models.DateTimeField(null=True)
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    pause_reason = models.CharField(max_length=300, blank=True)
    # Counters are kept, not counted.
    sent = models.PositiveBigIntegerField(default=0)
    dead = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    # Since when the oldest statement waits that was not sent; looked up each minute, not on a page.
    waiting_since = models.DateTimeField(null=True)
    last_sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = ForwarderQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("terusan")
        verbose_name_plural = _("terusan")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("records:forwarder", args=[self.pk])

    @property
    def reader(self) -> str:
        """The name of its cursor."""
        return f"forwarder:{self.pk}"

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"records.forwarder:{self.pk}"


class DeadLetter(models.Model):
    """A statement that the other system refuses for what it is; it is passed over and kept here."""

    forwarder = models.ForeignKey(Forwarder, on_delete=models.CASCADE, related_name="letters")
    statement = models.UUIDField()
    status = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forwarder", "statement"], name="one_letter_per_statement"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement} <{self.status}>"
