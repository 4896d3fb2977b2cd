"""Articles: what colleagues write for colleagues, revised, reviewed and kept true until a date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.knowledge.models.readers import READERS
from sinau.people.access import audience_for, within
from sinau.people.models import AudienceFields, Role

if TYPE_CHECKING:
    from sinau.people.models import Person

DUE_SOON = timedelta(days=30)


class ArticleKind(models.TextChoices):
    ARTICLE = "article", _("Artikel")
    SOP = "sop", _("Langkah kerja")
    FAQ = "faq", _("Tanya jawab")
    LESSON = "lesson", _("Pelajaran dari pengalaman")
    NOTE = "note", _("Catatan peraturan")


class ArticleStatus(models.TextChoices):
    DRAFT = "draft", _("Draf")
    IN_REVIEW = "in_review", _("Diperiksa")
    VERIFIED = "verified", _("Terverifikasi")
    RETIRED = "retired", _("Ditarik")


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, person: Person) -> ArticleQuerySet:
        """Verified ones made for this person; in every state those they own, wrote or keep."""
        made_for = Q(status=ArticleStatus.VERIFIED) & audience_for(person, *READERS)
        kept = within("agency", person, Role.CURATOR, Role.AUDITOR)
        return self.filter(made_for | kept | Q(owner=person) | Q(created_by=person))

    def editable_by(self, person: Person) -> ArticleQuerySet:
        """Those this person owns, wrote or keeps as a curator."""
        kept = within("agency", person, Role.CURATOR)
        return self.filter(kept | Q(owner=person) | Q(created_by=person))

    def kept_by(self, person: Person) -> ArticleQuerySet:
        """Those of agencies over which this person is curator."""
        return self.filter(within("agency", person, Role.CURATOR))

    def verified(self) -> ArticleQuerySet:
        """What readers find."""
        return self.filter(status=ArticleStatus.VERIFIED)

    def due(self) -> ArticleQuerySet:
        """Verified, and past the day on which somebody should have looked again."""
        return self.verified().filter(review_due__lte=today())

    def due_soon(self) -> ArticleQuerySet:
        """Verified, and due within a month or already."""
        return self.verified().filter(review_due__lte=today() + DUE_SOON)

    def waiting(self) -> ArticleQuerySet:
        """Those with a revision a curator is asked to look at."""
        return self.exclude(status=ArticleStatus.RETIRED).filter(
            working__state=RevisionState.IN_REVIEW
        )

    def needing_check(self) -> ArticleQuerySet:
        """Those whose legal basis changed since."""
        return self.exclude(status=ArticleStatus.RETIRED).filter(open_checks__gt=0)


class Article(AudienceFields):
    """What the city knows about one question; title, summary and body are what readers see.

    Before the first verification these are the draft's; later changes wait in `working` until a
    curator verifies them, and readers keep the verified text.
    """

    title = models.CharField(_("judul"), max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    kind = models.CharField(
        _("jenis"), max_length=10, choices=ArticleKind.choices, default=ArticleKind.ARTICLE
    )
    summary = models.CharField(_("ringkasan"), max_length=400, blank=True)
    body = models.TextField(_("isi"))
    legal_basis = models.JSONField(_("dasar hukum"), default=list, blank=True)
    sectors = models.JSONField(_("sektor"), default=list, blank=True)
    owner = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("pemilik")
    )
    created_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    status = models.CharField(
        _("keadaan"), max_length=10, choices=ArticleStatus.choices, default=ArticleStatus.DRAFT
    )
    # The newest text, and the newest one a curator stood up for.
    working = models.ForeignKey(
        "knowledge.Revision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_revision = models.ForeignKey(
        "knowledge.Revision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)
    review_months = models.PositiveSmallIntegerField(_("diperiksa lagi tiap (bulan)"), default=12)
    review_due = models.DateField(_("periksa lagi pada"), null=True, blank=True)
    # Where it came from, for example "communities.conversation:7", and its address.
    source = models.CharField(max_length=100, blank=True, db_index=True)
    source_url = models.CharField(max_length=300, blank=True)
    open_checks = models.PositiveSmallIntegerField(default=0)
    helpful_count = models.PositiveIntegerField(default=0)
    unhelpful_count = models.PositiveIntegerField(default=0)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        indexes = [models.Index(fields=["status", "review_due"], name="article_due")]
        verbose_name = _("artikel")
        verbose_name_plural = _("artikel")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("knowledge:article", args=[self.slug])

    @property
    def subject(self) -> str:
        """Its stream in the journal."""
        return f"knowledge.article:{self.pk}"

    @property
    def is_due(self) -> bool:
        """Whether the day to look again has come."""
        return (
            self.status == ArticleStatus.VERIFIED
            and self.review_due is not None
            and self.review_due <= today()
        )

    @property
    def has_changes(self) -> bool:
        """Whether there is newer text than readers see."""
        return (
            self.verified_revision_id is not None and self.verified_revision_id != self.working_id
        )

    def next_review(self, day: date) -> date:
        """The day of the next review when it is verified on `day`."""
        month = day.month - 1 + self.review_months
        year, month = day.year + month // 12, month % 12 + 1
        return date(year, month, min(day.day, 28))


class RevisionState(models.TextChoices):
    DRAFT = "draft", _("Draf")
    IN_REVIEW = "in_review", _("Diajukan")
    RETURNED = "returned", _("Dikembalikan")
    VERIFIED = "verified", _("Terverifikasi")


class Revision(models.Model):
    """One text an article has had: whose, when, why; never changed, only followed by the next."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=400, blank=True)
    body = models.TextField()
    legal_basis = models.JSONField(default=list)
    note = models.CharField(_("catatan perubahan"), max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=RevisionState.choices, default=RevisionState.DRAFT
    )
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_revision_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.title} #{self.number}"


class ReviewVerb(models.TextChoices):
    SUBMITTED = "submitted", _("Diajukan untuk diperiksa")
    RETURNED = "returned", _("Dikembalikan")
    VERIFIED = "verified", _("Diverifikasi")
    RENEWED = "renewed", _("Masa berlaku diperbarui")
    RETIRED = "retired", _("Ditarik")


class Review(models.Model):
    """One step of the life of an article: submitted, returned, verified, renewed or retired."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reviews")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="reviews")
    verb = models.CharField(max_length=10, choices=ReviewVerb.choices)
    note = models.TextField(blank=True)
    done_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.article} · {self.get_verb_display()}"


class Check(models.Model):
    """That a regulation an article rests on was amended or repealed, until somebody has looked."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="checks")
    regulation = models.ForeignKey(
        "knowledge.Regulation", on_delete=models.CASCADE, related_name="+"
    )
    basis = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    raised_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "regulation"],
                condition=Q(settled_at=None),
                name="one_open_check_per_regulation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.reason}"


class Feedback(models.Model):
    """Whether an article helped this person; one voice each, which may change."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="feedback")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    is_helpful = models.BooleanField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="one_voice_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.is_helpful}"
