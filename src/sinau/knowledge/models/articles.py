"""Articles: what colleagues write for colleagues, revised, reviewed and kept true until a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now, today
from sinau.knowledge.models.readers import READERS
from sinau.knowledge.rulebook import life_rules
from sinau.people.access import audience_for, within
from sinau.people.models import Audience, AudienceFields, Role

if TYPE_CHECKING:
    from sinau.people.models import Person


class ArticleKind(models.TextChoices):
    ARTICLE = "article", _("Artikel")
    SOP = "sop", _("Langkah kerja")
    FAQ = "faq", _("Tanya jawab")
    LESSON = "lesson", _("Pelajaran dari pengalaman")
    NOTE = "note", _("Catatan peraturan")
    DOCUMENT = "document", _("Dokumen")
    RECORDING = "recording", _("Rekaman")
    LINK = "link", _("Tautan")


class ArticleStatus(models.TextChoices):
    DRAFT = "draft", _("Draf")
    IN_REVIEW = "in_review", _("Diperiksa")
    VERIFIED = "verified", _("Terverifikasi")
    SUPERSEDED = "superseded", _("Digantikan")
    RETIRED = "retired", _("Ditarik")


class Term(models.TextChoices):
    """How a verified text stands to the day on which somebody should look again."""

    CURRENT = "current", _("Masih berlaku")
    DUE = "due", _("Segera diperiksa lagi")
    EXPIRED = "expired", _("Lewat masa berlaku")


class Level(models.TextChoices):
    """How far a text may travel; the audience says to which agencies."""

    PUBLIC = "public", _("Publik")
    INTERNAL = "internal", _("Internal")
    CONFIDENTIAL = "confidential", _("Terbatas")
    SECRET = "secret", _("Rahasia")


# Levels that are read by audience; the others are read by name or by role, and never searched.
OPEN_LEVELS = (Level.PUBLIC, Level.INTERNAL)


class Seci(models.TextChoices):
    """Which turn of knowledge a text is (SECI: from and to what heads or papers hold)."""

    SOCIALISATION = "socialisation", _("Berbagi langsung antarpegawai")
    EXTERNALISATION = "externalisation", _("Pengalaman yang dituliskan")
    COMBINATION = "combination", _("Gabungan dari beberapa tulisan")
    INTERNALISATION = "internalisation", _("Bahan untuk dipraktikkan")


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, person: Person) -> ArticleQuerySet:
        """What is verified and made for this person; in every state what they own, write or keep.

        Confidential texts are read by their readers by name and by who holds a role over the
        agency; secret ones by their readers by name and by the curators who verify them.
        """
        found = Q(status__in=FOUND_STATES)
        made_for = found & Q(level__in=OPEN_LEVELS) & audience_for(person, *READERS)
        ruled = found & Q(level=Level.CONFIDENTIAL) & within("agency", person, *READERS)
        named = found & Q(Exists(_reader_rows(person)))
        audited = ~Q(level=Level.SECRET) & within("agency", person, Role.AUDITOR)
        kept = within("agency", person, Role.CURATOR)
        asked = Q(Exists(_asked_rows(person)))
        return self.filter(made_for | ruled | named | audited | kept | asked | _own(person))

    def editable_by(self, person: Person) -> ArticleQuerySet:
        """Those this person owns, stands in for, wrote or keeps as a curator."""
        return self.filter(within("agency", person, Role.CURATOR) | _own(person))

    def kept_by(self, person: Person) -> ArticleQuerySet:
        """Those of agencies over which this person is curator."""
        return self.filter(within("agency", person, Role.CURATOR))

    def verified(self) -> ArticleQuerySet:
        """What readers find."""
        return self.filter(status=ArticleStatus.VERIFIED)

    def open_ones(self) -> ArticleQuerySet:
        """Those of a level that is read by audience: what may be searched, offered and handed out."""
        return self.filter(level__in=OPEN_LEVELS)

    def public(self) -> ArticleQuerySet:
        """Those anybody may read, with an account or without: public, and verified."""
        return self.verified().filter(audience=Audience.PUBLIC, level=Level.PUBLIC)

    def confidential(self) -> ArticleQuerySet:
        """Those that are read by name or by role, and stand in no index."""
        return self.exclude(level__in=OPEN_LEVELS)

    def living(self) -> ArticleQuerySet:
        """Neither withdrawn nor superseded."""
        return self.exclude(status__in=(ArticleStatus.RETIRED, ArticleStatus.SUPERSEDED))

    def due(self) -> ArticleQuerySet:
        """Verified, and past the day on which somebody should have looked again."""
        return self.verified().filter(review_due__lte=today())

    def due_soon(self) -> ArticleQuerySet:
        """Verified, and due within a month or already."""
        return self.verified().filter(review_due__lte=today() + life_rules().due_before)

    def expired(self) -> ArticleQuerySet:
        """Verified, and so long past its day that nobody should rely on it."""
        return self.verified().filter(review_due__lte=today() - life_rules().expires_after)

    def waiting(self) -> ArticleQuerySet:
        """Those with a revision a curator is asked to look at."""
        return self.living().filter(working__state=RevisionState.IN_REVIEW)

    def needing_check(self) -> ArticleQuerySet:
        """Those whose legal basis changed since."""
        return self.living().filter(open_checks__gt=0)

    def asleep(self) -> ArticleQuerySet:
        """Drafts nobody has touched for long."""
        since = now() - life_rules().sleeps_after
        return self.filter(status=ArticleStatus.DRAFT, updated_at__lt=since)

    def without_owner(self) -> ArticleQuerySet:
        """Those whose owner no longer works here."""
        gone = Q(owner__is_active=False) | Q(owner__left_on__isnull=False)
        return self.living().filter(gone)


FOUND_STATES = (ArticleStatus.VERIFIED, ArticleStatus.SUPERSEDED)


def _own(person: Person) -> Q:
    return Q(owner=person) | Q(deputy=person) | Q(created_by=person)


def _reader_rows(person: Person) -> models.QuerySet[NamedReader]:
    return NamedReader.objects.filter(article=OuterRef("pk"), person=person)


def _asked_rows(person: Person) -> models.QuerySet[models.Model]:
    from sinau.knowledge.models.appointments import Appointment

    return Appointment.objects.of(person).filter(article=OuterRef("pk"))


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
    # A key of the competency standard of `people`.
    competency = models.CharField(_("kompetensi"), max_length=40, blank=True)
    seci = models.CharField(_("tahap pengetahuan"), max_length=16, choices=Seci.choices, blank=True)
    level = models.CharField(
        _("tingkat akses"), max_length=12, choices=Level.choices, default=Level.INTERNAL
    )
    # What only some kinds have: an address, what is said in a recording, a file.
    link_url = models.URLField(_("alamat"), max_length=500, blank=True)
    transcript = models.TextField(_("transkrip"), blank=True)
    attachment = models.ForeignKey(
        "knowledge.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("pemilik")
    )
    deputy = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wakil pemilik"),
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
    # What the nightly job last found, so that it tells each turn once; pages ask the date.
    term = models.CharField(max_length=10, choices=Term.choices, default=Term.CURRENT)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    # Where it came from, for example "communities.conversation:7", and its address.
    source = models.CharField(max_length=100, blank=True, db_index=True)
    source_url = models.CharField(max_length=300, blank=True)
    # The training, meeting or project it was learnt in, in words.
    source_event = models.CharField(_("berasal dari kegiatan"), max_length=200, blank=True)
    open_checks = models.PositiveSmallIntegerField(default=0)
    helpful_count = models.PositiveIntegerField(default=0)
    unhelpful_count = models.PositiveIntegerField(default=0)
    use_count = models.PositiveIntegerField(default=0)
    open_comments = models.PositiveIntegerField(default=0)
    related = models.ManyToManyField("self", blank=True)

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
    def expires_on(self) -> date | None:
        """The day from which nobody should rely on it."""
        return self.review_due + life_rules().expires_after if self.review_due else None

    @property
    def is_expired(self) -> bool:
        """Whether the day to look again has long passed."""
        day = self.expires_on
        return self.status == ArticleStatus.VERIFIED and day is not None and day <= today()

    @property
    def is_open(self) -> bool:
        """Whether it is read by audience, and so may be searched, offered and handed out."""
        return self.level in OPEN_LEVELS

    @property
    def told_title(self) -> str:
        """Its name in the journal, which more people read than a confidential text."""
        return self.title if self.is_open else str(_("Dokumen terbatas"))

    @property
    def reach(self) -> str:
        """Who may read it, in one word for both level and audience."""
        return self.audience if self.is_open else self.level

    @property
    def reach_label(self) -> str:
        """The same for people."""
        labels: dict[str, object] = {**dict(Audience.choices), **dict(Level.choices)}
        return str(labels[self.reach])

    @property
    def minutes(self) -> int:
        """How long one reads, at two hundred words a minute."""
        return max(1, round((len(self.body.split()) + len(self.transcript.split())) / 200))

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
    link_url = models.URLField(max_length=500, blank=True)
    transcript = models.TextField(blank=True)
    attachment = models.ForeignKey(
        "knowledge.Attachment", on_delete=models.PROTECT, null=True, related_name="+"
    )
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


class NamedReader(models.Model):
    """That this person may read a confidential or secret text, because somebody put them down."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="named_readers")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    added_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "person"], name="named_once_per_article")
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.person}"
