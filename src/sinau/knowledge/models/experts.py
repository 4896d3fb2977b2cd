"""Who knows what: the signs of it, the consent to be asked, and who was asked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignKind(models.TextChoices):
    ANSWER = "answer", _("Jawaban diterima")
    ARTICLE = "article", _("Pengetahuan terverifikasi")
    REVIEW = "review", _("Naskah diperiksa")
    TEACHING = "teaching", _("Mengajar")


class Sign(models.Model):
    """One thing a person did that shows they know a topic; told by a fact, so it can be told again."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=SignKind.choices)
    topic = models.CharField(max_length=60, db_index=True)
    # What it was, for example "communities.conversation:7".
    evidence = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    # Where the title may be shown: only to those who may open it.
    url = models.CharField(max_length=300, blank=True)
    is_open = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "topic", "evidence"], name="one_sign_per_evidence"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}"


class ExpertProfile(models.Model):
    """That a person agreed to be shown as somebody one may ask, and how much is too much."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    weekly_limit = models.PositiveSmallIntegerField(default=3)
    # Topics the person does not want to be asked about.
    hidden_topics = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_shown(self) -> bool:
        """Whether the consent stands."""
        return self.agreed_at is not None and self.withdrawn_at is None


class ExpertRequest(models.Model):
    """That somebody was asked as an expert; open until it is answered or let go."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=100)
    topic = models.CharField(max_length=60)
    asked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "subject"], name="asked_once_per_subject")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.subject}"
