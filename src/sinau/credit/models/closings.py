"""Closings: a month or a year of an agency as it stood when somebody answered for it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.credit.models.ledger import READERS, Entry
from sinau.kernel.clock import now
from sinau.kernel.words import date_id
from sinau.people.access import within
from sinau.people.models import Agency, Person

# In `month` this says that the whole year is meant.
WHOLE_YEAR = 0


def last_day(year: int, month: int) -> date:
    """The last day of a month, or of the year."""
    if month in (WHOLE_YEAR, 12):
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def period_name(year: int, month: int) -> str:
    """ "September 2026", or "Tahun 2026"."""
    if month == WHOLE_YEAR:
        return _("Tahun %(year)s") % {"year": year}
    # "1 September 2026" without its day, so that it is in the reader's language.
    return date_id(date(year, month, 1)).split(" ", 1)[1]


class ClosingQuerySet(models.QuerySet["Closing"]):
    def visible_to(self, person: Person) -> ClosingQuerySet:
        """Those of agencies whose people one answers for."""
        return self.filter(within("agency", person, *READERS))


class Closing(models.Model):
    """That a month or year of an agency and all below it was closed, and what it held then.

    `digest` covers the total and the newest hash of every person's ledger, and the digest of the
    closing before it. Never changed, never taken back.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="jp_closings")
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(default=WHOLE_YEAR)
    code = models.CharField(max_length=14, unique=True, db_collation="C")
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField()
    people = models.PositiveIntegerField()
    entries = models.PositiveIntegerField()
    jp = models.DecimalField(max_digits=12, decimal_places=2)
    jp_before = models.DecimalField(max_digits=12, decimal_places=2)
    accepted = models.PositiveIntegerField()
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-month", "agency__path"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year", "month"], name="one_closing_per_period"
            )
        ]
        verbose_name = gettext_lazy("penutupan JP")
        verbose_name_plural = gettext_lazy("penutupan JP")

    def __str__(self) -> str:
        return f"{self.agency} · {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("credit:closing", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream in which the journal keeps what happened to this period."""
        return f"credit.closing:{self.agency_id}-{self.year}-{self.month}"

    @property
    def period(self) -> str:
        """The name of the period, for a page."""
        return period_name(self.year, self.month)

    @property
    def is_year(self) -> bool:
        """Whether the whole year was closed."""
        return self.month == WHOLE_YEAR

    @property
    def last_day(self) -> date:
        """The last day that it covers."""
        return last_day(self.year, self.month)

    @property
    def in_period(self) -> Decimal:
        """The JP that came since the closing before it."""
        return Decimal(self.jp) - self.jp_before


class ClosedTotal(models.Model):
    """What one person's year held at a closing, and where their ledger ended then."""

    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="totals")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jp_closed"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    emp_kind = models.CharField(max_length=4)
    jp = models.DecimalField(max_digits=8, decimal_places=2)
    jp_before = models.DecimalField(max_digits=8, decimal_places=2)
    entries = models.PositiveIntegerField()
    position = models.PositiveIntegerField()
    head = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["agency__path", "person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["closing", "person"], name="one_closed_total_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.jp} JP"


class AcceptedFinding(models.Model):
    """That an officer looked at something the checks found and let it stand, with a reason."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class SignedSummary(models.Model):
    """The summary of a closing as a PDF signed with the city's key; the file is kept as it is."""

    closing = models.OneToOneField(Closing, on_delete=models.PROTECT, related_name="summary")
    file = models.FileField(upload_to="jp/")
    sha256 = models.CharField(max_length=64, db_index=True)
    signer = models.CharField(max_length=200)
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class Recomputation(models.Model):
    """That somebody had ledgers computed again from the facts, and what differed."""

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    people = models.PositiveIntegerField(default=0)
    people_done = models.PositiveIntegerField(default=0)
    entries = models.PositiveIntegerField(default=0)
    # The first differences as [person, words], and how many there are in all.
    differences = models.JSONField(default=list)
    difference_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("credit:recomputation", args=[self.pk])

    @property
    def is_clean(self) -> bool:
        """Whether it has ended and found no difference."""
        return self.finished_at is not None and not self.difference_count
