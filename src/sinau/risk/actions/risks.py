"""Write risks down and place them on the matrix."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.risk.actions.registers import recount
from sinau.risk.events import RiskAssessed, RiskEdited, RiskIdentified
from sinau.risk.models import Assessment, Kind, Nature, Register, Risk


class NotOnTheMatrix(Refused):
    """A place was named that the framework's matrix does not have."""


class ClosedRisk(Refused):
    """A closed risk is opened again before it is changed."""


STATED = (
    "event",
    "cause",
    "impact_text",
    "category",
    "impact_area",
    "nature",
    "objective",
    "existing_control",
)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What a risk says; the area follows from the category when it is left out."""

    event: str
    cause: str
    impact_text: str
    category: str
    impact_area: str = ""
    nature: str = Nature.NEGATIVE
    objective: str = ""
    existing_control: str = ""


@transaction.atomic
def identify_risk(
    register: Register,
    said: Statement,
    *,
    likelihood: int,
    impact: int,
    by: Person,
    code: str = "",
) -> Risk:
    """The register has this risk, placed on its matrix as it is before any treatment."""
    locked = Register.objects.select_for_update().select_related("framework").get(pk=register.pk)
    scale = locked.framework.scale
    risk = Risk.objects.create(
        register=locked,
        code=code or f"R-{locked.next_number:03}",
        event=said.event,
        cause=said.cause,
        impact_text=said.impact_text,
        category=said.category,
        impact_area=said.impact_area or scale.area_of.get(said.category, ""),
        nature=said.nature,
        objective=said.objective,
        existing_control=said.existing_control,
        identified_by=by,
        identified_at=now(),
        changed_at=now(),
    )
    placed = _place(risk, Kind.INHERENT, likelihood, impact, reason="", by=by)
    risk.inherent = risk.standing = placed
    risk.save(update_fields=["inherent", "standing"])
    Register.objects.filter(pk=locked.pk).update(next_number=locked.next_number + 1)
    recount(locked.pk)
    announce(
        RiskIdentified(
            risk_id=risk.pk,
            register_id=locked.pk,
            code=risk.code,
            event=risk.event,
            score=placed.score,
            level_name=placed.level_name,
            owner_id=locked.keeper_id,
        ),
        by=by,
    )
    return risk


@transaction.atomic
def edit_risk(risk: Risk, said: Statement, *, by: Person) -> Risk:
    """The risk says this; a real change asks for a new review, the same words change nothing."""
    refuse_closed(risk)
    changed = []
    for name in STATED:
        if getattr(risk, name) != getattr(said, name):
            changed.append(str(Risk._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
            setattr(risk, name, getattr(said, name))
    if changed:
        risk.review = None
        risk.changed_at = now()
        risk.save()
        recount(risk.register_id)
        announce(
            RiskEdited(
                risk_id=risk.pk,
                register_id=risk.register_id,
                code=risk.code,
                fields=", ".join(changed),
                owner_id=risk.register.keeper_id,
            ),
            by=by,
        )
    return risk


@transaction.atomic
def assess_risk(
    risk: Risk, kind: Kind, *, likelihood: int, impact: int, reason: str, by: Person
) -> Assessment:
    """The risk stands there now; the same place for the same reason a second time changes nothing.

    A new place asks for a new review, and an acceptance that no longer covers it falls away.
    """
    refuse_closed(risk)
    known = risk.inherent if kind == Kind.INHERENT else risk.residual
    if known and (known.kind, known.likelihood, known.impact, known.reason) == (
        kind,
        likelihood,
        impact,
        reason,
    ):
        return known
    score_before = risk.standing.score if risk.standing else None
    placed = _place(risk, kind, likelihood, impact, reason=reason, by=by)
    if kind == Kind.INHERENT:
        risk.inherent = placed
    else:
        risk.residual = placed
    risk.standing = risk.residual or risk.inherent
    risk.review = None
    if risk.acceptance and not risk.acceptance.covers(placed.score):
        risk.acceptance = None
    risk.changed_at = now()
    risk.save()
    recount(risk.register_id)
    _tell_assessed(risk, placed, score_before, by)
    return placed


def place_anew(risk: Risk, *, by: Person) -> None:
    """The risk stands at the same steps of the register's matrix, by its magnitudes of now.

    It must be reviewed again, and what a head has accepted is accepted no longer.
    """
    for name, kind in (("inherent", risk.inherent), ("residual", risk.residual)):
        if kind is not None:
            placed = _place(
                risk, Kind(kind.kind), kind.likelihood, kind.impact, reason=kind.reason, by=by
            )
            setattr(risk, name, placed)
    risk.standing = risk.residual or risk.inherent
    risk.review = risk.acceptance = None
    risk.changed_at = now()
    risk.save()


def refuse_closed(risk: Risk) -> None:
    """Nothing is changed about a risk that stands closed."""
    if risk.closure_id is not None:
        raise ClosedRisk(
            _("Risiko ini sudah ditutup. Buka kembali lebih dulu bila keadaannya berubah."),
            back=risk.get_absolute_url(),
        )


def _place(
    risk: Risk, kind: Kind, likelihood: int, impact: int, *, reason: str, by: Person
) -> Assessment:
    framework = risk.register.framework
    scale = framework.scale
    if not (1 <= likelihood <= len(scale.likelihoods) and 1 <= impact <= len(scale.impacts)):
        raise NotOnTheMatrix(_("Kemungkinan atau dampak itu tidak ada pada matriks yang dipakai."))
    score = scale.score(likelihood, impact)
    level = scale.level(score)
    return Assessment.objects.create(
        risk=risk,
        kind=kind,
        framework=framework,
        likelihood=likelihood,
        impact=impact,
        score=score,
        level=level.number,
        level_name=level.name,
        treat_from=scale.treat_from(risk.category, risk.nature),
        basis=risk.register.likelihood_basis,
        reason=reason,
        assessed_by=by,
        assessed_at=now(),
    )


def _tell_assessed(risk: Risk, placed: Assessment, score_before: int | None, by: Person) -> None:
    announce(
        RiskAssessed(
            risk_id=risk.pk,
            register_id=risk.register_id,
            code=risk.code,
            event=risk.event,
            assessment=placed.kind,
            kind_name=str(Kind(placed.kind).label).lower(),
            score=placed.score,
            level_name=placed.level_name,
            score_before=score_before,
            is_above=placed.is_above,
            reason=placed.reason,
            owner_id=risk.register.keeper_id,
        ),
        by=by,
    )
