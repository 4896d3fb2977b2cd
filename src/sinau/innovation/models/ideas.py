"""Ideas, the agencies in them, and who supports them."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import at_home, within
from sinau.people.models import Person, Role

LOOKING = (Role.RISK_OFFICER, Role.HEAD, Role.AUDITOR)


class Stage(models.TextChoices):
    """How far an idea has come; each step is a row of its own, this is only where to look."""

    DRAFT = "draft", _("Draf")
    PROPOSED = "proposed", _("Diajukan")
    PLAN = "plan", _("Direncanakan")
    PILOT = "pilot", _("Uji coba")
    ENDED = "ended", _("Uji coba selesai")
    LIVE = "live", _("Diterapkan")
    MONITORED = "monitored", _("Dipantau")
    STOPPED = "stopped", _("Dihentikan")
    RETIRED = "retired", _("Diakhiri")
    DECLINED = "declined", _("Tidak dilanjutkan")
    MERGED = "merged", _("Digabung")


OPEN_TO_ALL = (Stage.LIVE, Stage.MONITORED)
IN_USE = (Stage.PILOT, *OPEN_TO_ALL)


class PartnerQuerySet(models.QuerySet["Partner"]):
    def open_to(self, person: Person, *roles: Role) -> PartnerQuerySet:
        """Those of the person's own agency, and of agencies over which a role is held."""
        return self.filter(at_home("agency", person) | within("agency", person, *roles))


class IdeaQuerySet(models.QuerySet["Idea"]):
    def inside(self, person: Person) -> IdeaQuerySet:
        """Ideas whose plan and risks the person may read: agencies involved, and who watches."""
        involved = Partner.objects.open_to(person, *LOOKING)
        return self.filter(Q(owner=person) | Q(pk__in=involved.values("idea")))

    def visible_to(self, person: Person) -> IdeaQuerySet:
        """What was proposed is for the whole city; a draft only for those inside."""
        involved = Partner.objects.open_to(person, *LOOKING)
        return self.filter(
            ~Q(stage=Stage.DRAFT) | Q(owner=person) | Q(pk__in=involved.values("idea"))
        )

    def writable_by(self, person: Person) -> IdeaQuerySet:
        """The owner, and people of the agencies involved."""
        involved = Partner.objects.open_to(person)
        return self.filter(Q(owner=person) | Q(pk__in=involved.values("idea")))

    def decidable_by(self, person: Person, role: Role) -> IdeaQuerySet:
        """Ideas over whose leading agency the person holds the role."""
        return self.filter(within("agency", person, role))

    def in_use(self) -> IdeaQuerySet:
        """AI that works for people now, as a trial or for good; everybody may know of it."""
        return self.filter(stage__in=IN_USE)


class Idea(models.Model):
    """An AI idea of one or more agencies, with one person who answers for it.

    Counters and `gate_closed_at` are stored by the actions.
    """

    title = models.CharField(_("judul"), max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    problem = models.TextField(_("masalah"))
    beneficiaries = models.TextField(_("siapa yang terbantu"))
    summary = models.TextField(_("ringkasan"))
    sectors = ArrayField(models.CharField(max_length=60), verbose_name=_("sektor"), default=list)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="ideas",
        verbose_name=_("pemilik"),
    )
    agency = models.ForeignKey(
        "people.Agency",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("perangkat daerah pengampu"),
    )
    register = models.OneToOneField(
        "risk.Register", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # What it was made of, such as a plan of action; one idea for each.
    source = models.CharField(max_length=80, blank=True, editable=False)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT)
    support_count = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    gate_closed_at = models.DateTimeField(null=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=~models.Q(source=""), name="one_idea_for_a_source"
            )
        ]
        verbose_name = _("gagasan")
        verbose_name_plural = _("gagasan")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("innovation:show", args=[self.pk])

    @property
    def public_url(self) -> str:
        """Where everybody may read of this use."""
        return reverse("innovation:use", args=[self.slug])

    @property
    def is_in_use(self) -> bool:
        """Whether it works for people now."""
        return self.stage in IN_USE


class Partner(models.Model):
    """That an agency takes part in an idea; the leading one has a row too."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="partners")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    joined_at = models.DateTimeField()

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "agency"], name="an_agency_once_an_idea")
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.idea}"


class Proposal(models.Model):
    """That an idea was put before the whole city."""

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="proposal")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.idea)


class Support(models.Model):
    """That somebody wants this idea to go on, perhaps with a reason."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "person"], name="one_support_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.idea}"
