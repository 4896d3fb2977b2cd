"""Registers of risks and the agencies they belong to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import at_home, within
from sinau.people.models import Person, Role
from sinau.risk.models.frameworks import Framework

LOOKING = (Role.RISK_OFFICER, Role.HEAD, Role.AUDITOR)


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def open_to(self, person: Person, *roles: Role) -> InvolvementQuerySet:
        """Those of the person's own agency, and of agencies over which a role is held."""
        return self.filter(at_home("agency", person) | within("agency", person, *roles))


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, person: Person) -> RegisterQuerySet:
        """Registers of the agencies involved; risk officers, heads and auditors in their scope.

        Who keeps a register sees it too, wherever they work.
        """
        involved = Involvement.objects.open_to(person, *LOOKING)
        return self.filter(Q(keeper=person) | Q(pk__in=involved.values("register")))

    def writable_by(self, person: Person) -> RegisterQuerySet:
        """Registers a person may add to: keeper, people of the agencies involved, risk officers."""
        involved = Involvement.objects.open_to(person, Role.RISK_OFFICER)
        return self.filter(Q(keeper=person) | Q(pk__in=involved.values("register")))

    def decidable_by(self, person: Person, role: Role) -> RegisterQuerySet:
        """Registers over which the person holds the role, by one of the agencies involved."""
        involved = Involvement.objects.filter(within("agency", person, role))
        return self.filter(pk__in=involved.values("register"))


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
