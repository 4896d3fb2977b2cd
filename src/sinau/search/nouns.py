"""The nouns people make in the search: wordings, saved searches, and what was looked for without whom."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.access import within
from sinau.people.models import Person, Role

KEEPERS = (Role.CURATOR, Role.OFFICER, Role.ADMINISTRATOR)
"""Who edits the words of the office and sees how people search."""
KEPT_DAYS = 90
"""How long it is known what was looked for, and what was opened."""


class WordingQuerySet(models.QuerySet["Wording"]):
    def in_use(self) -> WordingQuerySet:
        """Those the search goes by."""
        return self.filter(retired_at=None)


class Wording(models.Model):
    """What an office word also means, as the keepers of knowledge settled it.

    `key` is the first way to say it, in small letters: an entry that comes with Sinau under the same
    key gives way to this one, and a retired one takes it out of use. `stamp` is new with each change.
    """

    key = models.CharField(max_length=120, unique=True)
    said = ArrayField(models.CharField(max_length=120), verbose_name=_("yang diketik orang"))
    means = ArrayField(models.CharField(max_length=200), verbose_name=_("artinya"))
    both_ways = models.BooleanField(_("dua arah"), default=False)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    stamp = models.BigIntegerField()

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        verbose_name = _("padanan kata")
        verbose_name_plural = _("padanan kata")

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        return reverse("search:wording", args=[self.key])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"search.wording:{self.pk}"


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, person: Person) -> SavedSearchQuerySet:
        """One's own and nobody else's."""
        return self.filter(person=person)

    def watched(self) -> SavedSearchQuerySet:
        """Those whose owner wants to hear of new results."""
        return self.exclude(watched_since=None)


class SavedSearch(models.Model):
    """A search somebody keeps. With `watched_since` it is looked up each day for new results.

    `known` are the documents that were there when it was last looked at; `fresh` counts those that
    came since and were not shown yet.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    words = models.CharField(max_length=400)
    query = models.CharField(max_length=1000)
    created_at = models.DateTimeField()
    watched_since = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    known = ArrayField(models.CharField(max_length=120), default=list)
    fresh = models.PositiveIntegerField(default=0)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "query"], name="one_saved_search_each")
        ]
        verbose_name = _("pencarian tersimpan")
        verbose_name_plural = _("pencarian tersimpan")

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return f"{reverse('search:index')}?{self.query}"

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"search.saved:{self.pk}"


class AskedQuerySet(models.QuerySet["Asked"]):
    def visible_to(self, person: Person) -> AskedQuerySet:
        """What was looked for in the agencies over which the person keeps knowledge."""
        return self.filter(within("agency", person, *KEEPERS))

    def recent(self) -> AskedQuerySet:
        """Those of the last ninety days."""
        return self.filter(day__gt=today() - timedelta(days=KEPT_DAYS))


class Asked(models.Model):
    """How often some words were looked for in an agency on a day, and how often a result was opened.

    Never by whom. `opened_high` counts what was opened among the first five.
    """

    day = models.DateField()
    words = models.CharField(max_length=80)
    agency = models.ForeignKey(
        "people.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    times = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    opened_high = models.PositiveIntegerField(default=0)

    objects = AskedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "words", "agency"],
                nulls_distinct=False,
                name="one_count_of_words_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.times}"


class Opened(models.Model):
    """How often a document was opened at a place of the list for some words, in an agency on a day."""

    day = models.DateField()
    words = models.CharField(max_length=80)
    agency = models.ForeignKey(
        "people.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    source = models.CharField(max_length=120, db_collation="C")
    place = models.PositiveSmallIntegerField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "words", "agency", "source", "place"],
                nulls_distinct=False,
                name="one_count_of_openings_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.words} → {self.source} ({self.place})"


class Stranger(models.Model):
    """How often an address without a token called in a minute; the address itself is not kept."""

    digest = models.CharField(max_length=64, primary_key=True)
    minute = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.digest[:8]}: {self.used}"
