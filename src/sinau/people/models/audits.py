"""What an auditor has looked at: the reader is read, too."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.people.models.grants import Role
from sinau.people.models.persons import Person


class AuditViewQuerySet(models.QuerySet["AuditView"]):
    def visible_to(self, person: Person) -> AuditViewQuerySet:
        """The auditor's own, those of one's staff, and those an administrator answers for."""
        from sinau.people.access import within

        return self.filter(
            Q(auditor=person)
            | Q(auditor__supervisor=person)
            | within("auditor__agency", person, Role.ADMINISTRATOR)
        )


class AuditView(models.Model):
    """That a person holding an auditor's grant opened a page which is not their own."""

    auditor = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name=_("auditor")
    )
    address = models.CharField(_("halaman"), max_length=500)
    seen_at = models.DateTimeField(_("waktu"), default=now)

    objects = AuditViewQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["auditor", "-id"], name="audit_view_by_auditor")]
        verbose_name = _("pembacaan auditor")
        verbose_name_plural = _("pembacaan auditor")

    def __str__(self) -> str:
        return f"{self.auditor} {self.address}"
