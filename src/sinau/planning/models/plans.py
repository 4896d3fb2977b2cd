"""The plan for a year: what is learnt, by whom, when, for how much, and what became of it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Agency, JobKind, Person, Role
from sinau.planning.models.assessing import READERS
from sinau.planning.models.themes import Programme
from sinau.university.models import Course, TrainingClass


class PlanState(models.TextChoices):
    """How far a plan is; each is the state of the latest step."""

    DRAFT = "draft", _("Disusun")
    SUBMITTED = "submitted", _("Diajukan")
    APPROVED = "approved", _("Disetujui")
    IN_FORCE = "in_force", _("Berlaku")


OPEN_STATES = (PlanState.APPROVED, PlanState.IN_FORCE)


class YearPlanQuerySet(models.QuerySet["YearPlan"]):
    def visible_to(self, person: Person) -> Self:
        """Approved ones by everybody; one being made by officers, heads and auditors."""
        if person.has_role(*READERS):
            return self
        return self.filter(state__in=OPEN_STATES)


class YearPlan(models.Model):
    """The city's plan of competence development for one year.

    State and sums repeat what the steps and the items say, so that a list never counts.
    """

    year = models.PositiveSmallIntegerField(_("tahun"), unique=True)
    words = models.TextField(_("arah tahun ini"), max_length=1000, blank=True)
    ceiling = models.PositiveBigIntegerField(_("pagu anggaran"), default=0)
    state = models.CharField(
        max_length=10, choices=PlanState.choices, default=PlanState.DRAFT, editable=False
    )
    item_count = models.PositiveIntegerField(default=0, editable=False)
    participants = models.PositiveIntegerField(default=0, editable=False)
    budget = models.PositiveBigIntegerField(default=0, editable=False)
    spent = models.BigIntegerField(default=0, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = YearPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year"]
        verbose_name = _("rencana tahunan")
        verbose_name_plural = _("rencana tahunan")

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("planning:plan", args=[self.year])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"planning.plan:{self.pk}"

    @property
    def is_being_made(self) -> bool:
        """Whether its items may be written freely."""
        return self.state == PlanState.DRAFT


class PlanStep(models.Model):
    """That a plan came to a state, by whom, when and with which words."""

    plan = models.ForeignKey(YearPlan, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=PlanState.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.plan} · {self.state}"


class PlanItemQuerySet(models.QuerySet["PlanItem"]):
    def visible_to(self, person: Person) -> Self:
        """All of a plan that was approved; before that those for the whole city and one's own scope."""
        if person.answers_for_city(*READERS):
            return self
        being_made = Q(agency=None) | within("agency", person, *READERS)
        if not person.has_role(*READERS):
            return self.filter(plan__state__in=OPEN_STATES)
        return self.filter(Q(plan__state__in=OPEN_STATES) | being_made)

    def kept_by(self, person: Person) -> Self:
        """Those an officer may write: the city's officer all, an agency's own those for it."""
        if person.answers_for_city(Role.OFFICER):
            return self
        return self.filter(within("agency", person, Role.OFFICER))

    def standing(self) -> Self:
        """Those not taken out."""
        return self.filter(removed_at=None)


class PlanItem(models.Model):
    """One thing the city will learn in a year: how, for whom, how many, when, and what it costs."""

    plan = models.ForeignKey(YearPlan, on_delete=models.PROTECT, related_name="items")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="items", verbose_name=_("program")
    )
    title = models.CharField(_("kegiatan"), max_length=150)
    form = models.CharField(_("bentuk"), max_length=40)
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("perangkat daerah sasaran"),
        help_text=_("Kosongkan bila untuk seluruh kota."),
    )
    job_kind = models.CharField(
        _("jabatan sasaran"), max_length=15, choices=JobKind.choices, blank=True
    )
    participants = models.PositiveIntegerField(
        _("peserta"), validators=[MaxValueValidator(100_000)]
    )
    jp = models.DecimalField(
        _("JP per peserta"), max_digits=5, decimal_places=2, validators=[MinValueValidator(0)]
    )
    month = models.PositiveSmallIntegerField(
        _("bulan"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    unit_cost = models.PositiveBigIntegerField(
        _("biaya per peserta"), default=0, validators=[MaxValueValidator(10**10)]
    )
    budget = models.PositiveBigIntegerField(default=0, editable=False)
    fund = models.CharField(_("sumber dana"), max_length=100, blank=True)
    need_count = models.PositiveIntegerField(default=0, editable=False)
    spent = models.BigIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ["month", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12), name="a_month_is_1_to_12"
            )
        ]
        verbose_name = _("butir rencana")
        verbose_name_plural = _("butir rencana")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("planning:item", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"planning.item:{self.pk}"


class ItemChange(models.Model):
    """That an item of a plan in force was changed or taken out, why, and what it said before."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item} · {self.at:%Y-%m-%d}"


class ItemLink(models.Model):
    """That a class or a course carries out an item; what is finished there is its realisation."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="links")
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(course=None, training_class__isnull=False)
                | Q(course__isnull=False, training_class=None),
                name="a_link_is_to_one_thing",
            ),
            models.UniqueConstraint(fields=["item", "course"], name="an_item_names_a_course_once"),
            models.UniqueConstraint(fields=["training_class"], name="a_class_realises_one_item"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} · {self.course or self.training_class}"


class Spending(models.Model):
    """That money of an item was spent; what was written wrongly is taken back by a row below zero."""

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="spendings")
    amount = models.BigIntegerField(_("jumlah"))
    words = models.CharField(_("untuk apa"), max_length=200)
    spent_on = models.DateField(_("tanggal"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-spent_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="a_spending_is_some_money")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} · {self.amount}"
