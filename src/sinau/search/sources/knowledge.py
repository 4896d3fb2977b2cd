"""How articles and regulations get into the index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import groupby

from django.db.models import Q
from django.utils.translation import gettext as _

from sinau.kernel.clock import WIB
from sinau.knowledge.in_force import since_of
from sinau.knowledge.models import (
    Article,
    ArticleStatus,
    Passage,
    Regulation,
    RegulationStatus,
    Relation,
    RelationKind,
    StatusChange,
)
from sinau.knowledge.models.passages import Section
from sinau.knowledge.models.readers import READERS
from sinau.people.models import Person
from sinau.search.models import Kind, Standing
from sinau.search.sources import Live, Material, Part, Source, Spot, add_source

# Considerations and signatures say why and by whom, never what holds.
WITHOUT_RULES = (Section.OPENING, Section.CLOSING)
SAYS_NOTHING = "cukup jelas"


def tell_article(pk: int) -> Material | None:
    """A verified article, a part for each section; drafts and what was withdrawn are not found."""
    found = Article.objects.verified().open_ones()
    article = found.select_related("owner").filter(pk=pk).first()
    if article is None:
        return None
    return Material(
        kind=Kind.ARTICLE,
        title=article.title,
        url=article.get_absolute_url(),
        audience=article.audience,
        agency_id=article.agency_id,
        standing=Standing.DOUBTED if article.open_checks else Standing.VERIFIED,
        owner=article.owner.full_name,
        dated=article.verified_at.astimezone(WIB).date() if article.verified_at else None,
        good_until=article.review_due,
        parts=tuple(_part(passages) for passages in _grouped(article.passages.all(), article)),
    )


def tell_regulation(pk: int) -> Material | None:
    """A regulation, a part for each Pasal with its ayat; repealed ones stand on shelves of the past."""
    regulation = Regulation.objects.filter(pk=pk).first()
    if regulation is None:
        return None
    return Material(
        kind=Kind.REGULATION,
        title=_("%(short)s tentang %(title)s")
        % {"short": regulation.short_title, "title": regulation.title},
        url=regulation.get_absolute_url(),
        audience=regulation.audience,
        agency_id=regulation.agency_id,
        is_current=regulation.status != RegulationStatus.REPEALED,
        standing=regulation.status,
        owner=regulation.issuer,
        dated=regulation.updated_at.astimezone(WIB).date(),
        parts=tuple(
            _part(passages)
            for passages in _grouped(
                regulation.passages.exclude(section__in=WITHOUT_RULES), regulation
            )
        ),
    )


def _grouped(passages: Iterable[Passage], of: Article | Regulation) -> Iterable[Sequence[Passage]]:
    """The ayat of one Pasal together: what an answer needs stands in its conditions."""
    told = []
    for passage in passages:
        if isinstance(of, Article):
            passage.article = of
        else:
            passage.regulation = of
        if passage.text.strip(" .\n").lower() != SAYS_NOTHING and passage.text.strip():
            told.append(passage)
    for _key, same in groupby(told, key=_pasal):
        yield list(same)


def _pasal(passage: Passage) -> tuple[object, ...]:
    if not passage.pasal:
        return (passage.pk,)
    return (passage.section, passage.pasal, passage.angka, passage.inner_pasal)


def _part(passages: Sequence[Passage]) -> Part:
    spots, text = [], ""
    for passage in passages:
        text += "\n" if text else ""
        spots.append(
            Spot(
                start=len(text),
                anchor=passage.anchor,
                citation=passage.citation(),
                url=passage.get_absolute_url(),
                page=passage.page,
            )
        )
        text += passage.text
    return Part(text=text, spots=tuple(spots), heading=passages[0].heading[:400])


def live_article(keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], Live]:
    """The sections as readers have them now."""
    return _live(keys, "article")


def live_regulation(keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], Live]:
    """The ayat as they stand now, with what the regulation is now."""
    return _live(keys, "regulation")


def _live(keys: Collection[tuple[int, str]], owner: str) -> dict[tuple[int, str], Live]:
    wanted = Q(pk__in=[])
    for pk, anchor in keys:
        wanted |= Q(**{f"{owner}_id": pk, "anchor": anchor})
    found = {}
    passages = list(Passage.objects.filter(wanted).select_related("article", "regulation"))
    ends = _ends({one.regulation for one in passages if one.regulation is not None})
    for passage in passages:
        standing = _article_standing(passage) if passage.article else _regulation_standing(passage)
        key = (getattr(passage, f"{owner}_id"), passage.anchor)
        found[key] = Live(
            text=passage.text,
            citation=passage.citation(),
            url=passage.get_absolute_url(),
            standing=standing,
            page=passage.page,
            since=_beginning(passage.regulation),
            until=_end(passage, ends),
        )
    return found


def _beginning(regulation: Regulation | None) -> date | None:
    """From when it holds; of some only the year is known."""
    if regulation is None:
        return None
    began = regulation.effective_on or regulation.promulgated_on or regulation.enacted_on
    return began or (date(regulation.year, 1, 1) if regulation.year else None)


Ends = dict[tuple[int, str], date]
"""When a regulation ended, or a Pasal of it: by (regulation, Pasal), "" for all of it."""


def _ends(regulations: Collection[Regulation]) -> Ends:
    """When each was repealed, and when each Pasal was taken out or worded anew by a later one."""
    ends: Ends = {}
    if not regulations:
        return ends
    kinds = (RelationKind.AMENDED_BY, RelationKind.REPEALED_BY)
    relations = (
        Relation.objects.standing()
        .filter(regulation__in=[one.pk for one in regulations], kind__in=kinds)
        .select_related("other")
    )
    for relation in relations:
        since = since_of(relation) or _beginning(relation.other)
        if since is not None:
            for pasal in _touched(relation):
                key = (relation.regulation_id, pasal)
                ends[key] = min(since, ends.get(key, since))
    return ends | _noted(regulations, ends)


def _touched(relation: Relation) -> Iterable[str]:
    """The Pasal whose old words a relation ends; "" when it ends all of it."""
    if relation.pasal:
        return [str(pasal) for pasal in relation.pasal]
    if relation.kind == RelationKind.REPEALED_BY:
        return [""]
    worded = Passage.objects.filter(regulation=relation.other_id, section=Section.BODY)
    return set(worded.exclude(inner_pasal="").values_list("inner_pasal", flat=True))


def _noted(regulations: Collection[Regulation], ends: Ends) -> Ends:
    """Of those repealed by nothing we know, the day on which somebody noted that they were."""
    unknown = [
        one.pk
        for one in regulations
        if one.status == RegulationStatus.REPEALED and (one.pk, "") not in ends
    ]
    if not unknown:
        return {}
    noted = StatusChange.objects.filter(
        regulation__in=unknown, status=RegulationStatus.REPEALED
    ).order_by("pk")
    return {(one.regulation_id, ""): one.noted_at.astimezone(WIB).date() for one in noted}


def _end(passage: Passage, ends: Ends) -> date | None:
    """When this passage stopped to be the law: with its Pasal, or with the whole."""
    if passage.regulation_id is None:
        return None
    own = passage.pasal if passage.section == Section.BODY else ""
    found = [
        ends[key]
        for key in {(passage.regulation_id, ""), (passage.regulation_id, own)}
        if key in ends
    ]
    return min(found, default=None)


def _article_standing(passage: Passage) -> str:
    article = passage.article
    assert article is not None
    if article.status != ArticleStatus.VERIFIED or not article.is_open:
        return Standing.RETIRED
    if article.is_due:
        return Standing.OVERDUE
    return Standing.DOUBTED if article.open_checks else Standing.VERIFIED


def _regulation_standing(passage: Passage) -> str:
    assert passage.regulation is not None
    return passage.regulation.status


def visible_articles(person: Person, pks: Collection[int]) -> set[int]:
    """Of these articles, those the person may read now."""
    found = Article.objects.visible_to(person).verified().open_ones().filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


def visible_regulations(person: Person, pks: Collection[int]) -> set[int]:
    """Of these regulations, those the person may read now."""
    found = Regulation.objects.visible_to(person).filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


def public_articles(pks: Collection[int]) -> set[int]:
    """Of these articles, those anybody may read now."""
    return set(Article.objects.public().filter(pk__in=pks).values_list("pk", flat=True))


def public_regulations(pks: Collection[int]) -> set[int]:
    """Of these regulations, those anybody may read now."""
    return set(Regulation.objects.public().filter(pk__in=pks).values_list("pk", flat=True))


add_source(
    Source(
        noun="knowledge.article",
        kinds=(Kind.ARTICLE,),
        roles=READERS,
        tell=tell_article,
        every=lambda: Article.objects.verified().open_ones().values_list("pk", flat=True),
        visible=visible_articles,
        live=live_article,
        public=public_articles,
    )
)
add_source(
    Source(
        noun="knowledge.regulation",
        kinds=(Kind.REGULATION,),
        roles=READERS,
        tell=tell_regulation,
        every=lambda: Regulation.objects.values_list("pk", flat=True),
        visible=visible_regulations,
        live=live_regulation,
        public=public_regulations,
    )
)
