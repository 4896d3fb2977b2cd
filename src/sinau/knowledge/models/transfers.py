"""What comes in and goes out in bulk: bundles with their items, pictures, and parcels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.knowledge.models.articles import Article
from sinau.people.access import within
from sinau.people.models import AudienceFields, Role

if TYPE_CHECKING:
    from sinau.people.models import Person


class BringingKind(models.TextChoices):
    PAGES = "pages", _("Folder atau ZIP dokumen")
    MEDIAWIKI = "mediawiki", _("Ekspor MediaWiki")
    BOOKSTACK = "bookstack", _("Ekspor BookStack")
    LINKS = "links", _("Daftar tautan")
    SINAU = "sinau", _("Arsip Sinau")


class BringingState(models.TextChoices):
    """Read from who did what; never stored."""

    READING = "reading", _("Sedang dibaca")
    REFUSED = "refused", _("Ditolak")
    WAITING = "waiting", _("Menunggu diterapkan")
    TAKING = "taking", _("Sedang diterapkan")
    TAKEN = "taken", _("Diterapkan")
    UNDOING = "undoing", _("Sedang dibatalkan")
    UNDONE = "undone", _("Dibatalkan")
    DROPPED = "dropped", _("Dibuang")


class BringingQuerySet(models.QuerySet["Bringing"]):
    def visible_to(self, person: Person) -> BringingQuerySet:
        """One's own, and those of agencies over which one keeps knowledge."""
        kept = within("agency", person, Role.CURATOR, Role.OFFICER)
        return self.filter(Q(uploaded_by=person) | kept)

    def busy(self) -> BringingQuerySet:
        """Those a worker has something to do for."""
        reading = Q(read_at=None)
        taking = Q(take_asked_at__isnull=False, taken_at=None)
        undoing = Q(undo_asked_at__isnull=False, undone_at=None)
        return self.filter(reading | taking | undoing, dropped_at=None)


class Bringing(AudienceFields):
    """A file of another system on its way into the city's knowledge, and back if need be."""

    file = models.FileField(_("berkas"), upload_to="knowledge/bringings/%Y/%m/")
    name = models.CharField(_("nama berkas"), max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(_("jenis"), max_length=10, choices=BringingKind.choices, blank=True)
    # What the export is called, so that the next one of the same wiki is recognised.
    origin = models.CharField(_("nama asal"), max_length=200, blank=True)
    aliases = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    problem = models.JSONField(default=list)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # When the work last moved; one that stands still has lost its worker.
    moved_at = models.DateTimeField(default=now)
    uploaded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True)
    take_asked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    take_asked_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    undo_asked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    undo_asked_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True)

    objects = BringingQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("bawa masuk")
        verbose_name_plural = _("bawa masuk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("knowledge:bringing", args=[self.pk])

    @property
    def subject(self) -> str:
        """Its stream in the journal."""
        return f"knowledge.bringing:{self.pk}"

    @property
    def state(self) -> BringingState:
        """Where it stands."""
        if self.dropped_at:
            return BringingState.DROPPED
        if self.undone_at:
            return BringingState.UNDONE
        if self.undo_asked_at:
            return BringingState.UNDOING
        if self.taken_at:
            return BringingState.TAKEN
        if self.take_asked_at:
            return BringingState.TAKING
        if self.problem:
            return BringingState.REFUSED
        return BringingState.WAITING if self.read_at else BringingState.READING

    @property
    def is_busy(self) -> bool:
        """Whether a worker is at it."""
        return self.state in (BringingState.READING, BringingState.TAKING, BringingState.UNDOING)


class ItemKind(models.TextChoices):
    ARTICLE = "article", _("Artikel")
    DOCUMENT = "document", _("Dokumen")
    LINK = "link", _("Tautan")
    REGULATION = "regulation", _("Peraturan")
    LEFT = "left", _("Tidak dibawa")


class Verdict(models.TextChoices):
    NEW = "new", _("Baru")
    CHANGED = "changed", _("Berubah")
    SAME = "same", _("Sama")
    LEFT = "left", _("Tidak dibawa")


class ItemState(models.TextChoices):
    WAITING = "waiting", _("Menunggu")
    DONE = "done", _("Masuk")
    FAILED = "failed", _("Gagal")
    UNDONE = "undone", _("Dibatalkan")
    KEPT = "kept", _("Tetap ada")


class BroughtItem(models.Model):
    """One thing of the file: what it would become here, what became of it, or why it stays behind."""

    bringing = models.ForeignKey(Bringing, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    state = models.CharField(max_length=8, choices=ItemState.choices, default=ItemState.WAITING)
    is_chosen = models.BooleanField(default=False)
    key = models.TextField()
    path = models.TextField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    summary = models.CharField(max_length=400, blank=True)
    topics: models.JSONField[Any, Any] = models.JSONField(default=list)
    legal_basis: models.JSONField[Any, Any] = models.JSONField(default=list)
    fields: models.JSONField[Any, Any] = models.JSONField(default=dict)
    # [code, params] each; the reason is why it stays behind or failed.
    remarks: models.JSONField[Any, Any] = models.JSONField(default=list)
    reason: models.JSONField[Any, Any] = models.JSONField(default=list)
    # The same thing of the same origin, each time it comes.
    source = models.CharField(max_length=100, blank=True, db_index=True)
    digest = models.CharField(max_length=64, blank=True)
    slug = models.CharField(max_length=120, blank=True)
    article = models.ForeignKey(Article, on_delete=models.SET_NULL, null=True, related_name="+")
    before = models.ForeignKey(
        "knowledge.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    revision = models.ForeignKey(
        "knowledge.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    document = models.ForeignKey(
        "knowledge.Document", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    regulation = models.ForeignKey(
        "knowledge.Regulation", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["bringing", "number"], name="one_brought_item_per_number"
            )
        ]
        indexes = [
            models.Index(fields=["bringing", "verdict", "number"], name="brought_by_verdict")
        ]

    def __str__(self) -> str:
        return self.title or self.path


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, person: Person) -> PictureQuerySet:
        """Those that an article shows which this person may see."""
        seen = Article.objects.visible_to(person)
        return self._shown_by(seen)

    def public(self) -> PictureQuerySet:
        """Those of articles that anybody may read."""
        return self._shown_by(Article.objects.public())

    def _shown_by(self, articles: models.QuerySet[Article]) -> PictureQuerySet:
        uses = PictureUse.objects.filter(article__in=articles)
        return self.filter(pk__in=uses.values("picture"))


class Picture(models.Model):
    """A picture that texts show, known by its content, so that it is kept once."""

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="knowledge/pictures/")
    media_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    kept_at = models.DateTimeField(default=now)

    objects = PictureQuerySet.as_manager()

    def __str__(self) -> str:
        return self.sha256[:12]

    def get_absolute_url(self) -> str:
        return reverse("knowledge:picture", args=[self.sha256])


