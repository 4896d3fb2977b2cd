"""Agencies (perangkat daerah): a tree that remembers its former names, places and ends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from sinau.people.models.persons import Person


class AgencyKind(models.TextChoices):
    CITY = "kota", _("Pemerintah kota")
    SECRETARIAT = "sekretariat", _("Sekretariat")
    DEPARTMENT = "dinas", _("Dinas")
    BOARD = "badan", _("Badan")
    DIVISION = "bagian", _("Bagian")
    INSPECTORATE = "inspektorat", _("Inspektorat")
    DISTRICT = "kemantren", _("Kemantren")
    VILLAGE = "kelurahan", _("Kelurahan")
    CLINIC = "puskesmas", _("Puskesmas")
    HOSPITAL = "rsud", _("Rumah sakit")
    SCHOOL = "sekolah", _("Sekolah")
    UNIT = "unit", _("Unit kerja")


class AgencyQuerySet(models.QuerySet["Agency"]):
    def open_on(self, day: date) -> AgencyQuerySet:
        """Agencies that existed on that day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)

    def open_now(self) -> AgencyQuerySet:
        """Agencies that have not ended."""
        return self.filter(closed_on=None)

    def under(self, agency: Agency) -> AgencyQuerySet:
        """The agency and everything below it."""
        return self.filter(path__startswith=agency.path)

    def visible_to(self, person: Person) -> AgencyQuerySet:
        """The structure of the city is public to everyone who works there."""
        return self

    def arranged_by(self, person: Person) -> AgencyQuerySet:
        """Those whose name and place this person may change.

        Administrators in their scope; officers only below the agency they are granted, so that
        an agency's own officer cannot rename or dissolve that agency.
        """
        from sinau.people.access import within
        from sinau.people.models.grants import Role

        own = person.paths(Role.OFFICER)
        return self.filter(
            within("", person, Role.ADMINISTRATOR)
            | (within("", person, Role.OFFICER) & ~Q(path__in=own))
        )


class Agency(models.Model):
    """One agency or unit of the city, for as long as it exists.

    Name, parent and path are those of today; `AgencyVersion` keeps every former one.
    """

    code = models.SlugField(_("kode"), max_length=60, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    short_name = models.CharField(_("nama singkat"), max_length=80)
    kind = models.CharField(_("jenis"), max_length=20, choices=AgencyKind.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    # "/kota/dinkes/puskesmas-jetis/": a subtree is one indexed prefix.
    path = models.CharField(max_length=400, unique=True, editable=False, db_collation="C")
    sector = models.CharField(_("sektor"), max_length=60, blank=True)
    opened_on = models.DateField(_("berdiri"), default=date(2000, 1, 1))
    closed_on = models.DateField(_("berakhir"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed"
    )
    source = models.CharField(_("sumber"), max_length=200, blank=True)
    verified = models.BooleanField(_("terverifikasi"), default=False)
    # People serving here today, units below not included; kept by the database (see migrations).
    headcount = models.PositiveIntegerField(_("jumlah pegawai"), default=0, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        verbose_name = _("perangkat daerah")
        verbose_name_plural = _("perangkat daerah")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:agency", args=[self.code])

    def contains(self, other: Agency | None) -> bool:
        """Whether the other agency is this one or lies below it."""
        return other is not None and other.path.startswith(self.path)

    def path_below(self, parent: Agency | None) -> str:
        """The path this agency has under that parent."""
        return f"{parent.path if parent else '/'}{self.code}/"

    def name_on(self, day: date) -> str:
        """What the agency was called on that day."""
        version = (
            self.versions.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)
            .order_by("-valid_from")
            .first()
        )
        return version.name if version else self.name


class AgencyVersion(models.Model):
    """That an agency had this name and this parent from one day until another (exclusive)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="versions")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    parent = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(valid_to=None),
                name="one_current_version_per_agency",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.valid_from} - {self.valid_to or ''})"
