"""A read document becomes a regulation; its status and relations are kept true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge.actions.checks import doubt_articles_resting_on
from sinau.knowledge.events import (
    RegulationDetailsChanged,
    RegulationPublished,
    RegulationRelated,
    RegulationStatusChanged,
)
from sinau.knowledge.models import (
    Document,
    Outcome,
    Passage,
    Regulation,
    RegulationStatus,
    Relation,
    RelationKind,
    StatusChange,
)
from sinau.knowledge.paging import as_passages, divide
from sinau.knowledge.refusals import AlreadyHere, AlreadyPublished, NotRead
from sinau.people.models import Agency, Audience, Person


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
    regulation.save()
    passages = as_passages(
        pieces, regulation=regulation, agency=details.agency, audience=details.audience
    )
    regulation.parts = divide(passages)
    regulation.pasal_count = len({p.pasal for p in passages if p.section == "body" and p.pasal})
    regulation.save(update_fields=["parts", "pasal_count"])
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
    for name in ("kind", "number", "year", "title", "short_title", "issuer", "status", "notice"):
        setattr(regulation, name, getattr(details, name))
    regulation.agency, regulation.audience = details.agency, details.audience


def _free_slug(words: str) -> str:
    base = slugify(words.replace("/", "-").replace(".", "-"))[:80] or "peraturan"
    slug, nth = base, 1
    while slug in ("baru", "dokumen") or Regulation.objects.filter(slug=slug).exists():
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
    regulation: Regulation, status: str, *, because: str, by: Person
) -> StatusChange | None:
    """Note that a regulation is in force, amended or repealed; articles resting on it are doubted."""
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
    if status != RegulationStatus.IN_FORCE:
        doubt_articles_resting_on(regulation, because=because, by=by)
    return change


def _note_status(regulation: Regulation, because: str, *, by: Person) -> StatusChange:
    return StatusChange.objects.create(
        regulation=regulation,
        status=regulation.status,
        because=because,
        noted_by=by,
        noted_at=now(),
    )


@transaction.atomic
def relate(
    regulation: Regulation,
    kind: RelationKind,
    *,
    other: Regulation | None,
    other_name: str,
    by: Person,
) -> Relation:
    """Note how two regulations bear on each other; their status follows. Twice is once."""
    name = other.short_title if other is not None else other_name.strip()
    relation, is_new = Relation.objects.standing().get_or_create(
        regulation=regulation,
        kind=kind,
        other_name=name,
        defaults={"other": other, "noted_by": by, "noted_at": now()},
    )
    if not is_new:
        return relation
    announce(
        RegulationRelated(
            regulation_id=regulation.pk,
            short_title=regulation.short_title,
            relation=str(kind.label),
            other=name,
        ),
        by=by,
    )
    if other is not None:
        relate(other, kind.inverse, other=regulation, other_name="", by=by)
    status = _STATUS_AFTER.get(kind)
    if status is not None and regulation.status != RegulationStatus.REPEALED:
        change_status(regulation, status, because=_sayable(other, name), by=by)
    return relation


def _sayable(other: Regulation | None, name: str) -> str:
    """The name, unless it belongs to a regulation that not everybody who reads this may know of."""
    return "" if other is not None and other.audience == Audience.AGENCY else name


_STATUS_AFTER = {
    RelationKind.AMENDED_BY: RegulationStatus.AMENDED,
    RelationKind.REPEALED_BY: RegulationStatus.REPEALED,
}


@transaction.atomic
def unrelate(relation: Relation, *, by: Person) -> None:
    """Take a relation back, on both sides; the status goes back to what the rest says."""
    for one in _both_sides(relation):
        one.removed_by, one.removed_at = by, now()
        one.save(update_fields=["removed_by", "removed_at"])
        regulation = one.regulation
        announce(
            RegulationRelated(
                regulation_id=regulation.pk,
                short_title=regulation.short_title,
                relation=str(RelationKind(one.kind).label),
                other=one.other_name,
                removed=True,
            ),
            by=by,
        )
        if RelationKind(one.kind) in _STATUS_AFTER:
            change_status(regulation, _status_by_relations(regulation), because="", by=by)


def _both_sides(relation: Relation) -> list[Relation]:
    sides = [relation] if relation.removed_at is None else []
    if relation.other_id is not None:
        sides += Relation.objects.standing().filter(
            regulation_id=relation.other_id,
            other_id=relation.regulation_id,
            kind=RelationKind(relation.kind).inverse,
        )
    return sides


def _status_by_relations(regulation: Regulation) -> str:
    kinds = set(
        Relation.objects.standing().filter(regulation=regulation).values_list("kind", flat=True)
    )
    if RelationKind.REPEALED_BY in kinds:
        return RegulationStatus.REPEALED
    if RelationKind.AMENDED_BY in kinds:
        return RegulationStatus.AMENDED
    return RegulationStatus.IN_FORCE