class PictureUse(models.Model):
    """That an article shows a picture; who may read the one may see the other."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="uses")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["picture", "article"], name="one_use_per_picture")
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.picture}"


class ParcelQuerySet(models.QuerySet["Parcel"]):
    def visible_to(self, person: Person) -> ParcelQuerySet:
        """One's own alone: it holds what its owner may see."""
        return self.filter(owner=person)

    def unfinished(self) -> ParcelQuerySet:
        """Those a worker has to build."""
        return self.filter(built_at=None, failed_at=None)


class Parcel(models.Model):
    """Everything somebody may see, packed for them to take along; it is deleted after its time."""

    owner = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now)
    moved_at = models.DateTimeField(default=now)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    built_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    file = models.FileField(upload_to="knowledge/parcels/", blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    # Primary keys of what is inside, so that a download can be refused when one is no longer theirs.
    article_ids: models.JSONField[Any, Any] = models.JSONField(default=list)
    regulation_ids: models.JSONField[Any, Any] = models.JSONField(default=list)

    objects = ParcelQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.owner} · {self.asked_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("knowledge:parcels")

    @property
    def is_ready(self) -> bool:
        """Whether it can be fetched."""
        return bool(self.built_at and self.expires_at and self.expires_at > now() and self.file)

    @property
    def is_busy(self) -> bool:
        """Whether a worker is at it."""
        return self.built_at is None and self.failed_at is None


class OfferedQuerySet(models.QuerySet["Offered"]):
    def public(self) -> OfferedQuerySet:
        """Those that anybody may read at this very moment."""
        return self.filter(_public())

    def standing(self) -> OfferedQuerySet:
        """With whether the thing is public at this very moment; the rest is told as deleted."""
        return self.annotate(
            is_public=models.Case(
                models.When(_public(), then=True),
                default=False,
                output_field=models.BooleanField(),
            )
        )


def _public() -> Q:
    article = Q(article__audience="public", article__level="public", article__status="verified")
    return article | Q(regulation__audience="public")


class Offered(models.Model):
    """That something is, or once was, open to harvesters of other houses (OAI-PMH); never deleted."""

    name = models.CharField(max_length=40, unique=True)
    article = models.OneToOneField(Article, on_delete=models.SET_NULL, null=True, related_name="+")
    regulation = models.OneToOneField(
        "knowledge.Regulation", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sets: models.JSONField[Any, Any] = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    objects = OfferedQuerySet.as_manager()

    class Meta:
        ordering = ["changed_at", "pk"]
        indexes = [models.Index(fields=["changed_at", "id"], name="offered_by_change")]

    def __str__(self) -> str:
        return self.name
