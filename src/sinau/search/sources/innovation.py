"""How ideas get into the index: what was proposed is for the whole city."""

from __future__ import annotations

from collections.abc import Collection

from sinau.innovation.models import Idea
from sinau.innovation.models.ideas import Stage
from sinau.kernel.clock import WIB
from sinau.people.models import Audience, Person
from sinau.search.models import Kind
from sinau.search.sources import Material, Source, add_source, whole
from sinau.ui.markdown import lines


def tell_idea(pk: int) -> Material | None:
    """A proposed idea: summary, problem and whom it helps; drafts, plans and risks are not found."""
    idea = Idea.objects.exclude(stage=Stage.DRAFT).select_related("owner").filter(pk=pk).first()
    if idea is None:
        return None
    url = idea.get_absolute_url()
    text = "\n".join(lines(words) for words in (idea.summary, idea.problem, idea.beneficiaries))
    return Material(
        kind=Kind.IDEA,
        title=idea.title,
        url=url,
        audience=Audience.CITY,
        agency_id=idea.agency_id,
        owner=idea.owner.full_name,
        dated=idea.changed_at.astimezone(WIB).date(),
        parts=(whole(text, url=url, citation=idea.title),),
    )


def visible_ideas(person: Person, pks: Collection[int]) -> set[int]:
    """Of these ideas, those the person may read now."""
    found = Idea.objects.visible_to(person).exclude(stage=Stage.DRAFT).filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


add_source(
    Source(
        noun="innovation.idea",
        kinds=(Kind.IDEA,),
        tell=tell_idea,
        every=lambda: Idea.objects.exclude(stage=Stage.DRAFT).values_list("pk", flat=True),
        visible=visible_ideas,
    )
)
