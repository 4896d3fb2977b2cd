"""Registers of risks and the agencies they belong to."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.access import at_home, within
from sinau.people.models import Agency, Person, Role
from sinau.risk.models.frameworks import Framework


class Basis(models.TextChoices):
    """By what a unit judges likelihood: one of the two, never both (1 event a year is 63 %)."""

    CHANCE = "chance", _("Persentase dalam setahun")
    COUNT = "count", _("Jumlah kejadian dalam setahun")


class Part(models.TextChoices):
    """What somebody is to the risks of a unit."""

    OWNER = "owner", _("Pemilik risiko")
    COORDINATOR = "coordinator", _("Koordinator risiko")
    MANAGER = "manager", _("Pengelola risiko")


LOOKING = (Role.RISK_OFFICER, Role.HEAD, Role.AUDITOR)


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def open_to(self, person: Person, *roles: Role) -> InvolvementQuerySet:
        """Those of the person's own agency, and of agencies over which a role is held."""
        return self.filter(at_home("agency", person) | within("agency", person, *roles))


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, person: Person) -> RegisterQuerySet:
        """Registers of the agencies involved; risk officers, heads and auditors in their scope.

        Who keeps a register or holds a part in it sees it too, wherever they work.
        """
        involved = Involvement.objects.open_to(person, *LOOKING)
        return self._kept_or(person, involved)

    def writable_by(self, person: Person) -> RegisterQuerySet:
        """Registers a person may add to: keeper, stewards, people of the agencies involved, officers."""
        involved = Involvement.objects.open_to(person, Role.RISK_OFFICER)
        return self._kept_or(person, involved)

    def steered_by(self, person: Person) -> RegisterQuerySet:
        """Registers whose context and monitoring a person keeps: keeper, stewards, risk officers."""
        mine = Steward.objects.in_office(today()).filter(person=person)
        watched = Involvement.objects.filter(within("agency", person, Role.RISK_OFFICER))
        return self.filter(
            Q(keeper=person)
            | Q(pk__in=mine.values("register"))
            | Q(pk__in=watched.values("register"))
        )

    def owned_by(self, person: Person) -> RegisterQuerySet:
        """Registers of which the person is the risk owner in office."""
        mine = Steward.objects.in_office(today()).filter(person=person, part=Part.OWNER)
        return self.filter(pk__in=mine.values("register"))

    def staffed_by(self, person: Person) -> RegisterQuerySet:
        """Registers for which the person names the stewards: head or risk officer over the owner."""
        return self.filter(within("agency", person, Role.HEAD, Role.RISK_OFFICER))

    def _kept_or(self, person: Person, involved: InvolvementQuerySet) -> RegisterQuerySet:
        mine = Steward.objects.in_office(today()).filter(person=person)
        return self.filter(
            Q(keeper=person)
            | Q(pk__in=involved.values("register"))
            | Q(pk__in=mine.values("register"))
        )

    def decidable_by(self, person: Person, role: Role) -> RegisterQuerySet:
        """Registers over which the person holds the role, by one of the agencies involved."""
        involved = Involvement.objects.filter(within("agency", person, role))
        return self.filter(pk__in=involved.values("register"))


def side_of(person: Person, register: Register) -> Agency:
    """For which agency of a register a person speaks: the one involved that is theirs or above it."""
    involved = register.involvements.filter(at_home("agency", person)).select_related("agency")
    nearest = max(involved, key=lambda row: len(row.agency.path), default=None)
    return nearest.agency if nearest else person.agency or register.agency


def house_of(agency: Agency) -> str:
    """The department an agency is or belongs to: a clinic and its department are not two voices."""
    return "/".join(agency.path.strip("/").split("/")[:2])


class Register(models.Model):
    """A list of risks about one thing, kept by one person, for the agencies involved.

    The counters are stored by the actions, so that a list of registers counts nothing.
    """

    title = models.CharField(_("judul"), max_length=150)
    subject = models.TextField(
        _("tentang apa"), blank=True, help_text=_("Layanan, kegiatan, atau gagasan yang dinilai.")
    )
    # Another app's thing, as plain words: "innovation.idea:7" and where it is found.
    source = models.CharField(max_length=120, blank=True, db_index=True)
    source_url = models.CharField(max_length=300, blank=True)
    agency = models.ForeignKey(
        "people.Agency",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("pemilik risiko"),
    )
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="registers",
        verbose_name=_("pengelola register"),
    )
    framework = models.ForeignKey(
        Framework,
        on_delete=models.PROTECT,
        related_name="registers",
        verbose_name=_("kerangka"),
    )
    likelihood_basis = models.CharField(
        _("kriteria kemungkinan"), max_length=6, choices=Basis.choices, default=Basis.CHANCE
    )
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    next_number = models.PositiveIntegerField(default=1)
    risk_count = models.PositiveIntegerField(default=0)
    above_count = models.PositiveIntegerField(default=0)
    unreviewed_count = models.PositiveIntegerField(default=0)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("register risiko")
        verbose_name_plural = _("register risiko")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("risk:register", args=[self.pk])


class Involvement(models.Model):
    """That an agency takes part in what a register is about, and so sees it."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="involvements")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["register", "agency"], name="an_agency_once_a_register")
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.register}"


class StewardQuerySet(models.QuerySet["Steward"]):
    def in_office(self, day: date) -> StewardQuerySet:
        """Those who hold their part on that day."""
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day, ended_at=None
        )


class Steward(models.Model):
    """That somebody owns, coordinates or manages the risks of a unit, from a day on until a day."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="stewards")
    part = models.CharField(_("peran"), max_length=12, choices=Part.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stewardships"
    )
    valid_from = models.DateField(_("mulai"))
    valid_to = models.DateField(_("sampai"), null=True, blank=True)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    named_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = StewardQuerySet.as_manager()

    class Meta:
        ordering = ["part", "-valid_from", "pk"]
        verbose_name = _("pelaksana manajemen risiko")
        verbose_name_plural = _("pelaksana manajemen risiko")

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.person}"
