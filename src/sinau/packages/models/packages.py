"""Packages made elsewhere, and the units in them that can be launched."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.university.models import Activity, Course

NOUN = "packages.package"


class PackageKind(models.TextChoices):
    CMI5 = "cmi5", "cmi5"
    SCORM_12 = "scorm12", "SCORM 1.2"
    SCORM_2004 = "scorm2004", "SCORM 2004"
    XAPI = "xapi", "xAPI"


class PackageQuerySet(models.QuerySet["Package"]):
    def usable(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def kept_by(self, person: Person) -> Self:
        """Packages of agencies in this officer's charge."""
        return self.filter(within("agency", person, Role.OFFICER))

    def visible_to(self, person: Person) -> Self:
        """Those one keeps, and those that a course one may see asks for."""
        courses = Course.objects.visible_to(person).values("pk")
        addresses = Activity.objects.asked().filter(
            course__in=courses, address__startswith=f"{NOUN}:"
        )
        asked = [
            int(address.rpartition(":")[2])
            for address in addresses.values_list("address", flat=True)
        ]
        return self.filter(
            within("agency", person, Role.OFFICER) | models.Q(pk__in=asked, withdrawn_at=None)
        )


class Package(models.Model):
    """A package that an officer brought in: what it is, what was found in it, where its files are.

    `tree` is its structure: groups with "children", units by their number. `report` says of each
    requirement whether it was kept.
    """

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("jenis"), max_length=10, choices=PackageKind.choices)
    publisher_id = models.CharField(max_length=1000)
    title = models.CharField(_("judul"), max_length=300)
    description = models.TextField(_("keterangan"), blank=True)
    agency = models.ForeignKey(
        "people.Agency",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("perangkat daerah"),
    )
    tree = models.JSONField(default=dict)
    report = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    file_name = models.CharField(max_length=200)
    file_count = models.PositiveIntegerField(default=0)
    size_bytes = models.BigIntegerField(default=0)
    unit_count = models.PositiveIntegerField(default=0)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = PackageQuerySet.as_manager()

    class Meta:
        ordering = ["-imported_at", "-pk"]
        verbose_name = _("paket")
        verbose_name_plural = _("paket")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("packages:package", args=[self.pk])

    @property
    def address(self) -> str:
        """How courses name it."""
        return f"{NOUN}:{self.pk}"

    @property
    def activity_id(self) -> str:
        """The course under the name that this house gives it."""
        return f"{settings.PUBLIC_URL}/xapi/packages/{self.code}"

    @property
    def folder(self) -> str:
        """Where its files are kept."""
        return f"packages/{self.code}"

    @property
    def megabytes(self) -> float:
        """How large it is unpacked."""
        return round(self.size_bytes / 1024 / 1024, 1)


class Unit(models.Model):
    """One thing in a package that is launched by itself: an AU, a SCO, an xAPI activity."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="units")
    number = models.PositiveIntegerField()
    publisher_id = models.CharField(max_length=1000)
    title = models.CharField(_("judul"), max_length=300)
    url = models.CharField(max_length=2000)
    move_on = models.CharField(max_length=20, default="NotApplicable")
    mastery_score = models.DecimalField(max_digits=9, decimal_places=7, null=True)
    launch_method = models.CharField(max_length=10, default="AnyWindow")
    activity_type = models.CharField(max_length=300, blank=True)
    launch_parameters = models.TextField(null=True)  # noqa: DJ001 (absent is not empty)
    entitlement_key = models.TextField(null=True)  # noqa: DJ001
    more = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["package", "number"], name="one_unit_per_number")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def activity_id(self) -> str:
        """The unit under the name that this house gives it; the same at every launch (8.1.5)."""
        return f"{self.package.activity_id}/unit/{self.number}"

    @property
    def is_elsewhere(self) -> bool:
        """Whether it stands on another site and not in the package."""
        return self.url.lower().startswith(("http://", "https://"))
