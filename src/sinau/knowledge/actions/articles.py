"""Articles as they are written: drafted, revised, merged, restored, given another home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.journal.announcing import announce
from sinau.kernel.clock import WIB, now
from sinau.knowledge import events
from sinau.knowledge.merging import merge
from sinau.knowledge.models import (
    Appointment,
    Article,
    ArticleStatus,
    KeptDraft,
    Level,
    NamedReader,
    Passage,
    Revision,
)
from sinau.knowledge.refusals import AlreadyRetired, EditedMeanwhile
from sinau.knowledge.sections import passages_of
from sinau.people.models import Agency, Audience, Person

# Addresses below /pengetahuan/ that are not articles.
RESERVED = frozenset(
    {"draf", "kurasi", "peraturan", "baru", "ahli", "kesehatan", "pemeriksaan", "naskah"}
    | {"masuk", "keluar", "gambar", "oai", "publik"}
)


@dataclass(frozen=True, kw_only=True)
class Text:
    """What a revision holds."""

    title: str
    body: str
    summary: str = ""
    legal_basis: list[str] = field(default_factory=list)
    link_url: str = ""
    transcript: str = ""
    attachment_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What an article is about and where it was learnt, beside its text."""

    sectors: list[str] = field(default_factory=list)
    competency: str = ""
    seci: str = ""
    source_event: str = ""


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
    level: str = "",
    deputy: Person | None = None,
    meaning: Meaning | None = None,
    readers: Sequence[Person] = (),
) -> Article:
    """Begin an article; only its author, owner and curators see it until it is verified."""
    meaning = meaning or Meaning(sectors=sectors or [])
    audience = _audience(level, audience)
    article = Article.objects.create(
        **asdict(text),
        **asdict(meaning),
        level=_level(level, audience),
        deputy=deputy,
        slug=_free_slug(slug or text.title),
        kind=kind,
        agency=agency,
        audience=audience,
        owner=owner or by,
        created_by=by,
        created_at=now(),
        updated_at=now(),
        review_months=review_months,
        source=source,
        source_url=source_url,
    )
    article.working = _write(article, text, number=1, note=_("Draf pertama"), by=by)
    article.save(update_fields=["working"])
    _name_readers(article, readers, by=by)
    announce(
        events.ArticleDrafted(
            article_id=article.pk,
            title=article.told_title,
            source=source,
            slug=article.slug,
            owner_id=article.owner_id,
        ),
        by=by,
    )
    return article


def _level(level: str, audience: str) -> str:
    """The level, or the one an audience implies; what is not for all is never public."""
    if level in (Level.CONFIDENTIAL, Level.SECRET):
        return level
    return Level.PUBLIC if audience == Audience.PUBLIC else Level.INTERNAL


def _audience(level: str, audience: str) -> str:
    """What is read by name is never made for a whole city."""
    return Audience.AGENCY if level in (Level.CONFIDENTIAL, Level.SECRET) else audience


def _name_readers(article: Article, readers: Sequence[Person], *, by: Person) -> None:
    """Exactly these people read it by name; nobody twice."""
    article.named_readers.exclude(person__in=readers).delete()
    for person in readers:
        NamedReader.objects.get_or_create(
            article=article, person=person, defaults={"added_by": by, "added_at": now()}
        )


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


def locked(article: Article) -> Article:
    """The row for writing; one that was withdrawn or superseded is not changed any more."""
    found = (
        Article.objects.select_for_update(of=("self",))
        .select_related("working", "verified_revision", "agency")
        .get(pk=article.pk)
    )
    if found.status == ArticleStatus.RETIRED:
        raise AlreadyRetired(gettext_lazy("Artikel ini sudah ditarik."))
    if found.status == ArticleStatus.SUPERSEDED:
        raise AlreadyRetired(gettext_lazy("Artikel ini sudah digantikan yang lebih baru."))
    return found


@transaction.atomic
def revise_article(
    article: Article, text: Text, *, note: str, by: Person, base: int | None = None
) -> Revision:
    """Write a newer text; the same text again writes nothing. Readers keep the verified one.

    `base` is the number of the revision the writer began from. When somebody wrote meanwhile, both
    changes are joined; where they overlap the newer is refused and nothing is lost.
    """
    article = locked(article)
    working = article.working
    assert working is not None
    if base is not None and base != working.number:
        text = _merged(article, text, base, by)
        note = note or _("Digabung dengan revisi %(number)s") % {"number": working.number}
    KeptDraft.objects.filter(person=by, article=article).delete()
    if text_of(working) == text:
        return working
    revision = _write(article, text, number=working.number + 1, note=note, by=by)
    article.working, article.updated_at = revision, now()
    Appointment.objects.open().filter(article=article).update(closed_at=now())
    if article.verified_revision is None:
        # Nobody relies on it yet, so what the few see is the newest text.
        show(article, text)
        article.status = ArticleStatus.DRAFT
    article.save()
    announce(
        events.ArticleRevised(
            article_id=article.pk,
            title=text.title if article.is_open else article.told_title,
            number=revision.number,
            note=note if article.is_open else "",
        ),
        by=by,
    )
    return revision


