"""Keys with which programs act as a person."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models.grants import Role
from sinau.people.models.persons import Person


class AccessTokenQuerySet(models.QuerySet["AccessToken"]):
    def usable(self, at: datetime) -> Self:
        """Tokens that open the door at that moment."""
        alive = models.Q(expires_at=None) | models.Q(expires_at__gt=at)
        return self.filter(alive, revoked_at=None)

    def visible_to(self, person: Person) -> Self:
        """One's own; an administrator over the whole city sees all, to revoke them."""
        if person.answers_for_city(Role.ADMINISTRATOR):
            return self.all()
        return self.filter(person=person)


class AccessToken(models.Model):
    """That programs may act as a person, as far as the scopes go, with a secret we do not know.

    Only the SHA-256 of the secret is kept: 256 random bits need no slow hash, and a request must
    not wait for one. `minute` and `used` count the requests of the running minute.
    """

    name = models.CharField(_("nama"), max_length=120)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_tokens"
    )
    secret_digest = models.CharField(max_length=64, unique=True)
    # The last letters, by which its owner tells it from another one.
    ending = models.CharField(max_length=4)
    scopes = ArrayField(models.CharField(max_length=60))
    limit_per_minute = models.PositiveIntegerField(default=600)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    minute = models.DateTimeField(null=True)
    used = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoke_reason = models.CharField(max_length=300, blank=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("token")
        verbose_name_plural = _("token")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:token", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"people.token:{self.pk}"
