"""Look at risks each quarter, at a register each cycle, and have the owner sign its forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.risk.actions.contexts import months_after
from sinau.risk.actions.incidents import tell_due
from sinau.risk.actions.risks import assess_risk, refuse_closed
from sinau.risk.events import (
    FormSigned,
    MonitoringDue,
    RegisterReviewed,
    ReviewDue,
    RiskMonitored,
)
from sinau.risk.models import (
    BreachNotice,
    Context,
    CycleReview,
    FormSignature,
    Kind,
    Monitoring,
    Register,
    Reminder,
    Risk,
    Steward,
)

# How many days before a day people are reminded of it, and again on the day after.
BEFORE = 14


class QuarterNotYet(Refused):
    """A quarter that has not begun cannot have been watched."""


class NoContext(Refused):
    """A register is looked over in its cycle once its context says how often."""


class OwnForm(Refused):
    """Who wrote the context last does not sign it as its owner."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was seen of a risk in a quarter."""

    year: int
    quarter: int
    likelihood: int
    impact: int
    description: str
    recommendation: str = ""
    next_plan: str = ""


def quarter_of(day: date) -> tuple[int, int]:
    """The year and its quarter."""
    return day.year, (day.month - 1) // 3 + 1


def end_of(year: int, quarter: int) -> date:
    """The last day of a quarter."""
    return months_after(date(year, 1, 1), 3 * quarter) - timedelta(days=1)


@transaction.atomic
def monitor_risk(risk: Risk, seen: Seen, *, by: Person) -> Monitoring:
    """The risk stood there in that quarter, and stands there now.

    The same words a second time change nothing; others are a further row, and the last one counts.
    """
    refuse_closed(risk)
    if (seen.year, seen.quarter) > quarter_of(today()):
        raise QuarterNotYet(
            _("Triwulan itu belum mulai, jadi belum dapat dipantau."), back=risk.get_absolute_url()
        )
    last = risk.monitorings.filter(year=seen.year, quarter=seen.quarter).first()
    if last and _same(last, seen):
        return last
    placed = assess_risk(
        risk,
        Kind.CURRENT,
        likelihood=seen.likelihood,
        impact=seen.impact,
        reason=seen.description,
        by=by,
    )
    row = Monitoring.objects.create(
        risk=risk,
        year=seen.year,
        quarter=seen.quarter,
        assessment=placed,
        description=seen.description,
        recommendation=seen.recommendation,
        next_plan=seen.next_plan,
        seen_by=by,
        seen_at=now(),
    )
    announce(
        RiskMonitored(
            risk_id=risk.pk,
            register_id=risk.register_id,
            code=risk.code,
            year=seen.year,
            quarter=seen.quarter,
            score=placed.score,
            level_name=placed.level_name,
            owner_id=risk.register.keeper_id,
        ),
        by=by,
    )
    return row


@transaction.atomic
def review_register(register: Register, *, note: str, by: Person) -> CycleReview:
    """The register was looked over as a whole; the next time is a cycle later.

    The same words on the same day change nothing.
    """
    context = Context.objects.select_for_update().filter(register=register).first()
    if context is None:
        raise NoContext(
            _("Tulis konteksnya lebih dulu; di sana tertulis seberapa sering register ditinjau."),
            back=register.get_absolute_url(),
        )
    last = register.cycle_reviews.first()
    if last and (last.note, last.reviewed_by_id) == (note, by.pk) and _is_today(last):
        return last
    row = CycleReview.objects.create(
        register=register, due=context.review_due, note=note, reviewed_by=by, reviewed_at=now()
    )
    context.review_due = months_after(today(), context.review_months)
    context.save(update_fields=["review_due"])
    announce(
        RegisterReviewed(
            register_id=register.pk,
            title=register.title,
            note=note,
            next_on=context.review_due,
            owner_id=register.keeper_id,
        ),
        by=by,
    )
    return row


