"""What knowledge tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ArticleDrafted(Fact):
    """Somebody began an article; `source` says from what, for example "communities.conversation:7"."""

    kind = "knowledge.article.drafted"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("menyusun draf “{title}”")

    article_id: int
    title: str
    source: str = ""
    slug: str = ""
    owner_id: int = 0


@dataclass(frozen=True, kw_only=True)
class ArticleRevised(Fact):
    """Somebody wrote a newer text; readers see it only after it is verified."""

    kind = "knowledge.article.revised"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("menulis revisi {number} dari “{title}”")

    article_id: int
    title: str
    number: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ArticleSubmitted(Fact):
    """The author asked for the article to be checked."""

    kind = "knowledge.article.submitted"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("mengajukan “{title}” untuk diperiksa")

    article_id: int
    title: str
    slug: str
    owner_id: int
    agency_id: int


@dataclass(frozen=True, kw_only=True)
class ArticleReturned(Fact):
    """A curator sent the article back with a reason."""

    kind = "knowledge.article.returned"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("mengembalikan “{title}”: {reason}")

    article_id: int
    title: str
    slug: str
    owner_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ArticleVerified(Fact):
    """A curator confirmed that an article is true and current until its review date."""

    kind = "knowledge.article.verified"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("memverifikasi “{title}”")

    article_id: int
    title: str
    slug: str
    owner_id: int
    source: str = ""
    topics: tuple[str, ...] = ()
    is_open: bool = True


@dataclass(frozen=True, kw_only=True)
class ArticleRenewed(Fact):
    """A curator looked again and found the article still true; the text is unchanged."""

    kind = "knowledge.article.renewed"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("memperbarui masa berlaku “{title}”")

    article_id: int
    title: str
    slug: str
    owner_id: int
    review_due: date


@dataclass(frozen=True, kw_only=True)
class ArticleRetired(Fact):
    """The article was withdrawn; readers and search no longer find it."""

    kind = "knowledge.article.retired"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("menarik “{title}”: {reason}")

    article_id: int
    title: str
    owner_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ArticleAudienceChanged(Fact):
    """For whom the article is, its owner or its review rhythm changed; its text did not."""

    kind = "knowledge.article.rehoused"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("mengubah pemilik, sasaran, atau jadwal periksa “{title}”")

    article_id: int
    title: str
    agency_id: int
    audience: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ArticleNeedsCheck(Fact):
    """A regulation the article rests on was amended or repealed."""

    kind = "knowledge.article.doubted"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("menandai “{title}” perlu diperiksa: {reason}")

    article_id: int
    title: str
    slug: str
    owner_id: int
    regulation_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ArticleCheckSettled(Fact):
    """Somebody looked: what changed in a regulation does not touch the article."""

    kind = "knowledge.article.checked"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("menyatakan “{title}” tidak tersentuh perubahan peraturan")

    article_id: int
    title: str
    regulation_id: int
    left: int


@dataclass(frozen=True, kw_only=True)
class ReviewerAppointed(Fact):
    """Somebody was asked by name to say whether a text is right, until a day."""

    kind = "knowledge.review.asked"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("meminta {name} memeriksa “{title}” sampai {due_on}")

    article_id: int
    title: str
    slug: str
    person_id: int
    name: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ReviewPassed(Fact):
    """The reviewer's days passed without an answer, so the deputy is asked."""

    kind = "knowledge.review.passed"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("mengalihkan pemeriksaan “{title}” kepada {name}")

    article_id: int
    title: str
    slug: str
    person_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ArticleReviewed(Fact):
    """Somebody read a text and judged it: agreed, objected, verified or returned; once a revision.

    `words` is how much there was to read; `topics` is what it is about.
    """

    kind = "knowledge.article.reviewed"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("selesai memeriksa “{title}”")

    article_id: int
    revision_id: int
    title: str
    slug: str
    owner_id: int
    person_id: int
    opinion: str
    words: int
    topics: tuple[str, ...] = ()
    is_open: bool = True


@dataclass(frozen=True, kw_only=True)
class ArticleDue(Fact):
    """The day to look again comes near."""

    kind = "knowledge.article.due"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("mengingatkan bahwa “{title}” diperiksa lagi paling lambat {review_due}")

    article_id: int
    title: str
    slug: str
    owner_id: int
    review_due: date


@dataclass(frozen=True, kw_only=True)
class ArticleExpired(Fact):
    """The day to look again has long passed; nobody should rely on the text."""

    kind = "knowledge.article.expired"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("menandai “{title}” lewat masa berlaku")

    article_id: int
    title: str
    slug: str
    owner_id: int
    review_due: date


