"""Personal data apart from the rest, and who looked at it (UU 27/2022)."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.people.models.grants import Role
from sinau.people.models.persons import Person

# How long one look lasts before a purpose must be given again.
LOOK_LASTS = timedelta(minutes=15)


class PersonalDataQuerySet(models.QuerySet["PersonalData"]):
    def visible_to(self, person: Person) -> PersonalDataQuerySet:
        """One's own; those of the people an officer keeps or an auditor examines."""
        from sinau.people.access import within

        theirs = within("person__agency", person, Role.OFFICER, Role.AUDITOR)
        return self.filter(Q(person=person) | theirs)


class PersonalData(models.Model):
    """What the city knows about somebody's private life. Never in a list, a search or an export."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="personal"
    )
    birth_place = models.CharField(_("tempat lahir"), max_length=150, blank=True)
    religion = models.CharField(_("agama"), max_length=150, blank=True)
    marital = models.CharField(_("status perkawinan"), max_length=150, blank=True)
    nik = models.CharField(_("NIK"), max_length=16, blank=True)
    npwp = models.CharField(_("NPWP"), max_length=25, blank=True)
    bpjs = models.CharField(_("nomor BPJS"), max_length=25, blank=True)
    phone = models.CharField(_("nomor telepon"), max_length=20, blank=True)
    private_email = models.EmailField(_("surel pribadi"), blank=True)
    address = models.CharField(_("alamat rumah"), max_length=300, blank=True)
    discipline = models.TextField(_("catatan disiplin"), blank=True)

    objects = PersonalDataQuerySet.as_manager()

    class Meta:
        verbose_name = _("data pribadi")
        verbose_name_plural = _("data pribadi")

    def __str__(self) -> str:
        return str(self.person)


class PersonalDataView(models.Model):
    """That somebody opened another one's personal data, when, and what for."""

    viewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="personal_data_views")
    seen_at = models.DateTimeField(default=now)
    purpose = models.CharField(_("alasan membuka"), max_length=300)

    class Meta:
        ordering = ["-seen_at"]
        verbose_name = _("pembukaan data pribadi")
        verbose_name_plural = _("pembukaan data pribadi")

    def __str__(self) -> str:
        return f"{self.viewer} -> {self.person}"

    @property
    def still_open(self) -> bool:
        """Whether this look has not run out."""
        return now() < self.seen_at + LOOK_LASTS
