"""The life of an article once it is written: submitted, returned or verified, renewed, ended."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.knowledge import events
from sinau.knowledge.actions.articles import locked, show, text_of
from sinau.knowledge.kinds import templates
from sinau.knowledge.models import (
    Appointment,
    Article,
    ArticleKind,
    ArticleStatus,
    Check,
    Passage,
    Review,
    ReviewVerb,
    Revision,
    RevisionState,
    Term,
)
from sinau.knowledge.refusals import (
    NotASuccessor,
    NothingToReview,
    NotReady,
    NotVerified,
    OwnArticle,
)
from sinau.knowledge.sections import passages_of
from sinau.people.models import Audience, Person

# Kinds that are nothing without their file.
WITH_FILE = (ArticleKind.DOCUMENT, ArticleKind.RECORDING)


@transaction.atomic
def submit_article(article: Article, *, by: Person) -> Review | None:
    """Ask a curator to look at the newest text; asking twice asks once."""
    article = locked(article)
    revision = article.working
    assert revision is not None
    if revision.state in (RevisionState.IN_REVIEW, RevisionState.VERIFIED):
        return None
    missing = _missing(article, revision)
    if missing:
        raise NotReady(gettext_lazy("Draf ini belum dapat diajukan."), reasons=missing)
    _enter(article, revision, RevisionState.IN_REVIEW)
    announce(
        events.ArticleSubmitted(
            article_id=article.pk,
            title=_told(article, revision),
            slug=article.slug,
            owner_id=article.owner_id,
            agency_id=article.agency_id,
        ),
        by=by,
    )
    return take_step(article, revision, ReviewVerb.SUBMITTED, by=by)


def _missing(article: Article, revision: Revision) -> list[Any]:
    reasons = []
    if article.kind == ArticleKind.LINK and not revision.link_url:
        reasons.append(gettext_lazy("Alamat tautannya belum diisi."))
    if article.kind in WITH_FILE and revision.attachment_id is None:
        reasons.append(gettext_lazy("Berkasnya belum diunggah."))
    if not revision.summary.strip():
        reasons.append(
            gettext_lazy("Ringkasan belum diisi; pembaca melihatnya di hasil pencarian.")
        )
    if len(revision.body.split()) < 20:
        reasons.append(gettext_lazy("Isinya kurang dari dua puluh kata."))
    return reasons + [
        format_lazy(gettext_lazy("Bagian “{part}” belum diisi."), part=part)
        for part in templates()[article.kind].missing_in(revision.body)
    ]


def _enter(article: Article, revision: Revision, state: RevisionState) -> None:
    revision.state = state
    revision.save(update_fields=["state"])
    if article.verified_revision is None:
        in_review = state == RevisionState.IN_REVIEW
        article.status = ArticleStatus.IN_REVIEW if in_review else ArticleStatus.DRAFT
    article.updated_at = now()
    article.save(update_fields=["status", "updated_at"])


def take_step(
    article: Article, revision: Revision, verb: ReviewVerb, *, by: Person | None, text: str = ""
) -> Review:
    """One more step in the life of the article."""
    return Review.objects.create(
        article=article, revision=revision, verb=verb, note=text, done_by=by, done_at=now()
    )


def _told(article: Article, revision: Revision) -> str:
    return revision.title if article.is_open else article.told_title


def close_appointments(article: Article) -> None:
    """Nobody needs to answer any more."""
    Appointment.objects.open().filter(article=article).update(closed_at=now())


def tell_reviewed(article: Article, revision: Revision, *, opinion: str, by: Person) -> None:
    """Say that somebody read the text and judged it; for hours of learning and for expertise."""
    announce(
        events.ArticleReviewed(
            article_id=article.pk,
            revision_id=revision.pk,
            title=_told(article, revision),
            slug=article.slug,
            owner_id=article.owner_id,
            person_id=by.pk,
            opinion=opinion,
            words=len(revision.body.split()) + len(revision.transcript.split()),
            topics=topics_of(article),
            is_open=article.is_open and article.audience != Audience.AGENCY,
        ),
        by=by,
    )


@transaction.atomic
def return_article(article: Article, *, reason: str, by: Person) -> Review:
    """Send the submitted text back to its author with the reason."""
    article = locked(article)
    revision = article.working
    if revision is None or revision.state != RevisionState.IN_REVIEW:
        raise NothingToReview(gettext_lazy("Tidak ada naskah yang menunggu diperiksa."))
    _enter(article, revision, RevisionState.RETURNED)
    announce(
        events.ArticleReturned(
            article_id=article.pk,
            title=_told(article, revision),
            slug=article.slug,
            owner_id=article.owner_id,
            reason=reason,
        ),
        by=by,
    )
    close_appointments(article)
    tell_reviewed(article, revision, opinion="returned", by=by)
    return take_step(article, revision, ReviewVerb.RETURNED, by=by, text=reason)


@transaction.atomic
def verify_article(article: Article, *, by: Person) -> Review | None:
    """The submitted text is true and current until its review date; readers and search find it.

    A second time changes nothing; nobody verifies a text they wrote or own themselves.
    """
    article = locked(article)
    revision = article.working
    assert revision is not None
    if revision.state == RevisionState.VERIFIED:
        return None
    if revision.state != RevisionState.IN_REVIEW:
        raise NothingToReview(gettext_lazy("Naskah ini belum diajukan untuk diperiksa."))
    _refuse_own(article, revision, by)
    revision.state = RevisionState.VERIFIED
    revision.save(update_fields=["state"])
    show(article, text_of(revision))
    article.status = ArticleStatus.VERIFIED
    article.verified_revision = revision
    _extend(article, by)
    article.save()
    Passage.objects.filter(article=article).delete()
    if article.is_open:
        Passage.objects.bulk_create(passages_of(article))
    close_appointments(article)
    _settle_all(article, by=by)
    announce(
        events.ArticleVerified(
            article_id=article.pk,
            title=article.told_title,
            slug=article.slug,
            owner_id=article.owner_id,
            source=article.source,
            topics=topics_of(article),
            is_open=article.is_open and article.audience != Audience.AGENCY,
        ),
        by=by,
    )
    tell_reviewed(article, revision, opinion="verified", by=by)
    return take_step(article, revision, ReviewVerb.VERIFIED, by=by)


def _refuse_own(article: Article, revision: Revision, by: Person) -> None:
    if by.pk in (revision.written_by_id, article.owner_id):
        raise OwnArticle(
            gettext_lazy(
                "Anda menulis atau memiliki artikel ini. Kurator lain yang memverifikasinya."
            ),
            back=article.get_absolute_url(),
        )


def _extend(article: Article, by: Person) -> None:
    article.verified_by, article.verified_at, article.term = by, now(), Term.CURRENT
    article.review_due = article.next_review(today())
    article.updated_at = now()


def _settle_all(article: Article, *, by: Person) -> None:
    open_checks = Check.objects.filter(article=article, settled_at=None)
    open_checks.update(settled_by=by, settled_at=now())
    article.open_checks = 0
    Article.objects.filter(pk=article.pk).update(open_checks=0)


@transaction.atomic
def renew_article(article: Article, *, note: str, by: Person) -> Review:
    """A curator looked again and the verified text still holds; its term begins anew."""
    article = locked(article)
    if article.verified_revision is None:
        raise NotVerified(gettext_lazy("Artikel ini belum terverifikasi."))
    _refuse_own(article, article.verified_revision, by)
    _extend(article, by)
    article.save()
    _settle_all(article, by=by)
    assert article.review_due is not None
    announce(
        events.ArticleRenewed(
            article_id=article.pk,
            title=article.told_title,
            slug=article.slug,
            owner_id=article.owner_id,
            review_due=article.review_due,
        ),
        by=by,
    )
    return take_step(article, article.verified_revision, ReviewVerb.RENEWED, by=by, text=note)


@transaction.atomic
def settle_check(check: Check, *, by: Person) -> Check:
    """Somebody looked: the change of the regulation does not touch the article. Once."""
    article = locked(check.article)
    if check.settled_at is None:
        check.settled_by, check.settled_at = by, now()
        check.save(update_fields=["settled_by", "settled_at"])
        article.open_checks = Check.objects.filter(article=article, settled_at=None).count()
        article.save(update_fields=["open_checks"])
        announce(
            events.ArticleCheckSettled(
                article_id=article.pk,
                title=article.told_title,
                regulation_id=check.regulation_id,
                left=article.open_checks,
            ),
            by=by,
        )
    return check


@transaction.atomic
def retire_article(article: Article, *, reason: str, by: Person) -> Review:
    """Withdraw the article: readers and search no longer find it, its history stays."""
    article = locked(article)
    revision = article.working
    assert revision is not None
    close_appointments(article)
    article.status, article.updated_at = ArticleStatus.RETIRED, now()
    article.save(update_fields=["status", "updated_at"])
    Passage.objects.filter(article=article).delete()
    announce(
        events.ArticleRetired(
            article_id=article.pk,
            title=article.told_title,
            owner_id=article.owner_id,
            reason=reason,
        ),
        by=by,
    )
    return take_step(article, revision, ReviewVerb.RETIRED, by=by, text=reason)


@transaction.atomic
def supersede_article(article: Article, successor: Article, *, by: Person) -> Review:
    """A newer article takes this one's place: readers are sent on, search no longer finds the old."""
    article = locked(article)
    if article.status != ArticleStatus.VERIFIED:
        raise NotVerified(gettext_lazy("Hanya artikel terverifikasi yang dapat digantikan."))
    if successor.pk == article.pk or successor.status != ArticleStatus.VERIFIED:
        raise NotASuccessor(
            gettext_lazy("Pilih artikel lain yang terverifikasi sebagai penggantinya."),
            back=article.get_absolute_url(),
        )
    close_appointments(article)
    article.status, article.superseded_by, article.updated_at = (
        ArticleStatus.SUPERSEDED,
        successor,
        now(),
    )
    article.save(update_fields=["status", "superseded_by", "updated_at"])
    Passage.objects.filter(article=article).delete()
    announce(
        events.ArticleSuperseded(
            article_id=article.pk,
            title=article.told_title,
            slug=article.slug,
            owner_id=article.owner_id,
            successor_id=successor.pk,
            successor_title=successor.told_title,
        ),
        by=by,
    )
    assert article.verified_revision is not None
    return take_step(
        article,
        article.verified_revision,
        ReviewVerb.SUPERSEDED,
        by=by,
        text=successor.title if successor.is_open else successor.told_title,
    )


def topics_of(article: Article) -> tuple[str, ...]:
    """What the article is about, in one or a few words each; else the sector of its agency."""
    said = [word.strip().lower() for word in article.sectors if word.strip()]
    return tuple(said or [article.agency.sector.lower()] if article.agency.sector else said)
