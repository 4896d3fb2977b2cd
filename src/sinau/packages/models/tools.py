"""Outside tools (LTI 1.3): what is registered, what courses have of them, and what they told."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import functions
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.packages.models.partners import Partner, PartnerQuerySet
from sinau.people.models import Person
from sinau.university.models import Activity, Course

LINK_NOUN = "packages.link"


class Tool(Partner):
    """A tool outside that the city has registered; `code` is its client_id with us."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    deployment = models.UUIDField(default=uuid.uuid4, editable=False)
    target_url = models.CharField(_("alamat alat"), max_length=1000)
    login_url = models.CharField(_("alamat awal masuk"), max_length=1000)
    redirect_urls = models.JSONField(_("alamat kembali"), default=list)
    keys_url = models.CharField(_("alamat JWKS"), max_length=1000, blank=True)
    public_key = models.TextField(_("kunci publik"), blank=True)
    # Whether it may ask who takes part in a course (NRPS); by pseudonyms unless it knows names.
    lists_people = models.BooleanField(_("beri daftar peserta kursus"), default=False)
    tells_name = models.BooleanField(_("beri tahu nama"), default=False)
    tells_email = models.BooleanField(_("beri tahu surel dinas"), default=False)
    objects = PartnerQuerySet["Tool"].as_manager()

    class Meta(Partner.Meta):
        verbose_name = _("alat luar")
        verbose_name_plural = _("alat luar")

    def get_absolute_url(self) -> str:
        return reverse("packages:tool", args=[self.pk])

    @property
    def client_id(self) -> str:
        """How the tool is called in every message."""
        return str(self.code)


class LinkQuerySet(models.QuerySet["ToolLink"]):
    def visible_to(self, person: Person) -> Self:
        """Those that a course one may see asks for, and those of courses one keeps."""
        asked = Activity.objects.asked().filter(
            course=models.OuterRef("course"),
            address=functions.Concat(
                models.Value(f"{LINK_NOUN}:"),
                functions.Cast(models.OuterRef("pk"), models.CharField()),
            ),
        )
        seen = Course.objects.visible_to(person).values("pk")
        return self.filter(models.Exists(asked), course__in=seen)


class ToolLink(models.Model):
    """One thing of a tool in a course; `code` is its resource link id."""

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="links")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("judul"), max_length=200)
    target_url = models.CharField(max_length=1000, blank=True)
    custom = models.JSONField(default=dict)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("packages:tool_link", args=[self.pk])

    @property
    def address(self) -> str:
        """How its course names it."""
        return f"{LINK_NOUN}:{self.pk}"


class ToolAccount(models.Model):
    """A person as one tool knows them: by `code` only, another one in each tool."""

    tool = models.ForeignKey(Tool, on_delete=models.CASCADE, related_name="accounts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    code = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tool", "person"], name="one_name_in_each_tool")
        ]

    def __str__(self) -> str:
        return str(self.code)


class ToolLaunch(models.Model):
    """One opening of a tool, good once and for minutes; without a link it is a choice in the tool."""

    code = models.UUIDField(default=uuid.uuid4, unique=True)
    account = models.ForeignKey(ToolAccount, on_delete=models.CASCADE, related_name="launches")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    link = models.ForeignKey(ToolLink, on_delete=models.CASCADE, null=True, related_name="launches")
    begun_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    # What was chosen in the tool, as it said, and when; and when that became part of the course.
    chosen = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.code)


class ToolNonce(models.Model):
    """A word that a tool may say only once; kept as long as the message would be taken."""

    tool = models.ForeignKey(Tool, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    heard_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tool", "digest"], name="a_nonce_is_heard_once")
        ]

    def __str__(self) -> str:
        return self.digest


class LineItem(models.Model):
    """What a tool gives marks for in a course; the one that came with its link completes it."""

    tool = models.ForeignKey(Tool, on_delete=models.CASCADE, related_name="line_items")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    link = models.ForeignKey(
        ToolLink, on_delete=models.CASCADE, null=True, related_name="line_items"
    )
    is_of_link = models.BooleanField(default=False)
    label = models.CharField(max_length=200)
    score_maximum = models.DecimalField(max_digits=12, decimal_places=4)
    resource_id = models.CharField(max_length=255, blank=True)
    tag = models.CharField(max_length=255, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label


class ToolScore(models.Model):
    """The last that a tool said of a person in a line item."""

    item = models.ForeignKey(LineItem, on_delete=models.CASCADE, related_name="scores")
    account = models.ForeignKey(ToolAccount, on_delete=models.CASCADE, related_name="scores")
    given = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    maximum = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    activity_progress = models.CharField(max_length=20)
    grading_progress = models.CharField(max_length=20)
    comment = models.CharField(max_length=2000, blank=True)
    said_at = models.DateTimeField()
    heard_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "account"], name="one_score_in_a_line_item")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} · {self.account_id}"


class ToolRegistration(models.Model):
    """That an officer lets a tool register itself (Dynamic Registration 1.0): asked, said, confirmed.

    `secret` is the registration token, good once and for an hour. The tool is told `code` and
    `deployment` at once, and becomes usable under them when the officer has looked at what it said.
    """

    secret = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    url = models.CharField(max_length=1000)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    code = models.UUIDField(default=uuid.uuid4, unique=True)
    deployment = models.UUIDField(default=uuid.uuid4)
    said = models.JSONField(default=dict)
    said_at = models.DateTimeField(null=True)
    tool = models.OneToOneField(
        Tool, on_delete=models.PROTECT, null=True, related_name="registration"
    )

    def __str__(self) -> str:
        return self.url

    def get_absolute_url(self) -> str:
        return reverse("packages:tool_registration", args=[self.pk])
