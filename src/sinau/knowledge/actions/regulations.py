"""A read document becomes a regulation; its status and relations are kept true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge.actions.checks import doubt_articles_resting_on
from sinau.knowledge.events import (
    RegulationAffected,
    RegulationDetailsChanged,
    RegulationPublished,
    RegulationStatusChanged,
)
from sinau.knowledge.likeness import signature_of
from sinau.knowledge.models import (
    Document,
    Outcome,
    Passage,
    Regulation,
    RegulationStatus,
    Section,
    StatusChange,
)
from sinau.knowledge.paging import as_passages, divide
from sinau.knowledge.refusals import AlreadyHere, AlreadyPublished, NotConfirmed, NotRead
from sinau.people.models import Agency, Person


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a person confirms about a regulation before it is published."""

    kind: str
    number: str
    year: int | None
    title: str
    short_title: str
    issuer: str = ""
    status: str = RegulationStatus.IN_FORCE
    notice: str = ""
    enacted_on: date | None = None
    promulgated_on: date | None = None
    effective_on: date | None = None
    # Whether the person compared all of this with the paper.
    is_confirmed: bool = True
    agency: Agency
    audience: str


@transaction.atomic
def publish_regulation(document: Document, details: Details, *, by: Person) -> Regulation:
    """Make the read document a regulation everybody in its audience can read and cite; once."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    reading = document.reading
    if Regulation.objects.filter(document=document).exists():
        raise AlreadyPublished(_("Dokumen ini sudah diterbitkan."))
    if reading is None or reading.outcome != Outcome.READ or not reading.passages:
        raise NotRead(_("Dokumen ini belum terbaca, sehingga belum dapat diterbitkan."))
    if not details.is_confirmed:
        raise NotConfirmed(
            _("Cocokkan jenis, nomor, tahun, dan tanggalnya dengan naskah sebelum menerbitkan.")
        )
    return publish_pieces(
        reading.passages,
        details,
        by=by,
        document=document,
        pages=int(reading.report.get("pages", 0)),
    )


@transaction.atomic
def publish_pieces(
    pieces: list[dict[str, Any]],
    details: Details,
    *,
    by: Person,
    owner: Person | None = None,
    document: Document | None = None,
    pages: int = 0,
) -> Regulation:
    """Write a regulation and its passages, whether read from a file or typed in."""
    twin = Regulation.objects.visible_to(by).filter(short_title__iexact=details.short_title).first()
    if twin is not None:
        raise AlreadyHere(
            _("%(title)s sudah ada. Ubah sebutan singkatnya bila ini peraturan lain.")
            % {"title": twin.short_title}
        )
    regulation = Regulation(
        slug=_free_slug(details.short_title),
        document=document,
        page_count=pages,
        owner=owner or by,
        published_by=by,
        published_at=now(),
        updated_at=now(),
    )
    _fill(regulation, details)
    _confirm(regulation, details, by)
    regulation.save()
    passages = as_passages(
        pieces, regulation=regulation, agency=details.agency, audience=details.audience
    )
    regulation.parts = divide(passages)
    regulation.pasal_count = len({p.pasal for p in passages if p.section == "body" and p.pasal})
    regulation.signature = signature_of(
        {"section": passage.section, "text": passage.text} for passage in passages
    )
    regulation.save(update_fields=["parts", "pasal_count", "signature"])
    Passage.objects.bulk_create(passages, batch_size=500)
    _note_status(regulation, "", by=by)
    announce(
        RegulationPublished(
            regulation_id=regulation.pk,
            short_title=regulation.short_title,
            slug=regulation.slug,
            passages=len(passages),
        ),
        by=by,
    )
    return regulation


def _fill(regulation: Regulation, details: Details) -> None:
    for name in (
        *("kind", "number", "year", "title", "short_title", "issuer", "status", "notice"),
        *("enacted_on", "promulgated_on", "effective_on"),
    ):
        setattr(regulation, name, getattr(details, name))
    regulation.agency, regulation.audience = details.agency, details.audience


def _confirm(regulation: Regulation, details: Details, by: Person) -> None:
    """Who it is becomes citation metadata by the word of a person."""
    if details.is_confirmed:
        regulation.confirmed_by, regulation.confirmed_at = by, now()


def _free_slug(words: str) -> str:
    base = slugify(words.replace("/", "-").replace(".", "-"))[:80] or "peraturan"
    slug, nth = base, 1
    while (
        slug in ("baru", "dokumen", "antrean-ocr") or Regulation.objects.filter(slug=slug).exists()
    ):
        nth += 1
        slug = f"{base}-{nth}"
    return slug


@transaction.atomic
def correct_regulation(regulation: Regulation, details: Details, *, by: Person) -> Regulation:
    """Correct what is said about a regulation; the passages follow its agency and audience."""
    regulation = Regulation.objects.select_for_update(of=("self",)).get(pk=regulation.pk)
    twin = Regulation.objects.visible_to(by).filter(short_title__iexact=details.short_title)
    if twin.exclude(pk=regulation.pk).exists():
        raise AlreadyHere(
            _("%(title)s sudah ada. Ubah sebutan singkatnya bila ini peraturan lain.")
            % {"title": details.short_title}
        )
    status = regulation.status
    _fill(regulation, details)
    _confirm(regulation, details, by)
    regulation.status = status
    regulation.updated_at = now()
    regulation.save()
    regulation.passages.update(agency=details.agency, audience=details.audience)
    announce(
        RegulationDetailsChanged(
            regulation_id=regulation.pk,
            short_title=regulation.short_title,
            agency_id=regulation.agency_id,
            audience=regulation.audience,
        ),
        by=by,
    )
    if details.status != status:
        change_status(regulation, details.status, because="", by=by)
    return regulation


@transaction.atomic
def change_status(
    regulation: Regulation, status: str, *, because: str, by: Person, is_told: bool = False
) -> StatusChange | None:
    """Note that a regulation is in force, amended or repealed; what rests on it is doubted.

    With `is_told` whoever calls tells it, and knows which Pasal are meant.
    """
    regulation = Regulation.objects.select_for_update(of=("self",)).get(pk=regulation.pk)
    if regulation.status == status:
        return None
    regulation.status = status
    regulation.updated_at = now()
    regulation.save(update_fields=["status", "updated_at"])
    change = _note_status(regulation, because, by=by)
    announce(
        RegulationStatusChanged(
            regulation_id=regulation.pk,
            short_title=regulation.short_title,
            status=status,
            status_label=str(regulation.get_status_display()),
            because=because,
        ),
        by=by,
    )
    if status != RegulationStatus.IN_FORCE and not is_told:
        tell_affected(regulation, status, because=because, by=by)
    return change


def tell_affected(
    regulation: Regulation,
    effect: str,
    *,
    because: str,
    by: Person,
    pasal: Sequence[str] = (),
    since: date | None = None,
) -> None:
    """Announce which Pasal no longer say what they said; articles resting on them are doubted."""
    passages = regulation.passages.filter(section=Section.BODY)
    if pasal:
        passages = passages.filter(pasal__in=pasal)
    with translation.override("id"):  # Kept for everybody, whoever noted the change.
        label = str(RegulationStatus(effect).label).lower()
    announce(
        RegulationAffected(
            regulation_id=regulation.pk,
            short_title=regulation.short_title,
            slug=regulation.slug,
            effect=effect,
            effect_label=label,
            pasal=tuple(pasal),
            units=tuple(passages.order_by("position").values_list("pk", flat=True)),
            because=because,
            since=since,
        ),
        by=by,
    )
    doubt_articles_resting_on(regulation, pasal=pasal, because=because, by=by)


def _note_status(regulation: Regulation, because: str, *, by: Person) -> StatusChange:
    return StatusChange.objects.create(
        regulation=regulation,
        status=regulation.status,
        because=because,
        noted_by=by,
        noted_at=now(),
    )
