"""Ideas that look like this one, so that nobody builds the same thing twice unknowingly."""

from __future__ import annotations

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import TextField, Value
from django.db.models.functions import Concat, Greatest

from sinau.innovation.models import Idea, Stage
from sinau.people.models import Person

LIKE_ENOUGH = 0.3
SHOWN = 5


def similar_to(idea: Idea, person: Person) -> list[Idea]:
    """Proposed ideas this person may see that resemble it in title or problem, nearest first."""
    text = Concat("title", Value(" "), "summary", Value(" "), "problem", output_field=TextField())
    return list(
        Idea.objects.visible_to(person)
        .exclude(pk=idea.pk)
        .exclude(stage=Stage.DRAFT)
        .annotate(
            likeness=Greatest(
                TrigramSimilarity("title", idea.title),
                TrigramSimilarity("problem", idea.problem),
                TrigramWordSimilarity(idea.title, text),
            )
        )
        .filter(likeness__gt=LIKE_ENOUGH)
        .select_related("agency")
        .order_by("-likeness", "pk")[:SHOWN]
    )
