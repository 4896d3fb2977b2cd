"""What is to be done about a risk, by whom and until when, and that it was done."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.risk.models.registers import Register
from sinau.risk.models.risks import Risk


class TreatmentQuerySet(models.QuerySet["Treatment"]):
    def visible_to(self, person: Person) -> TreatmentQuerySet:
        """Actions of the registers the person may see, and their own."""
        return self.filter(
            models.Q(risk__register__in=Register.objects.visible_to(person))
            | models.Q(owner=person)
        )

    def undone(self) -> TreatmentQuerySet:
        """Actions nobody has reported as done."""
        return self.filter(completion=None)

    def late(self, day: date) -> TreatmentQuerySet:
        """Actions that should have been done before that day."""
        return self.undone().filter(due__lt=day)


class Treatment(models.Model):
    """One action against a risk, with one person who answers for it and a date."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="treatments")
    text = models.CharField(_("tindakan"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="treatments",
        verbose_name=_("penanggung jawab"),
    )
    output = models.CharField(_("keluaran"), max_length=300, blank=True)
    starts_on = models.DateField(_("mulai"), null=True, blank=True)
    due = models.DateField(_("tenggat"))
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    planned_at = models.DateTimeField()

    objects = TreatmentQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        verbose_name = _("rencana tindak lanjut")
        verbose_name_plural = _("rencana tindak lanjut")

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{reverse('risk:show', args=[self.risk_id])}#tindakan-{self.pk}"


class Completion(models.Model):
    """That an action was done, who says so, and by what one can see it."""

    treatment = models.OneToOneField(Treatment, on_delete=models.PROTECT, related_name="completion")
    evidence = models.TextField(
        _("bukti"), help_text=_("Dengan apa orang lain dapat melihat bahwa ini sudah dikerjakan.")
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.evidence
