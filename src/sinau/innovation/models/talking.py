"""What people say about an idea, and what a moderator took from sight."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models.ideas import Idea


class Comment(models.Model):
    """One remark in the discussion of a proposed idea; the words before the last edit stay too."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="comments")
    body = models.TextField(_("tanggapan"))
    former_body = models.TextField(blank=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.body[:60]


class CommentHiding(models.Model):
    """That a moderator took a comment from sight, and why; its writer still reads both."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="hiding")
    reason = models.CharField(_("alasan"), max_length=300)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    hidden_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
