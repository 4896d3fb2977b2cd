"""What people are told of articles: made of their talk, to be put right, to be verified."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.listeners.communities import CONVERSATION, conversation_shown
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.kernel.clock import today
from sinau.kernel.facts import Fact
from sinau.kernel.words import date_id
from sinau.knowledge.events import (
    ArticleCommented,
    ArticleDue,
    ArticleExpired,
    ArticleNeedsCheck,
    ArticleReturned,
    ArticleSubmitted,
    ArticleVerified,
    ExpertAsked,
    ReviewerAppointed,
    ReviewPassed,
)
from sinau.knowledge.models import Article
from sinau.people.models import Agency, Grant, Person, Role


def _address(slug: str) -> str:
    return f"/pengetahuan/{slug}/"


def _may_read(article_id: int, person: Person) -> bool:
    return Article.objects.visible_to(person).filter(pk=article_id).exists()


@tells(
    ArticleVerified,
    kind="knowledge",
    label=_("Percakapan saya menjadi pengetahuan"),
    short=_("Pengetahuan"),
    icon="badge-check",
)
def tell_knowledge(fact: ArticleVerified, entry: Entry) -> Iterator[Letter]:
    """Who asked, and who gave the answer, hear that it stands in an article they may read."""
    number = fact.source.removeprefix(CONVERSATION)
    if number == fact.source or not number.isdecimal():
        return
    conversation = conversation_shown(int(number))
    if conversation is None:
        return
    said = {
        conversation.author: gettext_noop("Pertanyaan Anda kini terjawab dalam “{title}”")
        if conversation.is_question
        else gettext_noop("Tulisan Anda menjadi pengetahuan dalam “{title}”")
    }
    if conversation.accepted is not None:
        sentence = gettext_noop("Jawaban Anda menjadi pengetahuan dalam “{title}”")
        said.setdefault(conversation.accepted.author, sentence)
    for person, sentence in said.items():
        if _may_read(fact.article_id, person):
            yield Letter(
                person_id=person.pk,
                sentence=sentence,
                words={"title": fact.title},
                url=_address(fact.slug),
            )


@tells(
    ArticleReturned,
    ArticleNeedsCheck,
    ArticleDue,
    ArticleExpired,
    ArticleCommented,
    kind="article",
    label=_("Artikel saya perlu diperbaiki atau diperiksa"),
    short=_("Artikel saya"),
    icon="file-pen-line",
)
def tell_article(fact: _OfMine, entry: Entry) -> Iterator[Letter]:
    """The owner, and the deputy, hear what the article needs; not what they did themselves."""
    article = Article.objects.filter(pk=fact.article_id).first()
    deputy = article.deputy_id if article else None
    reason = fact.reason if isinstance(fact, ArticleReturned | ArticleNeedsCheck) else ""
    day = fact.review_due if isinstance(fact, ArticleDue | ArticleExpired) else ""
    for person_id in dict.fromkeys((fact.owner_id, deputy)):
        if person_id is not None and person_id != entry.told_by_id:
            yield Letter(
                person_id=person_id,
                sentence=_SENTENCES[type(fact)],
                words={"title": fact.title, "reason": reason, "day": date_id(day) if day else ""},
                url=_address(fact.slug),
            )


_OfMine = ArticleReturned | ArticleNeedsCheck | ArticleDue | ArticleExpired | ArticleCommented
_SENTENCES: dict[type[Fact], str] = {
    ArticleReturned: gettext_noop("“{title}” dikembalikan kurator untuk diperbaiki"),
    ArticleNeedsCheck: gettext_noop("“{title}” perlu diperiksa: {reason}"),
    ArticleDue: gettext_noop("“{title}” diperiksa lagi paling lambat {day}"),
    ArticleExpired: gettext_noop("“{title}” lewat masa berlaku sejak {day}"),
    ArticleCommented: gettext_noop("Ada catatan pembaca pada “{title}”"),
}


@tells(
    ReviewerAppointed,
    ReviewPassed,
    kind="review",
    label=_("Naskah yang diminta saya periksa"),
    short=_("Pemeriksaan"),
    icon="file-pen-line",
)
def tell_reviewer(fact: ReviewerAppointed | ReviewPassed, entry: Entry) -> Iterator[Letter]:
    """Who was asked, and the deputy once it is their turn, hear that a text waits for them."""
    yield Letter(
        person_id=fact.person_id,
        sentence=gettext_noop("Anda diminta memeriksa “{title}”"),
        words={"title": fact.title},
        url="/pengetahuan/pemeriksaan/",
    )


@tells(
    ExpertAsked,
    kind="expert",
    label=_("Pertanyaan kepada saya sebagai rujukan"),
    short=_("Rujukan"),
    icon="hand-helping",
)
def tell_expert(fact: ExpertAsked, entry: Entry) -> Iterator[Letter]:
    """Who agreed to be asked hears that a question came."""
    yield Letter(
        person_id=fact.person_id,
        sentence=gettext_noop("Pendapat Anda diminta tentang {topic}"),
        words={"topic": fact.topic},
        url=fact.url or "/pengetahuan/ahli/saya/",
    )


@tells(
    ArticleSubmitted,
    kind="curation",
    label=_("Artikel menunggu pemeriksaan saya sebagai kurator"),
    short=_("Kurasi"),
    icon="book-check",
)
def tell_curation(fact: ArticleSubmitted, entry: Entry) -> Iterator[Letter]:
    """Those who curate for the agency hear that an article waits for them."""
    agency = Agency.objects.get(pk=fact.agency_id)
    curators = Grant.objects.valid_on(today()).filter(role=Role.CURATOR).select_related("agency")
    for grant in curators.order_by("pk"):
        if grant.agency.contains(agency) and grant.person_id != fact.owner_id:
            yield Letter(
                person_id=grant.person_id,
                sentence=gettext_noop("“{title}” menunggu Anda periksa"),
                words={"title": fact.title},
                url=_address(fact.slug),
            )
