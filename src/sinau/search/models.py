"""The nouns of the index: shelves, documents, passages, terms, postings and words."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.models import Audience
from sinau.search.engine.analysis import reading
from sinau.search.nouns import Asked, Opened, SavedSearch, Stranger, Wording
from sinau.search.sources import Sourced, Spot

__all__ = [
    "SOURCES",
    "Asked",
    "Document",
    "Kind",
    "Opened",
    "Passage",
    "Posting",
    "SavedSearch",
    "Shelf",
    "Standing",
    "Stranger",
    "Term",
    "TermCount",
    "Word",
    "Wording",
]


class Kind(models.TextChoices):
    """What a document is; the order is that of the filter on the page."""

    ARTICLE = "article", _("Artikel")
    REGULATION = "regulation", _("Peraturan")
    CONVERSATION = "conversation", _("Percakapan")
    COMMUNITY = "community", _("Komunitas")
    COURSE = "course", _("Kursus")
    PATH = "path", _("Jalur belajar")
    WORKSHOP = "workshop", _("Bimtek")
    SERVICE = "service", _("Layanan")
    IDEA = "idea", _("Inovasi")
    PERSON = "person", _("Orang")


SOURCES = (Kind.ARTICLE, Kind.REGULATION)
"""What may be quoted as an answer: what somebody has verified, or a regulation."""


class Standing(models.TextChoices):
    """How far a document can be relied on, as its app tells it."""

    VERIFIED = "verified", _("Terverifikasi")
    OVERDUE = "overdue", _("Lewat tanggal tinjau")
    DOUBTED = "doubted", _("Perlu diperiksa")
    IN_FORCE = "in_force", _("Berlaku")
    AMENDED = "amended", _("Berlaku, telah diubah")
    REPEALED = "repealed", _("Dicabut")
    RETIRED = "retired", _("Ditarik")
    ANSWERED = "answered", _("Terjawab")
    OPEN = "open", _("Terbuka")
    CLOSED = "closed", _("Ditutup")

    @property
    def tone(self) -> str:
        """The tone that goes with the word."""
        return _TONES.get(self.value, "")

    @property
    def warning(self) -> str | Promise:
        """What whoever relies on it should know first; empty where there is nothing to warn of."""
        return _WARNINGS.get(self.value, "")


_TONES = {
    "verified": "earned",
    "overdue": "wait",
    "doubted": "wait",
    "in_force": "good",
    "amended": "wait",
    "repealed": "bad",
    "retired": "bad",
    "answered": "good",
    "open": "info",
}


_WARNINGS = {
    "overdue": _("Artikel ini lewat tanggal tinjau. Pastikan kepada pemiliknya sebelum memakai."),
    "doubted": _(
        "Peraturan yang menjadi dasarnya berubah dan artikel ini belum diperiksa lagi. "
        "Pastikan kepada pemiliknya sebelum memakai."
    ),
    "amended": _("Peraturan ini telah diubah. Periksa perubahannya di halaman sumber."),
    "repealed": _("Peraturan ini telah dicabut."),
}


class ShelfQuerySet(models.QuerySet["Shelf"]):
    def of_kinds(self, kinds: Iterable[str]) -> ShelfQuerySet:
        """Shelves that hold one of these kinds."""
        return self.filter(kind__in=list(kinds))

    def current(self) -> ShelfQuerySet:
        """Shelves of what still holds: nothing repealed, nothing retired."""
        return self.filter(is_current=True)


class Shelf(models.Model):
    """Where passages of one kind stand that the same people may read, with their statistics.

    Public and city-wide shelves belong to no agency. Every search begins with the shelves that are
    open to its reader, so that what stands on the others adds nothing: no hit, no count, no rarity,
    no suggestion. The agency is looked up when somebody searches; a role given, a role taken or an
    agency moved is therefore in force with the next search.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    agency = models.ForeignKey(
        "people.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    is_current = models.BooleanField(default=True)
    passages = models.PositiveIntegerField(default=0)
    length = models.PositiveBigIntegerField(default=0)

    objects = ShelfQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "audience", "agency", "is_current"],
                nulls_distinct=False,
                name="one_shelf_of_each",
            ),
            models.CheckConstraint(
                condition=Q(audience=Audience.AGENCY, agency__isnull=False)
                | (~Q(audience=Audience.AGENCY) & Q(agency__isnull=True)),
                name="a_shelf_for_an_agency_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.audience} · {self.agency_id or '-'}"


class IndexedQuerySet(models.QuerySet["Document"]):
    def unsure(self) -> IndexedQuerySet:
        """What was verified once and is to be looked at again: overdue, or its basis has changed."""
        return self.filter(Q(standing=Standing.DOUBTED) | Q(good_until__lte=today()))

    def misread(self) -> IndexedQuerySet:
        """What was read into terms by an earlier version."""
        return self.filter(Q(reading__lt=reading()) | Q(reading__gt=reading()))


class Document(Sourced, models.Model):
    """Something of the city that can be found, as its app last told it; `source` is "app.noun:pk"."""

    shelf = models.ForeignKey(Shelf, on_delete=models.PROTECT, related_name="documents")
    source = models.CharField(max_length=120, unique=True, db_collation="C")
    title = models.CharField(max_length=400)
    url = models.CharField(max_length=400)
    agency = models.ForeignKey(
        "people.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    owner = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=20, choices=Standing.choices, blank=True)
    dated = models.DateField(null=True)
    good_until = models.DateField(null=True)
    fingerprint = models.CharField(max_length=64)
    indexed_at = models.DateTimeField()
    # How its text was read into terms; another mark than today's, and it is read anew.
    reading = models.CharField(max_length=16, default="", db_index=True)

    objects = IndexedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> Standing | None:
        """How far it can be relied on today: what was verified until a day is overdue after it."""
        if not self.standing:
            return None
        if self.good_until is not None and self.good_until <= today():
            return Standing.OVERDUE
        return Standing(self.standing)


class Passage(models.Model):
    """A part of a document that is scored and shown by itself: a Pasal, a section, a whole reply.

    `spots` are the places inside its text that have an address of their own, such as an ayat:
    [start, anchor, citation, address, page], in order.
    """

    id = models.AutoField(primary_key=True)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=400, blank=True)
    text = models.TextField()
    spots = models.JSONField(default=list)
    terms = ArrayField(models.IntegerField(), default=list)
    length = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "position"], name="one_passage_per_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.heading or self.position}"

    def places(self) -> list[Spot]:
        """Its spots in order."""
        return [
            Spot(start=start, anchor=anchor, citation=citation, url=url, page=page)
            for start, anchor, citation, url, page in self.spots
        ]

    def place_at(self, start: int) -> Spot:
        """The spot in which this letter of the text stands."""
        return [spot for spot in self.places() if spot.start <= start][-1]


