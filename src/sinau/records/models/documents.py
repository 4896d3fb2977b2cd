"""Documents that clients keep with us, and how much each client has asked for this minute."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.IntegerChoices):
    """Of which resource a document is (xAPI 1.0.3, part three, 2.2)."""

    STATE = 1, _("keadaan kegiatan")
    AGENT_PROFILE = 2, _("profil orang")
    ACTIVITY_PROFILE = 3, _("profil kegiatan")


class Document(models.Model):
    """A document as a client last left it: how far somebody is, or what one knows of somebody.

    `place` is a hash of all that names the document, so that names of any length can be unique.
    """

    place = models.UUIDField(primary_key=True)
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    # Identifier and IRI as statements have them; "" where the resource knows none. The keys beside
    # are `keys.key_of` of them.
    agent = models.TextField()
    activity = models.TextField()
    agent_key = models.BigIntegerField()
    activity_key = models.BigIntegerField()
    registration = models.UUIDField(null=True)
    name = models.TextField()
    content = models.BinaryField()
    content_type = models.CharField(max_length=255)
    # SHA-1 of the content in hexadecimal, as 1.0.3 wants it (Communication 3.1).
    etag = models.CharField(max_length=40)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "agent_key", "activity_key"], name="records_documents_of")
        ]
        verbose_name = _("dokumen")
        verbose_name_plural = _("dokumen")

    def __str__(self) -> str:
        return self.name


class Tally(models.Model):
    """How many statements and other requests a client has made in the minute that runs."""

    client = models.OneToOneField(
        "records.Client", on_delete=models.CASCADE, primary_key=True, related_name="tally"
    )
    minute = models.DateTimeField()
    used = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.client_id}: {self.used}"