@transaction.atomic
def sign_form(
    register: Register,
    form: str,
    fingerprint: str,
    *,
    by: Person,
    agreed: bool = True,
    note: str = "",
    period: str = "",
) -> FormSignature:
    """The risk owner agrees to the form as it stands, or sends it back.

    Signing the same content again changes nothing; after a change it must be signed again.
    """
    context = Context.objects.filter(register=register).first()
    if form == "2.0" and agreed and context and context.written_by_id == by.pk:
        raise OwnForm(
            _("Anda yang terakhir menulis konteks ini. Mintalah koordinator menuliskannya."),
            back=register.get_absolute_url(),
        )
    last = register.signatures.filter(form=form, period=period).first()
    if last and (last.fingerprint, last.agreed, last.note) == (fingerprint, agreed, note):
        return last
    row = FormSignature.objects.create(
        register=register,
        form=form,
        period=period,
        fingerprint=fingerprint,
        agreed=agreed,
        note=note,
        signed_by=by,
        signed_at=now(),
    )
    announce(
        FormSigned(
            register_id=register.pk,
            form=form,
            period=period,
            fingerprint=fingerprint,
            agreed=agreed,
            verdict_name=_("setuju") if agreed else _("tidak setuju"),
            note=note,
            owner_id=register.keeper_id,
        ),
        by=by,
    )
    return row


def remind_of_cycles() -> int:
    """Those who keep registers hear of reviews and quarters that are due; each of one thing once."""
    return _remind_of_reviews() + _remind_of_quarters()


def remind_of_notices() -> int:
    """Those who handle incidents hear of notices due within a day, and of late ones; once each."""
    waiting = BreachNotice.objects.filter(
        sent_at=None, lifted_at=None, due_at__lt=now() + timedelta(days=1)
    ).select_related("incident__agency", "incident__register")
    told = 0
    for notice in waiting:
        stage = "late" if notice.is_late else "soon"
        with transaction.atomic():
            if _first_time(f"notice:{notice.pk}:{stage}"):
                tell_due(notice)
                told += 1
    return told


def _remind_of_reviews() -> int:
    told = 0
    due = Context.objects.filter(review_due__lte=today() + timedelta(days=BEFORE))
    for context in due.select_related("register"):
        left = (context.review_due - today()).days
        stage = "late" if left < 0 else "soon"
        with transaction.atomic():
            if _first_time(f"review:{context.register_id}:{context.review_due}:{stage}"):
                announce(
                    ReviewDue(
                        register_id=context.register_id,
                        title=context.register.title,
                        due_on=context.review_due,
                        days_left=left,
                        person_ids=keepers_of(context.register),
                    ),
                    by=None,
                )
                told += 1
    return told


def _remind_of_quarters() -> int:
    """Of registers with a context: what was not watched in the quarter that ends or has ended."""
    year, quarter = quarter_of(today())
    if (end_of(year, quarter) - today()).days > BEFORE:
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    end, told = end_of(year, quarter), 0
    # Long after its end nobody is reminded of a quarter any more.
    if (today() - end).days > BEFORE:
        return 0
    stage = "late" if end < today() else "soon"
    seen = Monitoring.objects.filter(year=year, quarter=quarter).values("risk")
    for register in Register.objects.exclude(context=None).order_by("pk"):
        unseen = register.risks.filter(closure=None).exclude(pk__in=seen).count()
        with transaction.atomic():
            if unseen and _first_time(f"quarter:{register.pk}:{year}-{quarter}:{stage}"):
                announce(
                    MonitoringDue(
                        register_id=register.pk,
                        title=register.title,
                        year=year,
                        quarter=quarter,
                        unseen=unseen,
                        due_on=end,
                        person_ids=keepers_of(register),
                    ),
                    by=None,
                )
                told += 1
    return told


def keepers_of(register: Register) -> tuple[int, ...]:
    """Keeper and stewards in office."""
    stewards = Steward.objects.in_office(today()).filter(register=register)
    found = {register.keeper_id, *stewards.values_list("person_id", flat=True)}
    return tuple(sorted(found))


def _first_time(key: str) -> bool:
    _row, is_new = Reminder.objects.get_or_create(key=key, defaults={"at": now()})
    return is_new


def _same(row: Monitoring, seen: Seen) -> bool:
    placed = row.assessment
    return (
        placed.likelihood,
        placed.impact,
        row.description,
        row.recommendation,
        row.next_plan,
    ) == (seen.likelihood, seen.impact, seen.description, seen.recommendation, seen.next_plan)


def _is_today(review: CycleReview) -> bool:
    return now() - review.reviewed_at < timedelta(days=1)