class Term(models.Model):
    """The root of a word, and the number by which postings name it."""

    id = models.AutoField(primary_key=True)
    text = models.CharField(max_length=120, unique=True, db_collation="C")

    def __str__(self) -> str:
        return self.text


class Posting(models.Model):
    """That a term stands in a passage, how often, and all that scoring it needs.

    Plain numbers without foreign keys, millions of them: the primary key carries the rest along, so
    that one look at the index scores a term. Made by SQL in the first migration.
    """

    pk = models.CompositePrimaryKey("term", "passage")
    term = models.IntegerField()
    passage = models.IntegerField()
    shelf = models.IntegerField()
    frequency = models.SmallIntegerField()
    length = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"{self.term} @ {self.passage}"


class TermCount(models.Model):
    """In how many passages of a shelf a term stands."""

    pk = models.CompositePrimaryKey("term", "shelf")
    term = models.IntegerField()
    shelf = models.IntegerField()
    passages = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.term} @ {self.shelf}: {self.passages}"


class Word(models.Model):
    """A word as people write it, and in how many passages of a shelf: the vocabulary of spelling."""

    pk = models.CompositePrimaryKey("text", "shelf")
    text = models.CharField(max_length=60, db_collation="C")
    shelf = models.IntegerField()
    passages = models.IntegerField()

    class Meta:
        indexes = [GinIndex(fields=["text"], opclasses=["gin_trgm_ops"], name="words_alike")]

    def __str__(self) -> str:
        return self.text


class Model(models.Model):
    """What turned texts into vectors, with its version; vectors of two models are never compared."""

    id = models.SmallAutoField(primary_key=True)
    name = models.CharField(max_length=200, unique=True)
    dimensions = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.name


class Vector(models.Model):
    """What a part of a passage means to a model, as a direction; `digest` stands for the part's text.

    Made by SQL: half precision is a quarter of the room, and the nearest of a hundred thousand are
    found by a graph (HNSW) that skips the shelves that are not open to the reader.
    """

    pk = models.CompositePrimaryKey("passage", "model", "part")
    passage = models.IntegerField()
    model = models.SmallIntegerField()
    part = models.SmallIntegerField()
    shelf = models.IntegerField()
    digest = models.BinaryField()
    # The column `value` (halfvec) is only read and written by SQL.

    def __str__(self) -> str:
        return f"{self.passage}/{self.part}"


class Unembedded(models.Model):
    """A passage that waits for its vectors; until then it is found by its words."""

    passage = models.IntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.passage)


class EmbeddingRun(models.Model):
    """How far the vectors of the index have come: one row from the first that waits to the last."""

    model_name = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["model_name"],
                condition=Q(ended_at=None),
                name="one_embedding_run_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.model_name}: {self.done} / {self.done + self.left}"

    @property
    def share(self) -> int:
        """How many hundredths are done."""
        whole = self.done + self.left
        return self.done * 100 // whole if whole else 100
