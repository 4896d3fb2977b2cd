"""Files that belong to an article: a document, a recording."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attachment(models.Model):
    """A file somebody handed in for an article; it never changes, a newer one is another row."""

    file = models.FileField(_("berkas"), upload_to="knowledge/attachments/%Y/%m/")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_video(self) -> bool:
        """Whether there is something to see."""
        return self.media_type.startswith("video/")

    @property
    def is_media(self) -> bool:
        """Whether it is played and not downloaded."""
        return self.media_type.startswith(("video/", "audio/"))