def _merged(article: Article, mine: Text, base: int, by: Person) -> Text:
    """Both changes in one text, field by field."""
    assert article.working is not None
    theirs = text_of(article.working)
    old = article.revisions.filter(number=base).first()
    if old is None or theirs == mine:
        return _or_refuse(article, mine, theirs, None)
    began = text_of(old)
    joined = {
        name: merge(getattr(began, name), getattr(mine, name), getattr(theirs, name))
        for name in ("title", "summary", "body", "transcript", "link_url")
    }
    joined["legal_basis"] = merge(*("\n".join(text.legal_basis) for text in (began, mine, theirs)))
    if None in joined.values() or _both_changed_file(began, mine, theirs):
        return _or_refuse(article, mine, theirs, began)
    basis = [line for line in str(joined.pop("legal_basis")).split("\n") if line]
    file = mine if mine.attachment_id != began.attachment_id else theirs
    said = {name: str(value) for name, value in joined.items()}
    return Text(**said, legal_basis=basis, attachment_id=file.attachment_id)


def _both_changed_file(began: Text, mine: Text, theirs: Text) -> bool:
    files = {began.attachment_id, mine.attachment_id, theirs.attachment_id}
    return len(files) == 3


def _or_refuse(article: Article, mine: Text, theirs: Text, began: Text | None) -> Text:
    if mine == theirs:
        return mine
    assert article.working is not None
    raise EditedMeanwhile(
        _(
            "%(who)s menyimpan revisi %(number)s saat Anda menulis, di bagian yang sama. "
            "Naskah Anda belum tersimpan dan masih ada di halaman ini."
        )
        % {"who": article.working.written_by, "number": article.working.number},
        back=article.get_absolute_url(),
    )


def text_of(revision: Revision) -> Text:
    """What a revision holds."""
    return Text(
        title=revision.title,
        body=revision.body,
        summary=revision.summary,
        legal_basis=list(revision.legal_basis),
        link_url=revision.link_url,
        transcript=revision.transcript,
        attachment_id=revision.attachment_id,
    )


def show(article: Article, text: Text) -> None:
    """The article says what this text says."""
    for name, value in asdict(text).items():
        setattr(article, name, value)


@transaction.atomic
def restore_revision(article: Article, revision: Revision, *, by: Person) -> Revision:
    """Write an earlier text anew as the newest revision."""
    note = _("Mengembalikan revisi %(number)s") % {"number": revision.number}
    return revise_article(article, text_of(revision), note=note, by=by)


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
    level: str = "",
    deputy: Person | None = None,
    meaning: Meaning | None = None,
    readers: Sequence[Person] | None = None,
) -> Article:
    """Change whose the article is, for whom, and how often it is looked at; equal changes nothing."""
    article = locked(article)
    meaning = meaning or _meaning_of(article)
    audience = _audience(level, audience)
    level = _level(level, audience)
    before = (_home_of(article), _meaning_of(article))
    article.kind, article.agency, article.audience, article.level = kind, agency, audience, level
    article.owner, article.deputy, article.review_months = owner, deputy, review_months
    for name, value in asdict(meaning).items():
        setattr(article, name, value)
    if readers is not None:
        _name_readers(article, readers, by=by)
    if before == (_home_of(article), meaning):
        return article
    if article.verified_at is not None:
        article.review_due = article.next_review(article.verified_at.astimezone(WIB).date())
    article.save()
    _rehouse_passages(article)
    announce(
        events.ArticleAudienceChanged(
            article_id=article.pk,
            title=article.told_title,
            agency_id=agency.pk,
            audience=audience,
            owner_id=owner.pk,
        ),
        by=by,
    )
    return article


def _meaning_of(article: Article) -> Meaning:
    return Meaning(
        sectors=list(article.sectors),
        competency=article.competency,
        seci=article.seci,
        source_event=article.source_event,
    )


def _home_of(article: Article) -> tuple[object, ...]:
    ids = (article.agency_id, article.owner_id, article.deputy_id)
    return (article.kind, *ids, article.audience, article.level, article.review_months)


def _rehouse_passages(article: Article) -> None:
    """Passages follow; of a text that is not read by audience there are none."""
    if not article.is_open:
        article.passages.all().delete()
    elif article.status == ArticleStatus.VERIFIED and not article.passages.exists():
        Passage.objects.bulk_create(passages_of(article))
    else:
        article.passages.update(agency=article.agency, audience=article.audience)
