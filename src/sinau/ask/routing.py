"""Who might know: people who agreed to be asked about what a question is about, and why they."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Value
from django.utils.translation import gettext as _

from sinau.ask.context import words_of
from sinau.ask.models import Gap, Question
from sinau.communities.models import Community
from sinau.knowledge.actions.reviewing import topics_of as topics_of_article
from sinau.knowledge.knowing import Knower, find_experts, knowers, shown_profiles
from sinau.knowledge.models import Article, ExpertRequest
from sinau.people.models import Agency, Audience, Person
from sinau.people.models.grants import hold_roles

MOST = 3


def matters_of(question: Question, agency: Agency | None) -> list[str]:
    """What it is about, in none of its own words: topics of articles that came near, an agency's matter."""
    near = [one.source_pk for one in question.quotes.all() if one.noun == "knowledge.article"]
    # What came near the asker need not be known to whoever is asked.
    shared = Article.objects.exclude(audience=Audience.AGENCY)
    articles = shared.filter(pk__in=near).select_related("agency").order_by("pk")
    topics = [topic for article in articles for topic in topics_of_article(article)]
    return list(dict.fromkeys([*topics, *([agency.sector] if agency and agency.sector else [])]))


def topics_of(question: Question, agency: Agency | None) -> list[str]:
    """The same with its own words."""
    return list(dict.fromkeys([*matters_of(question, agency), *words_of(question.text)]))


def experts_for(question: Question, *, near: Agency | None = None) -> list[Knower]:
    """Whom to ask, the strongest first: who agreed, has room this week, and is not who asks."""
    agency = near or question.agency
    topics = topics_of(question, agency)
    return find_experts(topics, limit=MOST, agency=agency, leave_out=[question.asker_id])


def experts_of(gap: Gap, question: Question) -> list[tuple[ExpertRequest, Knower]]:
    """Who was asked about a gap, and why they; the last first."""
    asked = ExpertRequest.objects.filter(subject=gap.source).select_related("person__agency")
    requests = {one.person_id: one for one in asked}
    agency = gap.near_agency or question.agency
    known = knowers(
        topics_of(question, agency),
        agency=agency,
        among=Person.objects.filter(pk__in=requests),
        limit=len(requests),
    )
    why = {one.person.pk: one for one in known}
    return [(one, why.get(pk, Knower(one.person))) for pk, one in requests.items()]


def named(question: Question, agency: Agency | None) -> str:
    """How the matter is named to whoever is asked, before they open the question."""
    return next(iter(matters_of(question, agency)), "") or _("pengetahuan umum")


def asked_of(person: Person, gap: Gap) -> ExpertRequest | None:
    """The request about this gap that waits for this person, while they agree to be asked."""
    waiting = ExpertRequest.objects.filter(subject=gap.source, closed_at=None)
    agreed = shown_profiles().filter(person=person).values("person")
    return waiting.filter(person__in=agreed).first()


def who_can_read(community: Community, people: Sequence[Person]) -> set[int]:
    """Of these people, those to whom the community is open; two queries whatever their number."""
    hold_roles(people)
    here = Community.objects.filter(pk=community.pk).order_by()
    found = [here.visible_to(one).values_list(Value(one.pk), flat=True) for one in people]
    return set(found[0].union(*found[1:])) if found else set()
