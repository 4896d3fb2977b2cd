"""Which box of the AI taxonomy a risk lies in, which boxes do not apply, and lists made apart."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sinau.people.access import at_home
from sinau.people.models import Person
from sinau.risk.models.registers import Involvement, Register
from sinau.risk.models.risks import Risk


class Classification(models.Model):
    """That a risk lies in one box of the AI taxonomy, and what caused it: who, on purpose, when."""

    risk = models.OneToOneField(Risk, on_delete=models.CASCADE, related_name="classification")
    subdomain = models.CharField(_("subranah"), max_length=5)
    entity = models.CharField(max_length=12, blank=True)
    intent = models.CharField(max_length=15, blank=True)
    timing = models.CharField(max_length=8, blank=True)
    # The suggestion it was taken over from, if any.
    suggestion = models.CharField(max_length=20, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = _("penggolongan")
        verbose_name_plural = _("penggolongan")

    def __str__(self) -> str:
        return f"{self.subdomain} · {self.risk}"


class Exclusion(models.Model):
    """That a box does not apply to what a register is about, why, and who of another agency agrees.

    Taking it back fills the last pair.
    """

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="exclusions")
    subdomain = models.CharField(max_length=5)
    reason = models.TextField(_("alasan"))
    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # The agency at the time; people move.
    stated_agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_agency = models.ForeignKey(
        "people.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["subdomain", "-stated_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "subdomain"],
                condition=Q(withdrawn_at=None),
                name="a_box_is_excluded_once_at_a_time",
            )
        ]
        verbose_name = _("pernyataan tidak berlaku")
        verbose_name_plural = _("pernyataan tidak berlaku")

    def __str__(self) -> str:
        return f"{self.subdomain} · {self.register}"


class NamingQuerySet(models.QuerySet["Naming"]):
    def visible_to(self, person: Person) -> NamingQuerySet:
        """One's own agency's list, and finished ones; who still adds to a list sees no other."""
        finished = FinishedList.objects.filter(register=OuterRef("register"))
        theirs = Exists(finished.filter(agency=OuterRef("agency")))
        home = at_home("agency", person)
        involved = Involvement.objects.filter(home, register=OuterRef("register"))
        is_adding = Exists(involved) & ~Exists(finished.filter(home))
        return self.filter(register__in=Register.objects.visible_to(person)).filter(
            home | (theirs & ~is_adding)
        )


class Naming(models.Model):
    """A risk somebody of an agency named without seeing what the others named.

    `risk` says which risk of the register it is, once the lists are laid side by side.
    """

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="namings")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("risiko"), max_length=300)
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    named_at = models.DateTimeField()
    risk = models.ForeignKey(Risk, on_delete=models.SET_NULL, null=True, related_name="namings")
    matched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    matched_at = models.DateTimeField(null=True)

    objects = NamingQuerySet.as_manager()

    class Meta:
        ordering = ["agency", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "agency", "text"], name="a_risk_is_named_once_a_list"
            )
        ]
        verbose_name = _("risiko pada daftar mandiri")
        verbose_name_plural = _("risiko pada daftar mandiri")

    def __str__(self) -> str:
        return self.text


class FinishedList(models.Model):
    """That an agency has named all it can think of; its list may be seen when all have."""

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="finished_lists")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    finished_at = models.DateTimeField()

    class Meta:
        ordering = ["finished_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "agency"], name="an_agency_finishes_its_list_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.register}"
