"""Who is asked what, and what was answered; an answer does not know whose it is."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.evaluation.models.evaluations import Evaluation
from sinau.kernel.clock import today
from sinau.people.access import within
from sinau.people.models import Agency, Person, Role

_SALT = "sinau.evaluation.invitation"


class Level(models.TextChoices):
    """The two levels on which people are asked."""

    REACTION = "reaction", _("Reaksi")
    BEHAVIOUR = "behaviour", _("Perilaku")


class Voice(models.TextChoices):
    """As what somebody answers."""

    SELF = "self", _("Peserta sendiri")
    SUPERVISOR = "supervisor", _("Atasan langsung")
    PEER = "peer", _("Rekan kerja")


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def kept_by(self, person: Person) -> Self:
        """Those this officer may write."""
        return self.filter(within("agency", person, Role.OFFICER))


class Questionnaire(models.Model):
    """The questions of an agency on one level, asked in evaluations planned from now on."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10, choices=Level.choices)
    questions = models.JSONField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "level"], name="one_questionnaire_per_level")
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.level}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def of(self, person: Person) -> Self:
        """What this person is asked."""
        return self.filter(to=person)

    def open(self) -> Self:
        """Not answered, and still answerable."""
        return self.filter(answered_on=None, expires_on__gte=today())


class Invitation(models.Model):
    """That somebody is asked, once: about their own learning or that of `about`.

    Only the day of the answer is kept, and nothing that leads from here to the answer.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="invitations")
    level = models.CharField(max_length=10, choices=Level.choices)
    voice = models.CharField(max_length=10, choices=Voice.choices, default=Voice.SELF)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    expires_on = models.DateField()
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["expires_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "level", "to", "about"], name="asked_once_about_somebody"
            )
        ]
        indexes = [
            models.Index(
                fields=["expires_on"],
                condition=models.Q(answered_on=None),
                name="invitations_unanswered",
            )
        ]

    def __str__(self) -> str:
        return f"{self.to_id} · {self.evaluation_id} · {self.level}"

    def get_absolute_url(self) -> str:
        """The page behind a signed link, for which one need not sign in."""
        return reverse("evaluation:answer", args=[self.token])

    @property
    def token(self) -> str:
        """What opens this invitation, and only this one."""
        return signing.Signer(salt=_SALT).sign(str(self.pk))

    @classmethod
    def of_token(cls, token: str) -> Invitation | None:
        """The invitation of a link; None when the link is not one of ours."""
        try:
            pk = int(signing.Signer(salt=_SALT).unsign(token))
        except (signing.BadSignature, ValueError):
            return None
        return cls.objects.select_related("evaluation__agency", "about", "to").filter(pk=pk).first()

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.answered_on is None and self.expires_on >= today()


class Response(models.Model):
    """One filled form. Its key is random and it keeps no moment, so that nobody finds whose it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="responses")
    level = models.CharField(max_length=10, choices=Level.choices)
    voice = models.CharField(max_length=10, choices=Voice.choices)
    answers = models.JSONField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.evaluation_id} · {self.level}"
