"""Ideas that look like this one, so that nobody builds the same thing twice unknowingly."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchVector, TrigramSimilarity, TrigramWordSimilarity
from django.db.models import CharField, Func, TextField, Value
from django.db.models.functions import Concat, Greatest

from sinau.innovation.models import Idea, Stage
from sinau.innovation.models.ideas import IdeaQuerySet
from sinau.people.models import Person

# How alike letters or stems must be. Two texts of one subject share about a third of the stems of
# the shorter one; two of different offices share less than a fifth.
LIKE_ENOUGH, SHARED_STEMS, FEWEST_STEMS = 0.3, 0.34, 4
SHOWN, COMPARED = 5, 400


class Stems(Func):
    """The distinct stems of a text, as the database's Indonesian analysis finds them."""

    function = "tsvector_to_array"
    output_field = CharField()


def similar_to(idea: Idea, person: Person) -> list[Idea]:
    """Proposed ideas this person may see that resemble it in letters or in stems, nearest first."""
    own = set(_with_stems(Idea.objects.filter(pk=idea.pk)).values_list("stems", flat=True)[0] or [])
    text = Concat("title", Value(" "), "summary", Value(" "), "problem", output_field=TextField())
    others = _with_stems(
        Idea.objects.visible_to(person)
        .exclude(pk=idea.pk)
        .exclude(stage__in=(Stage.DRAFT, Stage.MERGED))
    ).annotate(
        likeness=Greatest(
            TrigramSimilarity("title", idea.title),
            TrigramSimilarity("problem", idea.problem),
            TrigramWordSimilarity(idea.title, text),
        )
    )
    found = []
    for other in others.select_related("agency").order_by("-likeness", "pk")[:COMPARED]:
        shared = _shared(own, set(other.stems or []))
        if other.likeness > LIKE_ENOUGH or shared >= SHARED_STEMS:
            found.append((max(other.likeness, shared), -other.pk, other))
    return [
        other for _likeness, _pk, other in sorted(found, key=lambda row: row[:2], reverse=True)
    ][:SHOWN]


def _with_stems(ideas: IdeaQuerySet) -> Any:
    return ideas.annotate(
        stems=Stems(SearchVector("title", "summary", "problem", config="indonesian"))
    )


def _shared(own: set[str], other: set[str]) -> float:
    least = min(len(own), len(other))
    both = len(own & other)
    return both / least if both >= FEWEST_STEMS else 0.0
