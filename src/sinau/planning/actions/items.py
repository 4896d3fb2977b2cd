"""Write the items of a plan, tie them to what carries them out, and count the money."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.planning.actions.plans import recount
from sinau.planning.events import (
    ItemChanged,
    ItemLinked,
    ItemRemoved,
    ItemWritten,
    SpendingRecorded,
)
from sinau.planning.models import (
    ItemChange,
    ItemLink,
    Need,
    NeedState,
    NeedStep,
    PlanItem,
    PlanState,
    Spending,
    YearPlan,
)
from sinau.university.models import Course, TrainingClass

_TOLD = (
    "title",
    "form",
    "programme_id",
    "agency_id",
    "job_kind",
    "participants",
    "jp",
    "month",
    "unit_cost",
    "fund",
)


class ReasonIsNeeded(Refused):
    """What was approved changes only with a reason."""


class PlanWaits(Refused):
    """A plan that waits for approval does not change under the reader's eyes."""


class RealisesAnother(Refused):
    """A class realises one item."""


class MoreThanWasSpent(Refused):
    """What is taken back is no more than what was spent."""


@transaction.atomic
def write_item(item: PlanItem, *, by: Person, reason: str = "") -> PlanItem:
    """Keep an item and the sums of its plan; in an approved plan the reason and the former words stay."""
    plan = YearPlan.objects.select_for_update().get(pk=item.plan_id)
    before = _words_of(PlanItem.objects.get(pk=item.pk)) if item.pk else {}
    _refuse_change(plan, reason, is_new=not before)
    item.budget = item.unit_cost * item.participants
    item.updated_at = now()
    item.save()
    recount(plan)
    after = _words_of(item)
    if plan.is_being_made:
        announce(_written(item), by=by)
    elif before != after:
        _keep_change(item, before, after, reason, by)
    return item


def _refuse_change(plan: YearPlan, reason: str, *, is_new: bool) -> None:
    if plan.state == PlanState.SUBMITTED:
        raise PlanWaits(
            _("Rencana sedang diperiksa. Kembalikan dahulu bila ada yang perlu diubah."),
            back=plan.get_absolute_url(),
        )
    if not plan.is_being_made and not reason.strip():
        raise ReasonIsNeeded(
            _("Rencana sudah disetujui. Tulis alasan perubahannya."), back=plan.get_absolute_url()
        )


def _words_of(item: PlanItem) -> dict[str, Any]:
    return {name: _plain(getattr(item, name)) for name in _TOLD}


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str | None) else f"{value:.2f}"


def _written(item: PlanItem) -> ItemWritten:
    return ItemWritten(
        item_id=item.pk,
        plan_id=item.plan_id,
        title=item.title,
        participants=item.participants,
        budget=item.budget,
        needs=item.need_count,
    )


def _keep_change(
    item: PlanItem, before: dict[str, Any], after: dict[str, Any], reason: str, by: Person
) -> None:
    ItemChange.objects.create(
        item=item, by=by, at=now(), reason=reason.strip(), before=before, after=after
    )
    fields = [name for name in after if before.get(name) != after[name]]
    fact = ItemChanged(
        item_id=item.pk,
        plan_id=item.plan_id,
        title=item.title,
        reason=reason.strip(),
        fields=fields,
    )
    announce(fact, by=by)


@transaction.atomic
def remove_item(item: PlanItem, *, by: Person, reason: str) -> None:
    """The item is out of the plan and its needs wait again; a second time changes nothing."""
    item = PlanItem.objects.select_for_update().select_related("plan").get(pk=item.pk)
    if item.removed_at is not None:
        return
    _refuse_change(item.plan, reason, is_new=False)
    waiting = list(Need.objects.filter(item=item))
    NeedStep.objects.bulk_create(
        NeedStep(need=need, state=NeedState.CONFIRMED, by=by, at=now(), words=reason[:500])
        for need in waiting
        if need.state == NeedState.PLANNED
    )
    Need.objects.filter(item=item, state=NeedState.PLANNED).update(state=NeedState.CONFIRMED)
    Need.objects.filter(item=item).update(item=None)
    item.removed_at, item.need_count = now(), 0
    item.save(update_fields=["removed_at", "need_count"])
    recount(item.plan)
    announce(
        ItemRemoved(item_id=item.pk, plan_id=item.plan_id, title=item.title, reason=reason), by=by
    )


@transaction.atomic
def link_item(item: PlanItem, thing: Course | TrainingClass, *, by: Person) -> ItemLink:
    """What is finished there counts for the item; a second time changes nothing."""
    if isinstance(thing, TrainingClass):
        other = ItemLink.objects.filter(training_class=thing).exclude(item=item).first()
        if other:
            raise RealisesAnother(
                _("Kelas ini sudah menjadi pelaksanaan butir lain."), back=item.get_absolute_url()
            )
    where = {"course": thing} if isinstance(thing, Course) else {"training_class": thing}
    link, is_new = ItemLink.objects.get_or_create(
        item=item, **where, defaults={"linked_by": by, "linked_at": now()}
    )
    if is_new:
        fact = ItemLinked(
            item_id=item.pk,
            title=thing.title,
            course_id=link.course_id,
            class_id=link.training_class_id,
        )
        announce(fact, by=by)
    return link


@transaction.atomic
def spend(item: PlanItem, *, amount: int, words: str, spent_on: dt.date, by: Person) -> Spending:
    """The money is counted for the item and its plan; an amount below zero takes a row back."""
    item = PlanItem.objects.select_for_update().select_related("plan").get(pk=item.pk)
    if item.spent + amount < 0:
        raise MoreThanWasSpent(
            _("Yang dibatalkan melebihi yang sudah dibelanjakan."), back=item.get_absolute_url()
        )
    row = Spending.objects.create(
        item=item, amount=amount, words=words, spent_on=spent_on, by=by, at=now()
    )
    item.spent = item.spendings.aggregate(n=Sum("amount"))["n"] or 0
    item.save(update_fields=["spent"])
    recount(item.plan)
    announce(
        SpendingRecorded(item_id=item.pk, amount=amount, words=words, spent_on=spent_on), by=by
    )
    return row
