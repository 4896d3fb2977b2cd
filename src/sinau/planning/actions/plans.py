"""Make the plan of a year and bring it into force."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.facts import Fact
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.planning.events import (
    PlanApproved,
    PlanBegun,
    PlanEnforced,
    PlanReturned,
    PlanSubmitted,
)
from sinau.planning.models import PlanState, PlanStep, YearPlan


class PlanIsElsewhere(Refused):
    """A plan goes from one state to the next and skips none."""


class PlanIsEmpty(Refused):
    """A plan without items is not submitted."""


class PlanIsTooDear(Refused):
    """A plan costs no more than its ceiling."""


class ApprovedByAnother(Refused):
    """Who submitted a plan does not approve it."""


@transaction.atomic
def write_plan(plan: YearPlan, *, by: Person) -> YearPlan:
    """Keep the direction and the ceiling; a new plan is being made from now on."""
    plan.updated_at = now()
    is_new = plan.pk is None
    if is_new:
        plan.owner = by
    plan.save()
    if is_new:
        PlanStep.objects.create(plan=plan, state=PlanState.DRAFT, by=by, at=now())
    announce(PlanBegun(plan_id=plan.pk, year=plan.year), by=by)
    return plan


def recount(plan: YearPlan) -> None:
    """The sums of the plan are those of its items."""
    sums = plan.items.aggregate(
        n=Count("pk", filter=Q(removed_at=None)),
        people=Sum("participants", filter=Q(removed_at=None)),
        budget=Sum("budget", filter=Q(removed_at=None)),
        spent=Sum("spent"),
    )
    plan.item_count, plan.participants = sums["n"], sums["people"] or 0
    plan.budget, plan.spent = sums["budget"] or 0, sums["spent"] or 0
    plan.updated_at = now()
    plan.save(update_fields=["item_count", "participants", "budget", "spent", "updated_at"])


@transaction.atomic
def submit_plan(plan: YearPlan, *, by: Person) -> YearPlan:
    """The plan waits for somebody else's approval; one that waits already stays as it is."""
    plan = _locked(plan)
    if plan.state == PlanState.SUBMITTED:
        return plan
    _refuse_unless(plan, PlanState.DRAFT)
    if not plan.item_count:
        raise PlanIsEmpty(
            _("Rencana ini belum memuat butir. Tambahkan paling sedikit satu kegiatan."),
            back=plan.get_absolute_url(),
        )
    if plan.ceiling and plan.budget > plan.ceiling:
        raise PlanIsTooDear(
            _("Anggaran seluruh butir melebihi pagu. Kurangi butir atau ubah pagunya."),
            back=plan.get_absolute_url(),
        )
    fact = PlanSubmitted(plan_id=plan.pk, year=plan.year, items=plan.item_count, budget=plan.budget)
    return _move(plan, PlanState.SUBMITTED, fact, by)


@transaction.atomic
def return_plan(plan: YearPlan, *, reason: str, by: Person) -> YearPlan:
    """The plan is being made again, for a reason; one that is stays as it is."""
    plan = _locked(plan)
    if plan.state == PlanState.DRAFT:
        return plan
    _refuse_unless(plan, PlanState.SUBMITTED)
    fact = PlanReturned(plan_id=plan.pk, year=plan.year, reason=reason, owner_id=plan.owner_id)
    return _move(plan, PlanState.DRAFT, fact, by, reason)


@transaction.atomic
def approve_plan(plan: YearPlan, *, by: Person, words: str = "") -> YearPlan:
    """The plan is approved by somebody who did not submit it; a second time changes nothing."""
    plan = _locked(plan)
    if plan.state == PlanState.APPROVED:
        return plan
    _refuse_unless(plan, PlanState.SUBMITTED)
    submitted = plan.steps.filter(state=PlanState.SUBMITTED).first()
    if submitted and submitted.by_id == by.pk:
        raise ApprovedByAnother(
            _("Rencana disetujui oleh orang lain, bukan oleh yang mengajukannya."),
            back=plan.get_absolute_url(),
        )
    fact = PlanApproved(plan_id=plan.pk, year=plan.year, owner_id=plan.owner_id)
    return _move(plan, PlanState.APPROVED, fact, by, words)


@transaction.atomic
def enforce_plan(plan: YearPlan, *, by: Person) -> YearPlan:
    """The plan holds; from now on its items change only with a reason. Once."""
    plan = _locked(plan)
    if plan.state == PlanState.IN_FORCE:
        return plan
    _refuse_unless(plan, PlanState.APPROVED)
    fact = PlanEnforced(plan_id=plan.pk, year=plan.year, owner_id=plan.owner_id)
    return _move(plan, PlanState.IN_FORCE, fact, by)


def _locked(plan: YearPlan) -> YearPlan:
    return YearPlan.objects.select_for_update().get(pk=plan.pk)


def _refuse_unless(plan: YearPlan, state: PlanState) -> None:
    if plan.state != state:
        raise PlanIsElsewhere(
            _("Rencana %(year)s sedang dalam keadaan “%(state)s”.")
            % {"year": plan.year, "state": plan.get_state_display()},
            back=plan.get_absolute_url(),
        )


def _move(plan: YearPlan, state: PlanState, fact: Fact, by: Person, words: str = "") -> YearPlan:
    plan.state, plan.updated_at = state, now()
    plan.save(update_fields=["state", "updated_at"])
    PlanStep.objects.create(plan=plan, state=state, by=by, at=now(), words=words)
    announce(fact, by=by)
    return plan
