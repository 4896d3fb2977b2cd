"""The life of an article: drafted, revised, submitted, returned or verified, renewed, retired."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.journal.announcing import announce
from sinau.kernel.clock import WIB, now, today
from sinau.knowledge import events
from sinau.knowledge.models import (
    Article,
    ArticleStatus,
    Check,
    Feedback,
    Passage,
    Review,
    ReviewVerb,
    Revision,
    RevisionState,
)
from sinau.knowledge.refusals import (
    AlreadyRetired,
    NothingToReview,
    NotReady,
    NotVerified,
    OwnArticle,
)
from sinau.knowledge.sections import passages_of
from sinau.people.models import Agency, Person

# Addresses below /pengetahuan/ that are not articles.
RESERVED = frozenset({"draf", "kurasi", "peraturan", "baru", "masuk", "keluar", "gambar", "oai"})


@dataclass(frozen=True, kw_only=True)
class Text:
    """What a revision holds."""

    title: str
    body: str
    summary: str = ""
    legal_basis: list[str] = field(default_factory=list)


@transaction.atomic
def draft_article(
    text: Text,
    *,
    kind: str,
    agency: Agency,
    audience: str,
    by: Person,
    owner: Person | None = None,
    review_months: int = 12,
    sectors: list[str] | None = None,
    source: str = "",
    source_url: str = "",
    slug: str = "",
) -> Article:
    """Begin an article; only its author, owner and curators see it until it is verified."""
    article = Article.objects.create(
        **asdict(text),
        slug=_free_slug(slug or text.title),
        kind=kind,
        agency=agency,
        audience=audience,
        owner=owner or by,
        created_by=by,
        created_at=now(),
        updated_at=now(),
        review_months=review_months,
        sectors=sectors or [],
        source=source,
        source_url=source_url,
    )
    article.working = _write(article, text, number=1, note=_("Draf pertama"), by=by)
    article.save(update_fields=["working"])
    announce(
        events.ArticleDrafted(
            article_id=article.pk,
            title=article.title,
            source=source,
            slug=article.slug,
            owner_id=article.owner_id,
        ),
        by=by,
    )
    return article


def _free_slug(words: str) -> str:
    base = slugify(words)[:100].strip("-") or "artikel"
    if base in RESERVED:
        base = f"{base}-1"
    slug, nth = base, 1
    while Article.objects.filter(slug=slug).exists():
        nth += 1
        slug = f"{base}-{nth}"
    return slug


def _write(article: Article, text: Text, *, number: int, note: str, by: Person) -> Revision:
    return Revision.objects.create(
        article=article,
        number=number,
        **asdict(text),
        note=note[:200],
        written_by=by,
        written_at=now(),
    )


def _locked(article: Article) -> Article:
    found = (
        Article.objects.select_for_update(of=("self",))
        .select_related("working", "verified_revision")
        .get(pk=article.pk)
    )
    if found.status == ArticleStatus.RETIRED:
        raise AlreadyRetired(gettext_lazy("Artikel ini sudah ditarik."))
    return found


@transaction.atomic
def revise_article(article: Article, text: Text, *, note: str, by: Person) -> Revision:
    """Write a newer text; the same text again writes nothing. Readers keep the verified one."""
    article = _locked(article)
    working = article.working
    assert working is not None
    if _text_of(working) == text:
        return working
    revision = _write(article, text, number=working.number + 1, note=note, by=by)
    article.working, article.updated_at = revision, now()
    if article.verified_revision is None:
        # Nobody relies on it yet, so what the few see is the newest text.
        _show(article, text)
        article.status = ArticleStatus.DRAFT
    article.save()
    announce(
        events.ArticleRevised(
            article_id=article.pk, title=text.title, number=revision.number, note=note
        ),
        by=by,
    )
    return revision


def _text_of(revision: Revision) -> Text:
    return Text(
        title=revision.title,
        body=revision.body,
        summary=revision.summary,
        legal_basis=list(revision.legal_basis),
    )


def _show(article: Article, text: Text) -> None:
    for name, value in asdict(text).items():
        setattr(article, name, value)


@transaction.atomic
def restore_revision(article: Article, revision: Revision, *, by: Person) -> Revision:
    """Write an earlier text anew as the newest revision."""
    note = _("Mengembalikan revisi %(number)s") % {"number": revision.number}
    return revise_article(article, _text_of(revision), note=note, by=by)


@transaction.atomic
def submit_article(article: Article, *, by: Person) -> Review | None:
    """Ask a curator to look at the newest text; asking twice asks once."""
    article = _locked(article)
    revision = article.working
    assert revision is not None
    if revision.state in (RevisionState.IN_REVIEW, RevisionState.VERIFIED):
        return None
    missing = _missing(revision)
    if missing:
        raise NotReady(gettext_lazy("Draf ini belum dapat diajukan."), reasons=missing)
    _enter(article, revision, RevisionState.IN_REVIEW)
    announce(
        events.ArticleSubmitted(
            article_id=article.pk,
            title=revision.title,
            slug=article.slug,
            owner_id=article.owner_id,
            agency_id=article.agency_id,
        ),
        by=by,
    )
    return _note(article, revision, ReviewVerb.SUBMITTED, by=by)


def _missing(revision: Revision) -> list[Any]:
    reasons = []
    if not revision.summary.strip():
        reasons.append(
            gettext_lazy("Ringkasan belum diisi; pembaca melihatnya di hasil pencarian.")
        )
    if len(revision.body.split()) < 20:
        reasons.append(gettext_lazy("Isinya kurang dari dua puluh kata."))
    return reasons


def _enter(article: Article, revision: Revision, state: RevisionState) -> None:
    revision.state = state
    revision.save(update_fields=["state"])
    if article.verified_revision is None:
        in_review = state == RevisionState.IN_REVIEW
        article.status = ArticleStatus.IN_REVIEW if in_review else ArticleStatus.DRAFT
    article.updated_at = now()
    article.save(update_fields=["status", "updated_at"])


def _note(
    article: Article, revision: Revision, verb: ReviewVerb, *, by: Person, note: str = ""
) -> Review:
    return Review.objects.create(
        article=article, revision=revision, verb=verb, note=note, done_by=by, done_at=now()
    )


@transaction.atomic
def return_article(article: Article, *, reason: str, by: Person) -> Review:
    """Send the submitted text back to its author with the reason."""
    article = _locked(article)
    revision = article.working
    if revision is None or revision.state != RevisionState.IN_REVIEW:
        raise NothingToReview(gettext_lazy("Tidak ada naskah yang menunggu diperiksa."))
    _enter(article, revision, RevisionState.RETURNED)
    announce(
        events.ArticleReturned(
            article_id=article.pk,
            title=revision.title,
            slug=article.slug,
            owner_id=article.owner_id,
            reason=reason,
        ),
        by=by,
    )
    return _note(article, revision, ReviewVerb.RETURNED, by=by, note=reason)


@transaction.atomic
def verify_article(article: Article, *, by: Person) -> Review | None:
    """The submitted text is true and current until its review date; readers and search find it.

    A second time changes nothing; nobody verifies a text they wrote or own themselves.
    """
    article = _locked(article)
    revision = article.working
    assert revision is not None
    if revision.state == RevisionState.VERIFIED:
        return None
    if revision.state != RevisionState.IN_REVIEW:
        raise NothingToReview(gettext_lazy("Naskah ini belum diajukan untuk diperiksa."))
    _refuse_own(article, revision, by)
    revision.state = RevisionState.VERIFIED
    revision.save(update_fields=["state"])
    _show(article, _text_of(revision))
    article.status = ArticleStatus.VERIFIED
    article.verified_revision = revision
    _extend(article, by)
    article.save()
    Passage.objects.filter(article=article).delete()
    Passage.objects.bulk_create(passages_of(article))
    _settle_all(article, by=by)
    announce(
        events.ArticleVerified(
            article_id=article.pk,
            title=article.title,
            slug=article.slug,
            owner_id=article.owner_id,
            source=article.source,
        ),
        by=by,
    )
    return _note(article, revision, ReviewVerb.VERIFIED, by=by)


def _refuse_own(article: Article, revision: Revision, by: Person) -> None:
    if by.pk in (revision.written_by_id, article.owner_id):
        raise OwnArticle(
            gettext_lazy(
                "Anda menulis atau memiliki artikel ini. Kurator lain yang memverifikasinya."
            ),
            back=article.get_absolute_url(),
        )


def _extend(article: Article, by: Person) -> None:
    article.verified_by, article.verified_at = by, now()
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
    article = _locked(article)
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
            title=article.title,
            slug=article.slug,
            owner_id=article.owner_id,
            review_due=article.review_due,
        ),
        by=by,
    )
    return _note(article, article.verified_revision, ReviewVerb.RENEWED, by=by, note=note)


@transaction.atomic
def settle_check(check: Check, *, by: Person) -> Check:
    """Somebody looked: the change of the regulation does not touch the article. Once."""
    article = _locked(check.article)
    if check.settled_at is None:
        check.settled_by, check.settled_at = by, now()
        check.save(update_fields=["settled_by", "settled_at"])
        article.open_checks = Check.objects.filter(article=article, settled_at=None).count()
        article.save(update_fields=["open_checks"])
    return check


@transaction.atomic
def retire_article(article: Article, *, reason: str, by: Person) -> Review:
    """Withdraw the article: readers and search no longer find it, its history stays."""
    article = _locked(article)
    revision = article.working
    assert revision is not None
    article.status, article.updated_at = ArticleStatus.RETIRED, now()
    article.save(update_fields=["status", "updated_at"])
    Passage.objects.filter(article=article).delete()
    announce(
        events.ArticleRetired(
            article_id=article.pk, title=article.title, owner_id=article.owner_id, reason=reason
        ),
        by=by,
    )
    return _note(article, revision, ReviewVerb.RETIRED, by=by, note=reason)


@transaction.atomic
def rehouse_article(
    article: Article,
    *,
    kind: str,
    agency: Agency,
    audience: str,
    owner: Person,
    review_months: int,
    by: Person,
) -> Article:
    """Change whose the article is, for whom, and how often it is looked at; equal changes nothing."""
    article = _locked(article)
    before = (article.agency_id, article.audience, article.owner_id, article.review_months)
    after = (agency.pk, audience, owner.pk, review_months)
    if before == after and article.kind == kind:
        return article
    article.kind, article.agency, article.audience = kind, agency, audience
    article.owner, article.review_months = owner, review_months
    if article.verified_at is not None:
        article.review_due = article.next_review(article.verified_at.astimezone(WIB).date())
    article.save()
    article.passages.update(agency=agency, audience=audience)
    announce(
        events.ArticleAudienceChanged(
            article_id=article.pk,
            title=article.title,
            agency_id=agency.pk,
            audience=audience,
            owner_id=owner.pk,
        ),
        by=by,
    )
    return article


@transaction.atomic
def give_feedback(article: Article, *, is_helpful: bool, by: Person) -> Feedback:
    """Say whether the article helped; saying it again changes one's voice, not their number."""
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    feedback, _is_new = Feedback.objects.update_or_create(
        article=article, person=by, defaults={"is_helpful": is_helpful, "said_at": now()}
    )
    counted = Feedback.objects.filter(article=article).aggregate(
        yes=Count("pk", filter=Q(is_helpful=True)), no=Count("pk", filter=Q(is_helpful=False))
    )
    article.helpful_count, article.unhelpful_count = counted["yes"], counted["no"]
    article.save(update_fields=["helpful_count", "unhelpful_count"])
    return feedback
