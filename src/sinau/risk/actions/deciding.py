"""Review a risk, accept one above the appetite, close it and open it again."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.risk.actions.registers import recount
from sinau.risk.actions.risks import refuse_closed
from sinau.risk.events import RiskAccepted, RiskClosed, RiskReopened, RiskReviewed
from sinau.risk.models import Acceptance, Closure, Review, Risk, Verdict


class OwnWork(Refused):
    """Nobody reviews or accepts what they wrote or keep themselves."""


class NotAbove(Refused):
    """Only a risk above the appetite needs somebody to carry it."""


@transaction.atomic
def review_risk(risk: Risk, verdict: Verdict, *, note: str, by: Person) -> Review:
    """A risk officer has looked at the risk as it stands; agreeing twice changes nothing."""
    refuse_closed(risk)
    if by.pk in authors(risk):
        raise OwnWork(
            _(
                "Anda ikut menulis atau mengelola risiko ini. Mintalah pengelola risiko lain meninjaunya."
            ),
            back=risk.get_absolute_url(),
        )
    if risk.review and verdict == Verdict.AGREED:
        return risk.review
    assert risk.standing is not None
    review = Review.objects.create(
        risk=risk,
        assessment=risk.standing,
        verdict=verdict,
        note=note,
        reviewed_by=by,
        reviewed_at=now(),
    )
    risk.review = review if verdict == Verdict.AGREED else None
    risk.changed_at = now()
    risk.save(update_fields=["review", "changed_at"])
    recount(risk.register_id)
    announce(
        RiskReviewed(
            risk_id=risk.pk,
            register_id=risk.register_id,
            code=risk.code,
            verdict=verdict,
            verdict_name=str(Verdict(verdict).label).lower(),
            note=note,
            owner_id=risk.register.keeper_id,
        ),
        by=by,
    )
    return review


@transaction.atomic
def accept_risk(risk: Risk, *, reason: str, valid_to: date, by: Person) -> Acceptance:
    """A head carries the risk as it stands until that day; the same words twice change nothing."""
    refuse_closed(risk)
    if by.pk in authors(risk):
        raise OwnWork(
            _("Anda ikut menulis atau mengelola risiko ini. Pimpinan lain yang dapat menerimanya."),
            back=risk.get_absolute_url(),
        )
    assert risk.standing is not None
    if not risk.standing.is_above:
        raise NotAbove(
            _("Risiko ini tidak di atas selera risiko, jadi tidak perlu diterima secara khusus."),
            back=risk.get_absolute_url(),
        )
    known = risk.acceptance
    if known and risk.is_accepted and (known.reason, known.valid_to) == (reason, valid_to):
        return known
    acceptance = Acceptance.objects.create(
        risk=risk,
        assessment=risk.standing,
        reason=reason,
        valid_to=valid_to,
        accepted_by=by,
        accepted_at=now(),
    )
    risk.acceptance, risk.changed_at = acceptance, now()
    risk.save(update_fields=["acceptance", "changed_at"])
    announce(
        RiskAccepted(
            risk_id=risk.pk,
            register_id=risk.register_id,
            code=risk.code,
            score=risk.standing.score,
            reason=reason,
            valid_to=valid_to,
            owner_id=risk.register.keeper_id,
        ),
        by=by,
    )
    return acceptance


@transaction.atomic
def close_risk(risk: Risk, *, reason: str, by: Person) -> Closure:
    """The risk is closed; a second time changes nothing."""
    if risk.closure is not None:
        return risk.closure
    closure = Closure.objects.create(risk=risk, reason=reason, closed_by=by, closed_at=now())
    risk.closure, risk.changed_at = closure, now()
    risk.save(update_fields=["closure", "changed_at"])
    recount(risk.register_id)
    announce(
        RiskClosed(
            risk_id=risk.pk,
            register_id=risk.register_id,
            code=risk.code,
            reason=reason,
            owner_id=risk.register.keeper_id,
        ),
        by=by,
    )
    return closure


@transaction.atomic
def reopen_risk(risk: Risk, *, reason: str, by: Person) -> Risk:
    """The risk is watched again and waits for a review; an open one stays as it is."""
    closure = risk.closure
    if closure is None:
        return risk
    closure.reopened_reason, closure.reopened_by, closure.reopened_at = reason, by, now()
    closure.save(update_fields=["reopened_reason", "reopened_by", "reopened_at"])
    risk.closure, risk.review, risk.changed_at = None, None, now()
    risk.save(update_fields=["closure", "review", "changed_at"])
    recount(risk.register_id)
    announce(
        RiskReopened(
            risk_id=risk.pk,
            register_id=risk.register_id,
            code=risk.code,
            reason=reason,
            owner_id=risk.register.keeper_id,
        ),
        by=by,
    )
    return risk


def authors(risk: Risk) -> set[int]:
    """Who wrote the risk, placed it where it stands, or keeps its register."""
    placed = (risk.inherent, risk.residual)
    return {
        risk.identified_by_id,
        risk.register.keeper_id,
        *(row.assessed_by_id for row in placed if row),
    }