@dataclass(frozen=True, kw_only=True)
class ArticleSuperseded(Fact):
    """A newer article took this one's place."""

    kind = "knowledge.article.superseded"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("menggantikan “{title}” dengan “{successor_title}”")

    article_id: int
    title: str
    slug: str
    owner_id: int
    successor_id: int
    successor_title: str


@dataclass(frozen=True, kw_only=True)
class ArticleCommented(Fact):
    """Somebody left a remark on an article; its words stay on the page."""

    kind = "knowledge.article.commented"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("memberi catatan pada “{title}”")

    article_id: int
    comment_id: int
    title: str
    slug: str
    owner_id: int


@dataclass(frozen=True, kw_only=True)
class ArticleUsed(Fact):
    """An office put the article to work."""

    kind = "knowledge.article.used"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("memakai “{title}” di {agency_name}")

    article_id: int
    title: str
    slug: str
    owner_id: int
    agency_id: int
    agency_name: str


@dataclass(frozen=True, kw_only=True)
class ArticleLinked(Fact):
    """Somebody linked the article to another one, or took that back (`removed`)."""

    kind = "knowledge.article.linked"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("mengubah tautan “{title}” dengan “{other_title}”")

    article_id: int
    title: str
    other_id: int
    other_title: str
    removed: bool = False


@dataclass(frozen=True, kw_only=True)
class ArticlesAssigned(Fact):
    """A curator gave articles another owner or deputy, several at once."""

    kind = "knowledge.articles.assigned"
    about = "knowledge.curation:{person_id}"
    told = gettext_noop("menyerahkan {count} artikel kepada {name}")

    person_id: int
    name: str
    count: int
    article_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ExpertAgreed(Fact):
    """A person agreed to be shown as somebody one may ask, or took that back."""

    kind = "knowledge.expert.agreed"
    about = "knowledge.expert:{person_id}"
    told = gettext_noop("mengatur kesediaan sebagai rujukan pengetahuan")

    person_id: int
    is_shown: bool
    weekly_limit: int


@dataclass(frozen=True, kw_only=True)
class ExpertAsked(Fact):
    """A question was brought to an expert."""

    kind = "knowledge.expert.asked"
    about = "knowledge.expert:{person_id}"
    told = gettext_noop("meminta pendapat tentang {topic}")

    person_id: int
    topic: str
    on: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class ExpertLetGo(Fact):
    """An expert who was asked cannot help with this one."""

    kind = "knowledge.expert.let_go"
    about = "knowledge.expert:{person_id}"
    told = gettext_noop("tidak dapat membantu pertanyaan tentang {topic}")

    person_id: int
    topic: str
    on: str


@dataclass(frozen=True, kw_only=True)
class DocumentReceived(Fact):
    """A file was handed in to be read."""

    kind = "knowledge.document.received"
    about = "knowledge.document:{document_id}"
    told = gettext_noop("mengunggah “{name}”")

    document_id: int
    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class DocumentRead(Fact):
    """The reading of a file is over; `outcome` is read, needs_ocr or failed."""

    kind = "knowledge.document.read"
    about = "knowledge.document:{document_id}"
    told = gettext_noop("membaca “{name}”: {pages} halaman, {pasal} Pasal")

    document_id: int
    name: str
    outcome: str
    pages: int
    pasal: int


@dataclass(frozen=True, kw_only=True)
class DocumentPutAside(Fact):
    """A file will not become a regulation; it is kept with the reason."""

    kind = "knowledge.document.set_aside"
    about = "knowledge.document:{document_id}"
    told = gettext_noop("mengesampingkan “{name}”: {reason}")

    document_id: int
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RegulationPublished(Fact):
    """A regulation can be read and cited; search indexes its passages."""

    kind = "knowledge.regulation.published"
    about = "knowledge.regulation:{regulation_id}"
    told = gettext_noop("menerbitkan {short_title}")

    regulation_id: int
    short_title: str
    slug: str
    passages: int


@dataclass(frozen=True, kw_only=True)
class RegulationStatusChanged(Fact):
    """A regulation was found to be in force, amended or repealed."""

    kind = "knowledge.regulation.status_changed"
    about = "knowledge.regulation:{regulation_id}"
    told = gettext_noop("mengubah keadaan {short_title} menjadi “{status_label}”")

    regulation_id: int
    short_title: str
    status: str
    status_label: str
    because: str = ""


