"""Communities, who belongs to them and who leads them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now, today
from sinau.people.access import at_home, audience_for, within
from sinau.people.models import Agency, Audience, AudienceFields, Grant, Person, Role

# Who reads the talk of an agency where they do not work: those who hold one of these over it.
READERS = (Role.COMMUNITY_LEAD, Role.CURATOR)
FOR_ALL = (Audience.CITY, Audience.PUBLIC)
# Who opens communities and names their leads, within the agencies over which they hold the role.
FOUNDERS = (Role.COMMUNITY_LEAD, Role.OFFICER, Role.ADMINISTRATOR)


def readable_by(person: Person, prefix: str = "") -> Q:
    """Rows of communities, reached by `prefix`, that are made for this person or led by them."""
    return audience_for(person, *READERS, prefix=prefix) | led_by(person, prefix)


def led_by(person: Person, prefix: str = "") -> Q:
    """Rows of communities this person leads: by name, or by the role over the agency."""
    by_name = Lead.objects.active().filter(person=person).values("community_id")
    by_role = within(f"{prefix}agency", person, Role.COMMUNITY_LEAD)
    return by_role | Q(**{f"{prefix}pk__in": by_name})


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, person: Person) -> CommunityQuerySet:
        """Those made for the person, those they lead, and for auditors all in their scope."""
        return self.filter(readable_by(person))

    def joinable_by(self, person: Person) -> CommunityQuerySet:
        """Those in which the person may write: open ones, made for them or led by them."""
        theirs = Q(audience__in=FOR_ALL) | at_home("agency", person) | led_by(person)
        return self.open_now().filter(theirs)

    def led_by(self, person: Person) -> CommunityQuerySet:
        """Those this person leads."""
        return self.filter(led_by(person))

    def managed_by(self, person: Person) -> CommunityQuerySet:
        """Those whose purpose and leads this person settles; never ones they may not read."""
        over = within("agency", person, *FOUNDERS)
        return self.visible_to(person).filter(over | led_by(person))

    def joined_by(self, person: Person) -> CommunityQuerySet:
        """Those this person belongs to."""
        mine = Member.objects.active().filter(person=person)
        return self.filter(pk__in=mine.values("community_id"))

    def open_now(self) -> CommunityQuerySet:
        """Those whose agency has not ended."""
        return self.filter(agency__closed_on=None)


class Community(AudienceFields):
    """People of one agency or of many who ask, answer and agree about one subject.

    `home_of` names the agency whose own community this is. The counters are stored.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    purpose = models.TextField(_("tujuan"), max_length=600)
    home_of = models.OneToOneField(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="community"
    )
    founded_at = models.DateTimeField(default=now)
    founded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    members_count = models.PositiveIntegerField(default=0)
    conversations_count = models.PositiveIntegerField(default=0)
    unanswered_count = models.PositiveIntegerField(default=0)
    last_activity_at = models.DateTimeField(null=True, blank=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("komunitas")
        verbose_name_plural = _("komunitas")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communities:show", args=[self.pk])

    @property
    def subject(self) -> str:
        """Its name in the journal."""
        return f"communities.community:{self.pk}"

    @property
    def is_for_one_agency(self) -> bool:
        """Whether only the people of its agency find it."""
        return self.audience == Audience.AGENCY

    @property
    def is_open(self) -> bool:
        """Whether one may still write here."""
        return self.agency.closed_on is None

    def is_led_by(self, person: Person) -> bool:
        """Whether the person leads it: by name, or by the role over its agency."""
        if person.has_role(Role.COMMUNITY_LEAD, over=self.agency):
            return True
        return Lead.objects.active().filter(community=self, person=person).exists()

    def leaders(self) -> models.QuerySet[Person]:
        """Everybody who leads it today, by name or by the role over its agency or one above."""
        by_name = Lead.objects.active().filter(community=self).values("person_id")
        by_role = Grant.objects.valid_on(today()).filter(
            role=Role.COMMUNITY_LEAD, agency__path__in=_paths_above(self.agency)
        )
        leading = Q(pk__in=by_name) | Q(pk__in=by_role.values("person_id"))
        found: models.QuerySet[Person] = Person.objects.serving().filter(leading)
        return found.select_related("agency")


def _paths_above(agency: Agency) -> list[str]:
    parts = agency.path.strip("/").split("/")
    return ["/" + "/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]


class MemberQuerySet(models.QuerySet["Member"]):
    def active(self) -> MemberQuerySet:
        """Those who have not left."""
        return self.filter(left_at=None)


class Member(models.Model):
    """That somebody belonged to a community, from a moment until another."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["-joined_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=Q(left_at=None),
                name="one_active_membership",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.community}"


class LeadQuerySet(models.QuerySet["Lead"]):
    def active(self) -> LeadQuerySet:
        """Those who lead now."""
        return self.filter(released_at=None)


class Lead(models.Model):
    """That somebody was appointed to lead one community, by whom, from a moment until another."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="leads")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    appointed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    appointed_at = models.DateTimeField(default=now)
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["appointed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=Q(released_at=None),
                name="one_active_appointment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.community}"
