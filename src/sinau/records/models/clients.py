"""Who may write and read statements: other systems with a key, and our own pages with a pass."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a caller may do (xAPI 1.0.3, part three, 4.2: OAuth authorization scope)."""

    STATEMENTS_WRITE = "statements/write", _("menulis pernyataan")
    STATEMENTS_READ_MINE = "statements/read/mine", _("membaca pernyataannya sendiri")
    STATEMENTS_READ = "statements/read", _("membaca semua pernyataan")
    STATE = "state", _("menyimpan dan membaca keadaan kegiatan")
    PROFILE = "profile", _("menyimpan dan membaca profil orang dan kegiatan")
    ALL_READ = "all/read", _("membaca semuanya")
    ALL = "all", _("membaca dan menulis semuanya")


class ClientQuerySet(models.QuerySet["Client"]):
    def usable(self, at: datetime) -> ClientQuerySet:
        """Clients whose key is accepted at that moment."""
        alive = models.Q(expires_at=None) | models.Q(expires_at__gt=at)
        return self.filter(alive, revoked_at=None)


class Client(models.Model):
    """A system outside that speaks xAPI with us, with its key and what it may do.

    Only the SHA-256 of the secret is kept: the secret is 256 random bits, which no slow hash could
    make safer, and a request must not wait for one.
    """

    name = models.CharField(_("nama"), max_length=120)
    note = models.CharField(_("keterangan"), max_length=300, blank=True)
    key = models.CharField(max_length=40, unique=True)
    secret_digest = models.CharField(max_length=64)
    # After a rotation the former secret goes on for a while, so that nobody is cut off.
    former_digest = models.CharField(max_length=64, blank=True)
    former_until = models.DateTimeField(null=True)
    scopes = ArrayField(models.CharField(max_length=30, choices=Scope.choices))
    # Pages of these origins may call from a browser (CORS); empty: servers only.
    origins = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    # Statements a minute; 0 sets no limit.
    limit_per_minute = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    rotated_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # To the minute: writing it on each request would cost more than the request.
    last_used_at = models.DateTimeField(null=True)

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("sistem lain")
        verbose_name_plural = _("sistem lain")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("records:client", args=[self.pk])


class Pass(models.Model):
    """A short-lived bearer token with which a page of ours records what one person does."""

    token_digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="record_passes"
    )
    scopes = ArrayField(models.CharField(max_length=30, choices=Scope.choices))
    # When set, statements and documents of this registration only.
    registration = models.UUIDField(null=True)
    # Which guard of another app looks at every request (`guarding.py`), and what it looks up.
    guard = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=40, blank=True)
    # Pages of these other sites may use it from a browser (CORS).
    origins = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.person_id} <{self.expires_at}>"