@dataclass(frozen=True, kw_only=True)
class RegulationRelated(Fact):
    """A relation between two regulations was noted, or taken back (`removed`)."""

    kind = "knowledge.regulation.related"
    about = "knowledge.regulation:{regulation_id}"
    told = gettext_noop("mencatat hubungan {short_title}: {relation} {other}")

    regulation_id: int
    short_title: str
    relation: str
    other: str
    removed: bool = False


@dataclass(frozen=True, kw_only=True)
class RegulationAffected(Fact):
    """A regulation was amended or repealed, as a whole or in some Pasal: what cites it must be looked at.

    `effect` is "amended" or "repealed"; `pasal` names the Pasal, none when all of it is meant.
    `units` are the passages meant, as they are cited in the house ("knowledge.unit:81" is 81).
    """

    kind = "knowledge.regulation.affected"
    about = "knowledge.regulation:{regulation_id}"
    told = gettext_noop("mencatat bahwa {short_title} {effect_label}")

    regulation_id: int
    short_title: str
    slug: str
    effect: str
    effect_label: str
    pasal: tuple[str, ...] = ()
    units: tuple[int, ...] = ()
    because: str = ""
    since: date | None = None


@dataclass(frozen=True, kw_only=True)
class RegulationMended(Fact):
    """The structure or the text of a regulation was mended, or a mending was taken back (`undone`)."""

    kind = "knowledge.regulation.mended"
    about = "knowledge.regulation:{regulation_id}"
    told = gettext_noop("membetulkan susunan {short_title}: {verb} ({place})")

    regulation_id: int
    short_title: str
    verb: str
    place: str
    undone: bool = False


@dataclass(frozen=True, kw_only=True)
class DocumentMended(Fact):
    """What was read from a file was mended before it was published, or that was taken back."""

    kind = "knowledge.document.mended"
    about = "knowledge.document:{document_id}"
    told = gettext_noop("membetulkan susunan “{name}”: {verb} ({place})")

    document_id: int
    name: str
    verb: str
    place: str
    undone: bool = False


@dataclass(frozen=True, kw_only=True)
class DocumentCompared(Fact):
    """A person said what a file with nearly the same text as a regulation here is."""

    kind = "knowledge.document.compared"
    about = "knowledge.document:{document_id}"
    told = gettext_noop("membandingkan “{name}” dengan {short_title}: {choice_label}")

    document_id: int
    name: str
    regulation_id: int
    short_title: str
    choice: str
    choice_label: str


@dataclass(frozen=True, kw_only=True)
class RegulationDetailsChanged(Fact):
    """Title, number, audience or notice of a regulation were corrected; its text was not."""

    kind = "knowledge.regulation.corrected"
    about = "knowledge.regulation:{regulation_id}"
    told = gettext_noop("membetulkan keterangan {short_title}")

    regulation_id: int
    short_title: str
    agency_id: int
    audience: str


@dataclass(frozen=True, kw_only=True)
class BundleReceived(Fact):
    """A file of another system was handed in, to be brought in."""

    kind = "knowledge.bringing.received"
    about = "knowledge.bringing:{bringing_id}"
    told = gettext_noop("mengunggah “{name}” untuk dibawa masuk")

    bringing_id: int
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class BundleTaken(Fact):
    """What was chosen of a file is in; `failed` could not be brought in and is named there."""

    kind = "knowledge.bringing.taken"
    about = "knowledge.bringing:{bringing_id}"
    told = gettext_noop("membawa masuk {taken} butir dari “{name}”, {failed} gagal")

    bringing_id: int
    name: str
    taken: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class BundleUndone(Fact):
    """Somebody asked that what a file brought in goes away again."""

    kind = "knowledge.bringing.undone"
    about = "knowledge.bringing:{bringing_id}"
    told = gettext_noop("membatalkan bawa masuk “{name}”")

    bringing_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ParcelAsked(Fact):
    """Somebody had everything they may see packed to take along."""

    kind = "knowledge.parcel.asked"
    about = "knowledge.parcel:{parcel_id}"
    told = gettext_noop("meminta arsip pengetahuan yang dapat dilihatnya")

    parcel_id: int


@dataclass(frozen=True, kw_only=True)
class ParcelFetched(Fact):
    """The owner took the packed file along."""

    kind = "knowledge.parcel.fetched"
    about = "knowledge.parcel:{parcel_id}"
    told = gettext_noop(
        "mengunduh arsip pengetahuan berisi {articles} artikel dan {regulations} peraturan"
    )

    parcel_id: int
    articles: int
    regulations: int
