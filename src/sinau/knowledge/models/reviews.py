"""What happens to an article besides being written: reviews, doubts and readers' voices."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.knowledge.models.articles import Article, Revision


class ReviewVerb(models.TextChoices):
    SUBMITTED = "submitted", _("Diajukan untuk diperiksa")
    RETURNED = "returned", _("Dikembalikan")
    VERIFIED = "verified", _("Diverifikasi")
    RENEWED = "renewed", _("Masa berlaku diperbarui")
    RETIRED = "retired", _("Ditarik")
    ASKED = "asked", _("Pemeriksa ditunjuk")
    PASSED = "passed", _("Dialihkan kepada wakil pemeriksa")
    AGREED = "agreed", _("Disetujui pemeriksa")
    OBJECTED = "objected", _("Diberi keberatan oleh pemeriksa")
    DUE = "due", _("Segera diperiksa lagi")
    EXPIRED = "expired", _("Lewat masa berlaku")
    SUPERSEDED = "superseded", _("Digantikan")


class Review(models.Model):
    """One step of the life of an article, with a who and a when; the calendar's own have no who."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="reviews")
    verb = models.CharField(max_length=10, choices=ReviewVerb.choices)
    note = models.TextField(blank=True)
    done_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.article} · {self.get_verb_display()}"


class Check(models.Model):
    """That a regulation an article rests on was amended or repealed, until somebody has looked."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="checks")
    regulation = models.ForeignKey(
        "knowledge.Regulation", on_delete=models.CASCADE, related_name="+"
    )
    basis = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    raised_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "regulation"],
                condition=Q(settled_at=None),
                name="one_open_check_per_regulation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.reason}"


class Feedback(models.Model):
    """Whether an article helped this person; one voice each, which may change."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="feedback")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    is_helpful = models.BooleanField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="one_voice_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.is_helpful}"
