"""Write ideas down, say who takes part, put them before the city, support them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sinau.innovation.actions.gates import reconsider_gate
from sinau.innovation.events import (
    IdeaDrafted,
    IdeaEdited,
    IdeaProposed,
    IdeaSupported,
    PartnersChanged,
    SupportWithdrawn,
)
from sinau.innovation.models import Idea, Partner, Proposal, Stage, Support
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person
from sinau.risk.actions import involve


class NotYetPossible(Refused):
    """The idea is not at the stage at which this can be done."""


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """What an idea says."""

    title: str
    problem: str
    beneficiaries: str
    summary: str
    sectors: Sequence[str] = ()


@transaction.atomic
def draft_idea(
    sketch: Sketch, *, owner: Person, agency: Agency, by: Person, partners: Iterable[Agency] = ()
) -> Idea:
    """There is a draft that only those inside can see."""
    idea = Idea.objects.create(
        title=sketch.title,
        slug=_free_slug(sketch.title),
        problem=sketch.problem,
        beneficiaries=sketch.beneficiaries,
        summary=sketch.summary,
        sectors=list(sketch.sectors),
        owner=owner,
        agency=agency,
        drafted_by=by,
        drafted_at=now(),
        changed_at=now(),
    )
    _set_rows(idea, [agency, *partners], by)
    announce(IdeaDrafted(idea_id=idea.pk, title=idea.title, owner_id=owner.pk), by=by)
    return idea


@transaction.atomic
def draft_from_plan(sketch: Sketch, *, source: str, owner: Person) -> Idea | None:
    """There is a draft made of this source, once; None for somebody who works nowhere."""
    standing = Idea.objects.filter(source=source).first()
    if standing or owner.agency is None:
        return standing
    idea = draft_idea(sketch, owner=owner, agency=owner.agency, by=owner)
    idea.source = source
    idea.save(update_fields=["source"])
    return idea


@transaction.atomic
def edit_idea(idea: Idea, sketch: Sketch, *, owner: Person, by: Person) -> Idea:
    """The idea says this and this person answers for it; the same words change nothing."""
    changed = []
    for name in ("title", "problem", "beneficiaries", "summary", "sectors"):
        new = list(sketch.sectors) if name == "sectors" else getattr(sketch, name)
        if getattr(idea, name) != new:
            setattr(idea, name, new)
            changed.append(_label(name))
    if idea.owner_id != owner.pk:
        idea.owner = owner
        changed.append(_label("owner"))
    if not changed:
        return idea
    idea.changed_at = now()
    idea.save()
    if idea.register is not None:
        involve(idea.register, _agencies(idea), keeper=owner, agency=idea.agency, by=by)
    announce(
        IdeaEdited(
            idea_id=idea.pk,
            title=idea.title,
            fields=", ".join(changed),
            owner_id=owner.pk,
        ),
        by=by,
    )
    reconsider_gate(idea)
    return idea


@transaction.atomic
def set_partners(idea: Idea, partners: Iterable[Agency], *, by: Person) -> Idea:
    """Exactly these agencies take part beside the leading one, and see plan and risks."""
    if not _set_rows(idea, [idea.agency, *partners], by):
        return idea
    agencies = _agencies(idea)
    idea.changed_at = now()
    idea.save(update_fields=["changed_at"])
    if idea.register is not None:
        involve(idea.register, agencies, keeper=idea.owner, by=by)
    announce(
        PartnersChanged(
            idea_id=idea.pk,
            title=idea.title,
            agencies=", ".join(agency.short_name for agency in agencies),
            agency_ids=tuple(agency.pk for agency in agencies),
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    reconsider_gate(idea)
    return idea


@transaction.atomic
def propose_idea(idea: Idea, *, by: Person) -> Proposal:
    """The whole city can read the idea; a second time changes nothing."""
    proposal, is_new = Proposal.objects.get_or_create(
        idea=idea, defaults={"proposed_by": by, "proposed_at": now()}
    )
    if is_new:
        idea.stage, idea.changed_at = Stage.PROPOSED, now()
        idea.save(update_fields=["stage", "changed_at"])
        announce(
            IdeaProposed(
                idea_id=idea.pk,
                title=idea.title,
                summary=idea.summary,
                agency_id=idea.agency_id,
                owner_id=idea.owner_id,
            ),
            by=by,
        )
    return proposal


@transaction.atomic
def support_idea(idea: Idea, *, by: Person, reason: str = "") -> Support:
    """This person supports the idea; a second time changes nothing."""
    if idea.stage == Stage.DRAFT:
        raise NotYetPossible(_("Gagasan ini masih draf dan belum dapat didukung."))
    if idea.stage == Stage.MERGED:
        raise NotYetPossible(
            _("Gagasan ini sudah digabung. Dukung gagasan yang meneruskannya."),
            back=idea.get_absolute_url(),
        )
    support, is_new = Support.objects.get_or_create(
        idea=idea, person=by, defaults={"reason": reason, "given_at": now()}
    )
    if is_new:
        Idea.objects.filter(pk=idea.pk).update(support_count=F("support_count") + 1)
        announce(
            IdeaSupported(idea_id=idea.pk, title=idea.title, reason=reason, owner_id=idea.owner_id),
            by=by,
        )
    return support


@transaction.atomic
def withdraw_support(idea: Idea, *, by: Person) -> None:
    """This person no longer supports the idea; without support nothing changes."""
    gone, _rows = Support.objects.filter(idea=idea, person=by).delete()
    if gone:
        Idea.objects.filter(pk=idea.pk).update(support_count=F("support_count") - 1)
        announce(SupportWithdrawn(idea_id=idea.pk, title=idea.title, owner_id=idea.owner_id), by=by)


def _free_slug(title: str) -> str:
    """A slug nobody has; the second idea of the same title gets a number."""
    base = slugify(title)[:100] or "gagasan"
    taken = set(Idea.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug
        for n in range(len(taken) + 1)
        if (slug := f"{base}-{n + 1}" if n else base) not in taken
    )


def _set_rows(idea: Idea, agencies: Iterable[Agency], by: Person) -> bool:
    """True when the set changed."""
    wanted = {agency.pk for agency in agencies}
    known = set(idea.partners.values_list("agency_id", flat=True))
    if wanted == known:
        return False
    idea.partners.exclude(agency_id__in=wanted).delete()
    # The leading agency first, so that it is named first everywhere.
    order = sorted(wanted - known, key=lambda pk: (pk != idea.agency_id, pk))
    Partner.objects.bulk_create(
        Partner(idea=idea, agency_id=pk, joined_by=by, joined_at=now()) for pk in order
    )
    return True


def _agencies(idea: Idea) -> list[Agency]:
    return [row.agency for row in idea.partners.select_related("agency")]


def _label(name: str) -> str:
    return str(Idea._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
