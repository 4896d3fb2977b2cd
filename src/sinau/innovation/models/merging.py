"""Two ideas that are one: who asked, what each author said, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models.ideas import Idea, Support


class MergeRequest(models.Model):
    """That somebody asked to join `idea` to `into`; nothing moves until each author agrees."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="merge_requests")
    into = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="merge_offers")
    reason = models.TextField(_("alasan"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    is_open = models.BooleanField(default=True, editable=False)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea"],
                condition=models.Q(is_open=True),
                name="one_open_merge_request_an_idea",
            ),
            models.CheckConstraint(
                condition=~models.Q(idea=models.F("into")), name="an_idea_joins_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea} → {self.into}"


class MergeAnswer(models.Model):
    """What one of the authors said to a request, with a reason when it was no."""

    request = models.ForeignKey(MergeRequest, on_delete=models.CASCADE, related_name="answers")
    agrees = models.BooleanField(_("setuju"))
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "person"], name="one_answer_an_author")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.request}"


class Merge(models.Model):
    """That an idea went on inside another; its own page, words and history stay."""

    request = models.OneToOneField(MergeRequest, on_delete=models.PROTECT, related_name="merge")
    idea = models.OneToOneField(Idea, on_delete=models.PROTECT, related_name="merge")
    into = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="merged_in")
    merged_at = models.DateTimeField()

    class Meta:
        ordering = ["merged_at", "pk"]

    def __str__(self) -> str:
        return f"{self.idea} → {self.into}"


class CarriedSupport(models.Model):
    """That a support of the merged idea was given again in the other one, told and revocable."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="carried")
    support = models.OneToOneField(Support, on_delete=models.CASCADE, related_name="carried")

    def __str__(self) -> str:
        return str(self.support)
