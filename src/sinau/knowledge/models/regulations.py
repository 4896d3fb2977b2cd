"""Regulations, whether they are still in force, and how they change each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.knowledge.models.documents import Document
from sinau.knowledge.models.readers import READERS
from sinau.people.access import audience_for, within
from sinau.people.models import Audience, AudienceFields, Role

if TYPE_CHECKING:
    from sinau.people.models import Person


class RegulationStatus(models.TextChoices):
    IN_FORCE = "in_force", _("Berlaku")
    AMENDED = "amended", _("Berlaku, telah diubah")
    REPEALED = "repealed", _("Dicabut")


class RegulationQuerySet(models.QuerySet["Regulation"]):
    def visible_to(self, person: Person) -> RegulationQuerySet:
        """Those made for this person, and those of agencies they keep."""
        return self.filter(audience_for(person, *READERS))

    def public(self) -> RegulationQuerySet:
        """Those anybody may read, with an account or without."""
        return self.filter(audience=Audience.PUBLIC)

    def managed_by(self, person: Person) -> RegulationQuerySet:
        """Those whose status and relations this person keeps."""
        return self.filter(within("agency", person, Role.CURATOR, Role.OFFICER))


class Regulation(AudienceFields):
    """A regulation as the city reads it; its words are passages. It exists once published."""

    kind = models.CharField(_("jenis"), max_length=60)
    number = models.CharField(_("nomor"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("tahun"), null=True, blank=True)
    title = models.CharField(_("tentang"), max_length=600)
    short_title = models.CharField(_("sebutan singkat"), max_length=80)
    slug = models.SlugField(max_length=100, unique=True)
    issuer = models.CharField(_("penerbit"), max_length=120, blank=True)
    status = models.CharField(
        _("keadaan"),
        max_length=10,
        choices=RegulationStatus.choices,
        default=RegulationStatus.IN_FORCE,
    )
    enacted_on = models.DateField(_("ditetapkan pada"), null=True, blank=True)
    promulgated_on = models.DateField(_("diundangkan pada"), null=True, blank=True)
    effective_on = models.DateField(_("mulai berlaku"), null=True, blank=True)
    # Who compared kind, number, year and dates with the paper; without it nothing is cited as fact.
    confirmed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    signature = models.JSONField(default=list)
    # Said above every page, for example that a guideline of the demo is only an example.
    notice = models.CharField(_("catatan di setiap halaman"), max_length=400, blank=True)
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="regulation"
    )
    # The pages it is shown on: slug, label and title of each; more than one for a long one.
    parts = models.JSONField(default=list)
    pasal_count = models.PositiveIntegerField(default=0)
    page_count = models.PositiveIntegerField(default=0)
    owner = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("penjaga")
    )
    published_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = RegulationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "short_title"]
        indexes = [models.Index(fields=["short_title"], name="regulation_short_title")]
        verbose_name = _("peraturan")
        verbose_name_plural = _("peraturan")

    def __str__(self) -> str:
        return self.short_title

    def get_absolute_url(self) -> str:
        return reverse("knowledge:regulation", args=[self.slug])

    @property
    def subject(self) -> str:
        """Its stream in the journal."""
        return f"knowledge.regulation:{self.pk}"


class RelationKind(models.TextChoices):
    AMENDS = "amends", _("Mengubah")
    AMENDED_BY = "amended_by", _("Diubah dengan")
    REPEALS = "repeals", _("Mencabut")
    REPEALED_BY = "repealed_by", _("Dicabut dengan")
    IMPLEMENTS = "implements", _("Melaksanakan")
    IMPLEMENTED_BY = "implemented_by", _("Dilaksanakan dengan")

    @property
    def inverse(self) -> RelationKind:
        """The same relation seen from the other regulation."""
        pairs = {
            RelationKind.AMENDS: RelationKind.AMENDED_BY,
            RelationKind.REPEALS: RelationKind.REPEALED_BY,
            RelationKind.IMPLEMENTS: RelationKind.IMPLEMENTED_BY,
        }
        pairs.update({back: forth for forth, back in pairs.items()})
        return pairs[self]


class RelationQuerySet(models.QuerySet["Relation"]):
    def standing(self) -> RelationQuerySet:
        """Those nobody has taken back."""
        return self.filter(removed_at=None)

    def public(self) -> RelationQuerySet:
        """Those whose other end, where it is one of ours, anybody may see."""
        return self.filter(Q(other=None) | Q(other__audience=Audience.PUBLIC))

    def visible_to(self, person: Person) -> RelationQuerySet:
        """Those whose other end, where it is one of ours, this person may see."""
        seen = audience_for(person, *READERS, prefix="other__")
        return self.filter(Q(other=None) | seen)


class Relation(models.Model):
    """That one regulation amends, repeals or implements another, here or known only by name."""

    regulation = models.ForeignKey(Regulation, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=15, choices=RelationKind.choices)
    other = models.ForeignKey(
        Regulation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    other_name = models.CharField(max_length=200)
    # Only these Pasal of the older one, where not all of it; and since when.
    pasal = models.JSONField(default=list, blank=True)
    since = models.DateField(_("berlaku sejak"), null=True, blank=True)
    noted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    removed_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["regulation", "kind", "other_name"],
                condition=Q(removed_at=None),
                name="one_standing_relation_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.regulation} {self.get_kind_display()} {self.other_name}"

    @property
    def pasal_words(self) -> str:
        """ "Pasal 5, 8A", empty when it is about the whole."""
        return f"Pasal {', '.join(self.pasal)}" if self.pasal else ""


class StatusChange(models.Model):
    """That a regulation was found to be in force, amended or repealed: by whom, when and why."""

    regulation = models.ForeignKey(Regulation, on_delete=models.CASCADE, related_name="changes")
    status = models.CharField(max_length=10, choices=RegulationStatus.choices)
    because = models.CharField(max_length=300, blank=True)
    noted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.regulation}: {self.get_status_display()}"
