"""Other learning systems that open our courses (LTI 1.3, we as the tool), and whom they bring."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.packages.models.partners import Partner, PartnerQuerySet
from sinau.university.models import Course


class Platform(Partner):
    """A learning system outside, such as a Moodle of another office, from which people come to us."""

    issuer = models.CharField(_("penerbit (issuer)"), max_length=500)
    client_id = models.CharField(_("client_id"), max_length=255)
    deployments = models.JSONField(_("deployment_id"), default=list)
    auth_url = models.CharField(_("alamat otentikasi"), max_length=1000)
    token_url = models.CharField(_("alamat token"), max_length=1000, blank=True)

    objects = PartnerQuerySet["Platform"].as_manager()

    class Meta(Partner.Meta):
        verbose_name = _("sistem luar")
        verbose_name_plural = _("sistem luar")
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "client_id"], name="a_system_is_registered_once"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("packages:platform", args=[self.pk])


class PlatformAccount(models.Model):
    """That somebody in the other system is this person of ours; the person said so when signed in here."""

    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="accounts")
    subject = models.CharField(max_length=255)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["platform", "subject"], name="a_subject_is_one_person"),
            models.UniqueConstraint(fields=["platform", "person"], name="a_person_is_one_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.platform_id} · {self.person_id}"


class Arrival(models.Model):
    """Somebody on the way from the other system to us: asked for, heard by a signed message, taken in.

    `state` and `nonce` are good once. `said` is what the message asks, kept as plain values.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True)
    platform = models.ForeignKey(Platform, on_delete=models.CASCADE, related_name="arrivals")
    state = models.UUIDField(default=uuid.uuid4, unique=True)
    nonce = models.UUIDField(default=uuid.uuid4)
    begun_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    subject = models.CharField(max_length=255, blank=True)
    said = models.JSONField(default=dict)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["begun_at"], name="arrivals_by_time")]

    def __str__(self) -> str:
        return str(self.code)


class PlatformPlace(models.Model):
    """A course that a person takes for the other system, and the line item in which it waits for a score."""

    account = models.ForeignKey(PlatformAccount, on_delete=models.CASCADE, related_name="places")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    line_item_url = models.CharField(max_length=1000)
    opened_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True)
    # Why the last try did not arrive, in words for the officer.
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "course", "line_item_url"], name="a_course_is_taken_once_for_it"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} · {self.course_id}"
