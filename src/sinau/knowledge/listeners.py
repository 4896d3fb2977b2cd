"""What knowledge does when it hears of itself and of others: who knows what, doubts, gaps, what is offered."""

from __future__ import annotations

from sinau.ask.events import QuestionAnswered, QuestionRefused
from sinau.communities.events import AnswerAccepted, AnswerWithdrawn
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.knowledge.actions import close_expert_requests
from sinau.knowledge.events import (
    ArticleAudienceChanged,
    ArticleRenewed,
    ArticleRetired,
    ArticleReviewed,
    ArticleSuperseded,
    ArticleVerified,
    RegulationDetailsChanged,
    RegulationPublished,
    RegulationStatusChanged,
)
from sinau.knowledge.harvest.offering import offer_article, offer_regulation
from sinau.knowledge.models import Gap, Sign, SignKind
from sinau.people.models import Agency, Person
from sinau.university.events import ClassClosed


def forget_signs() -> None:
    """As if nobody had ever shown what they know."""
    Sign.objects.all().delete()


def _sign(
    person_id: int, kind: SignKind, topics: tuple[str, ...], evidence: str, title: str, entry: Entry
) -> None:
    if not Person.objects.filter(pk=person_id).exists():
        return
    for topic in topics:
        Sign.objects.update_or_create(
            person_id=person_id,
            kind=kind,
            topic=topic[:60],
            evidence=evidence,
            defaults={"title": title[:300], "seen_at": entry.told_at},
        )


@hears(
    *(
        ArticleVerified,
        ArticleReviewed,
        ArticleRetired,
        AnswerAccepted,
        AnswerWithdrawn,
        ClassClosed,
    ),
    forget=forget_signs,
)
def note_signs(
    fact: ArticleVerified
    | ArticleReviewed
    | ArticleRetired
    | AnswerAccepted
    | AnswerWithdrawn
    | ClassClosed,
    entry: Entry,
) -> None:
    """Keep what shows that somebody knows a topic, once per evidence; what is taken back goes."""
    if isinstance(fact, ArticleVerified):
        _sign(fact.owner_id, SignKind.ARTICLE, fact.topics, fact.subject, fact.title, entry)
    elif isinstance(fact, ArticleReviewed):
        _sign(fact.person_id, SignKind.REVIEW, fact.topics, fact.subject, fact.title, entry)
    elif isinstance(fact, ArticleRetired):
        Sign.objects.filter(kind=SignKind.ARTICLE, evidence=fact.subject).delete()
    elif isinstance(fact, AnswerWithdrawn):
        Sign.objects.filter(kind=SignKind.ANSWER, evidence=fact.subject).delete()
    elif isinstance(fact, AnswerAccepted):
        Sign.objects.filter(kind=SignKind.ANSWER, evidence=fact.subject).delete()
        topics = _sector(fact.agency_id)
        _sign(fact.author_id, SignKind.ANSWER, topics, fact.subject, fact.title, entry)
    else:
        for person_id in fact.speaker_ids:
            topics = _sector(fact.agency_id)
            _sign(person_id, SignKind.TEACHING, topics, fact.subject, fact.title, entry)


def _sector(agency_id: int) -> tuple[str, ...]:
    """What the agency works on; a division without a sector of its own takes the one above."""
    agency = Agency.objects.filter(pk=agency_id).select_related("parent").first()
    while agency is not None and not agency.sector:
        agency = agency.parent
    return (agency.sector.lower(),) if agency is not None else ()


@hears(AnswerAccepted)
def free_the_experts(fact: AnswerAccepted, entry: Entry) -> None:
    """A question that has its answer no longer fills anybody's week."""
    close_expert_requests(fact.subject)


def forget_gaps() -> None:
    """As if no question had ever stayed without a source."""
    Gap.objects.all().delete()


@hears(QuestionRefused, QuestionAnswered, forget=forget_gaps)
def note_gaps(fact: QuestionRefused | QuestionAnswered, entry: Entry) -> None:
    """Count, by agency, questions that had no source, and that they have one when asked again."""
    if isinstance(fact, QuestionAnswered):
        Gap.objects.filter(question_id=fact.question_id, answered_at=None).update(
            answered_at=entry.told_at
        )
    elif fact.agency_id is not None and Agency.objects.filter(pk=fact.agency_id).exists():
        Gap.objects.get_or_create(
            question_id=fact.question_id,
            defaults={"agency_id": fact.agency_id, "refused_at": entry.told_at},
        )


AboutOpenness = (
    ArticleVerified | ArticleRenewed | ArticleRetired | ArticleSuperseded | ArticleAudienceChanged
)


@hears(ArticleVerified, ArticleRenewed, ArticleRetired, ArticleSuperseded, ArticleAudienceChanged)
def offer_changed_article(fact: AboutOpenness, entry: Entry) -> None:
    """Harvesters hear of the article as it stands; told twice, only its datestamp moves."""
    offer_article(fact.article_id)


@hears(RegulationPublished, RegulationStatusChanged, RegulationDetailsChanged)
def offer_changed_regulation(
    fact: RegulationPublished | RegulationStatusChanged | RegulationDetailsChanged, entry: Entry
) -> None:
    """The same for a regulation."""
    offer_regulation(fact.regulation_id)
