"""How the structure of a document was mended after it was read: by whom, when, and how to go back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.knowledge.models.documents import Document
from sinau.knowledge.models.regulations import Regulation


class MendVerb(models.TextChoices):
    EDIT = "edit", _("Teks dibetulkan")
    JOIN = "join", _("Digabung dengan bagian berikutnya")
    SPLIT = "split", _("Dipecah")
    RENUMBER = "renumber", _("Nomor dibetulkan")
    HEADING = "heading", _("Judul dipindahkan")
    ANNEX = "annex", _("Ditandai sebagai Lampiran")
    EDITION = "edition", _("Naskah baru dibaca")


class Mending(models.Model):
    """One change of structure: the passages as they were (`before`) and as they became (`after`).

    A document not yet published is mended in its reading, a published one in its passages.
    """

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, null=True, related_name="mendings"
    )
    regulation = models.ForeignKey(
        Regulation, on_delete=models.CASCADE, null=True, related_name="mendings"
    )
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=10, choices=MendVerb.choices)
    place = models.CharField(max_length=120)
    # Where the run of passages begins (its position), and the run itself on both sides.
    start = models.PositiveIntegerField()
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    done_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, regulation__isnull=True)
                | Q(document__isnull=True, regulation__isnull=False),
                name="a_mending_is_of_one_thing",
            ),
            models.UniqueConstraint(fields=["document", "number"], name="document_mendings"),
            models.UniqueConstraint(fields=["regulation", "number"], name="regulation_mendings"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} · {self.place}"
