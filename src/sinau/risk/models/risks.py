"""Risks and the places they have had on the matrix."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person, Role
from sinau.risk.models.frameworks import Framework
from sinau.risk.models.registers import Basis, Register


class Kind(models.TextChoices):
    """What an assessment speaks of."""

    INHERENT = "inherent", _("Sebelum penanganan")
    TARGET = "target", _("Sasaran sesudah penanganan")
    CURRENT = "current", _("Keadaan sekarang")


class Nature(models.TextChoices):
    """Whether what may happen harms or helps."""

    NEGATIVE = "negatif", _("Negatif")
    POSITIVE = "positif", _("Positif")


class RiskQuerySet(models.QuerySet["Risk"]):
    def threats(self) -> RiskQuerySet:
        """What can only cost; an opportunity is no loss, and no loss is taken off for it."""
        return self.filter(nature=Nature.NEGATIVE)

    def visible_to(self, person: Person) -> RiskQuerySet:
        """Risks of the registers the person may see."""
        return self.filter(register__in=Register.objects.visible_to(person))

    def writable_by(self, person: Person) -> RiskQuerySet:
        """Risks of the registers the person may add to."""
        return self.filter(register__in=Register.objects.writable_by(person))

    def decidable_by(self, person: Person, role: Role) -> RiskQuerySet:
        """Risks of the registers over which the person holds the role."""
        return self.filter(register__in=Register.objects.decidable_by(person, role))

    def open_now(self) -> RiskQuerySet:
        """Risks that have not been closed."""
        return self.filter(closure=None)

    def closed(self) -> RiskQuerySet:
        """Risks that stand closed."""
        return self.exclude(closure=None)

    def unreviewed(self) -> RiskQuerySet:
        """Open risks no risk officer has agreed to as they stand."""
        return self.open_now().filter(review=None)

    def above_appetite(self) -> RiskQuerySet:
        """Open risks that harm and stand at or above the magnitude from which one must be treated."""
        return self.open_now().filter(
            nature=Nature.NEGATIVE, standing__score__gte=F("standing__treat_from")
        )

    def overdue(self, day: date) -> RiskQuerySet:
        """Open risks with an action that should have been done by that day."""
        late = Risk.objects.filter(treatments__completion=None, treatments__due__lt=day)
        return self.open_now().filter(pk__in=late.values("pk"))

    def for_list(self) -> RiskQuerySet:
        """With everything a row of a list shows."""
        return self.select_related(
            "register__agency", "standing", "inherent", "residual", "closure", "review"
        )


class Risk(models.Model):
    """Something that may happen, why, and what follows; with where it stands on the matrix.

    `inherent`, `residual` and `standing` point at the assessments that count now: before
    treatment, after it (hoped for or seen), and the one by which it is judged.
    """

    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, related_name="risks", verbose_name=_("register")
    )
    code = models.CharField(_("kode"), max_length=20)
    event = models.CharField(
        _("kejadian"), max_length=300, help_text=_("Apa yang dapat terjadi, dalam satu kalimat.")
    )
    cause = models.TextField(_("penyebab"), help_text=_("Mengapa itu dapat terjadi."))
    impact_text = models.TextField(
        _("akibat"), help_text=_("Siapa yang terkena dan apa akibatnya bagi mereka.")
    )
    category = models.CharField(_("kategori"), max_length=100)
    impact_area = models.CharField(_("area dampak"), max_length=100, blank=True)
    nature = models.CharField(
        _("jenis risiko"), max_length=8, choices=Nature.choices, default=Nature.NEGATIVE
    )
    objective = models.CharField(_("sasaran"), max_length=300, blank=True)
    existing_control = models.TextField(_("pengendalian yang sudah ada"), blank=True)
    option = models.CharField(_("pilihan penanganan"), max_length=30, blank=True)
    control = models.TextField(_("pengendalian"), blank=True)
    identified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    identified_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    inherent = models.ForeignKey(
        "Assessment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    residual = models.ForeignKey(
        "Assessment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    standing = models.ForeignKey(
        "Assessment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    review = models.ForeignKey("Review", on_delete=models.PROTECT, null=True, related_name="+")
    acceptance = models.ForeignKey(
        "Acceptance", on_delete=models.PROTECT, null=True, related_name="+"
    )
    closure = models.ForeignKey("Closure", on_delete=models.PROTECT, null=True, related_name="+")
    # The estimate by which the model counts, and what was learnt since it was made.
    estimate = models.ForeignKey(
        "Estimate", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    learning = models.ForeignKey(
        "Learning", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["register", "code"]
        constraints = [
            models.UniqueConstraint(fields=["register", "code"], name="a_code_once_a_register")
        ]
        verbose_name = _("risiko")
        verbose_name_plural = _("risiko")

    def __str__(self) -> str:
        return f"{self.code} {self.event}"

    def get_absolute_url(self) -> str:
        return reverse("risk:show", args=[self.pk])

    @property
    def is_accepted(self) -> bool:
        """Whether a head carries it as it stands; asked with `acceptance` and `standing` at hand."""
        return bool(
            self.acceptance and self.standing and self.acceptance.covers(self.standing.score)
        )


class Assessment(models.Model):
    """That somebody placed a risk on the matrix, when, and why; kept for ever.

    Magnitude, level and appetite are those of the framework version it was made under.
    """

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="assessments")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="assessments")
    likelihood = models.PositiveSmallIntegerField(_("kemungkinan"))
    impact = models.PositiveSmallIntegerField(_("dampak"))
    score = models.PositiveSmallIntegerField(_("besaran"))
    level = models.PositiveSmallIntegerField(_("level"))
    level_name = models.CharField(max_length=40)
    treat_from = models.PositiveSmallIntegerField(_("selera risiko"))
    reason = models.TextField(_("alasan"), blank=True)
    # By which criterion likelihood was judged; the two are never ranked together.
    basis = models.CharField(max_length=6, choices=Basis.choices, default=Basis.CHANCE)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    assessed_at = models.DateTimeField()

    class Meta:
        ordering = ["-assessed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__gte=1, impact__gte=1), name="a_place_on_the_matrix"
            )
        ]
        verbose_name = _("penilaian")
        verbose_name_plural = _("penilaian")

    def __str__(self) -> str:
        return f"{self.score} {self.level_name}"

    @property
    def is_above(self) -> bool:
        """Whether it lies where a risk must be treated."""
        return self.score >= self.treat_from
