"""Describe controls, say which risks they serve, and keep what their trials showed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person
from sinau.risk.events import ControlDescribed, ControlTried
from sinau.risk.models import Control, Risk, Serving, Status, Trial


class WorksWithoutEvidence(Refused):
    """A control that is said to work says by what one sees it."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What a control is: shares between 0 and 1, money in whole rupiah a year."""

    name: str
    effect: float = 0.0
    severity_effect: float = 0.0
    reliability: float = 1.0
    status: str = Status.PLANNED
    evidence: str = ""
    cost: int | None = None


@transaction.atomic
def describe_control(
    measure: Measure,
    *,
    agency: Agency,
    owner: Person,
    by: Person,
    risks: Iterable[Risk] = (),
    control: Control | None = None,
) -> Control:
    """The control is this and serves these risks too; the same words for the same agency change nothing."""
    if measure.status == Status.WORKING and not measure.evidence.strip():
        raise WorksWithoutEvidence(
            _("Tulis buktinya: dengan apa terlihat bahwa pengendalian ini sudah berjalan.")
        )
    found = control or Control.objects.filter(name=measure.name, agency=agency).first()
    said = {**asdict(measure), "agency": agency, "owner": owner}
    is_same = found and all(getattr(found, key) == value for key, value in said.items())
    if found is None:
        found = Control(described_at=now())
    if not is_same:
        for key, value in said.items():
            setattr(found, key, value)
        found.changed_at = now()
        found.save()
    is_new = serve(found, risks, by=by)
    if not is_same or is_new:
        announce(
            ControlDescribed(
                control_id=found.pk,
                name=found.name,
                status_name=str(Status(found.status).label).lower(),
                risk_ids=tuple(found.servings.values_list("risk_id", flat=True)),
                owner_id=owner.pk,
            ),
            by=by,
        )
    return found


def serve(control: Control, risks: Iterable[Risk], *, by: Person) -> bool:
    """The control serves these risks too; True where one of them is new."""
    known = set(control.servings.values_list("risk_id", flat=True))
    fresh = [risk for risk in risks if risk.pk not in known]
    Serving.objects.bulk_create(
        Serving(control=control, risk=risk, added_by=by, added_at=now()) for risk in fresh
    )
    return bool(fresh)


@transaction.atomic
def serve_only(risk: Risk, controls: Iterable[Control], *, by: Person) -> None:
    """Exactly these controls serve the risk, of those that have not ended."""
    wanted = {control.pk for control in controls}
    current = risk.servings.exclude(control__status=Status.ENDED)
    known = set(current.values_list("control_id", flat=True))
    current.exclude(control_id__in=wanted).delete()
    Serving.objects.bulk_create(
        Serving(control_id=pk, risk=risk, added_by=by, added_at=now())
        for pk in sorted(wanted - known)
    )


@transaction.atomic
def try_control(
    control: Control,
    *,
    source: str,
    attempts: int = 0,
    breaches: int = 0,
    worked: int = 0,
    failed: int = 0,
    by: Person | None = None,
) -> Trial:
    """A test or an incident showed how the control does; the same source counts once."""
    trial, is_new = Trial.objects.get_or_create(
        control=control,
        source=source,
        defaults={
            "attempts": attempts,
            "breaches": breaches,
            "worked": worked,
            "failed": failed,
            "tried_at": now(),
        },
    )
    if is_new:
        Control.objects.filter(pk=control.pk).update(
            attempts=F("attempts") + attempts,
            breaches=F("breaches") + breaches,
            worked=F("worked") + worked,
            failed=F("failed") + failed,
        )
        control.refresh_from_db()
        announce(
            ControlTried(
                control_id=control.pk,
                name=control.name,
                source=source,
                effect_percent=round(control.believed_effect * 100),
                reliability_percent=round(control.believed_reliability * 100),
                owner_id=control.owner_id,
            ),
            by=by,
        )
    return trial
