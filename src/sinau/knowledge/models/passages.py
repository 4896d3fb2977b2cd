"""Passages: the smallest pieces of what the city knows that can be cited and linked to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.knowledge.models.articles import Article, ArticleStatus
from sinau.knowledge.models.readers import READERS
from sinau.knowledge.models.regulations import Regulation
from sinau.people.access import audience_for
from sinau.people.models import AudienceFields

if TYPE_CHECKING:
    from sinau.people.models import Person


class Section(models.TextChoices):
    OPENING = "opening", gettext_lazy("Pembukaan")
    BODY = "body", gettext_lazy("Batang tubuh")
    CLOSING = "closing", gettext_lazy("Penutup")
    EXPLANATION = "explanation", gettext_lazy("Penjelasan")
    ANNEX = "annex", gettext_lazy("Lampiran")
    LOOSE = "loose", gettext_lazy("Tanpa bagian")
    ARTICLE = "article", gettext_lazy("Artikel")


class PassageQuerySet(models.QuerySet["Passage"]):
    def visible_to(self, person: Person) -> PassageQuerySet:
        """Those of regulations and verified articles made for this person."""
        return self.filter(audience_for(person, *READERS))

    def current(self) -> PassageQuerySet:
        """Of regulations and of articles readers find now."""
        return self.filter(Q(article=None) | Q(article__status=ArticleStatus.VERIFIED))


class Passage(AudienceFields):
    """One ayat (or a Pasal without ayat, a point of the preamble, a section of an article).

    Agency and audience are those of what it belongs to, kept here so that search needs no join.
    """

    regulation = models.ForeignKey(
        Regulation, on_delete=models.CASCADE, null=True, blank=True, related_name="passages"
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="passages"
    )
    position = models.PositiveIntegerField()
    section = models.CharField(max_length=12, choices=Section.choices, default=Section.BODY)
    # The page of a long regulation it stands on: "bab-iv"; empty where one page holds all.
    part = models.CharField(max_length=60, blank=True)
    bab = models.CharField(max_length=20, blank=True)
    pasal = models.CharField(max_length=12, blank=True)
    ayat = models.CharField(max_length=8, blank=True)
    # In an amending regulation: the point of Pasal I, and the Pasal of the amended one it words.
    angka = models.CharField(max_length=8, blank=True)
    inner_pasal = models.CharField(max_length=12, blank=True)
    heading = models.CharField(max_length=600, blank=True)
    # Headings that begin right before it: [level, label, title] each.
    opens = models.JSONField(default=list, blank=True)
    text = models.TextField()
    page = models.PositiveIntegerField(null=True, blank=True)
    anchor = models.CharField(max_length=100)
    # Anchors it had before its structure was mended; old links still lead here.
    former = models.JSONField(default=list, blank=True)
    # Rows of cells, where it is a table; and how far reading may be trusted, in percent.
    table = models.JSONField(default=list, blank=True)
    sure = models.PositiveSmallIntegerField(default=100)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["regulation_id", "article_id", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(regulation__isnull=False, article__isnull=True)
                | Q(regulation__isnull=True, article__isnull=False),
                name="a_passage_belongs_to_one_thing",
            ),
            models.UniqueConstraint(fields=["regulation", "position"], name="regulation_order"),
            models.UniqueConstraint(fields=["article", "position"], name="article_order"),
            models.UniqueConstraint(fields=["regulation", "anchor"], name="regulation_anchor"),
        ]
        indexes = [models.Index(fields=["regulation", "part"], name="passage_of_page")]

    def __str__(self) -> str:
        return self.citation()

    def locator(self) -> str:
        """Where it stands: "Pasal 312 ayat (2)"."""
        if self.section == Section.ARTICLE:
            return self.heading
        words = []
        if self.section == Section.EXPLANATION:
            words.append(_("Penjelasan"))
        if self.pasal:
            words.append(f"Pasal {self.pasal}")
        if self.angka:
            words.append(f"angka {self.angka}")
        if self.inner_pasal:
            words.append(f"(Pasal {self.inner_pasal})")
        if self.ayat:
            words.append(f"ayat ({self.ayat})")
        return " ".join(words) or self.heading or str(Section(self.section).label)

    def citation(self) -> str:
        """How one refers to it: "PP 11/2017 Pasal 312 ayat (2)"."""
        if self.regulation is not None:
            return f"{self.regulation.short_title} {self.locator()}"
        assert self.article is not None
        return f"{self.article.title}, {self.heading}" if self.heading else self.article.title

    def get_absolute_url(self) -> str:
        """The page it stands on, at the very spot."""
        if self.regulation is not None:
            if self.part:
                page = reverse("knowledge:regulation_part", args=[self.regulation.slug, self.part])
            else:
                page = self.regulation.get_absolute_url()
        else:
            assert self.article is not None
            page = self.article.get_absolute_url()
        return f"{page}#{self.anchor}" if self.anchor else page
