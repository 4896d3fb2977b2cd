"""Make the plan of a year: items, approval, change, realisation and money."""

from __future__ import annotations

from sinau.kernel.clock import today
from sinau.planning.actions.items import (
    MoreThanWasSpent,
    PlanWaits,
    RealisesAnother,
    ReasonIsNeeded,
    link_item,
    remove_item,
    spend,
    write_item,
)
from sinau.planning.actions.plans import (
    ApprovedByAnother,
    PlanIsElsewhere,
    PlanIsEmpty,
    PlanIsTooDear,
    approve_plan,
    enforce_plan,
    return_plan,
    submit_plan,
)
from sinau.planning.models import ItemChange, PlanStep
from sinau.planning.testing import PlanningTestCase
from sinau.university.testing import open_a_class


class PlanTests(PlanningTestCase):
    def test_the_sums_follow_the_items(self) -> None:
        item = self.item()
        self.plan.refresh_from_db()
        self.assertEqual((self.plan.item_count, self.plan.budget), (1, 10_000_000))
        remove_item(item, by=self.wulan, reason="Digabung")
        remove_item(item, by=self.wulan, reason="Digabung")
        self.plan.refresh_from_db()
        self.assertEqual((self.plan.item_count, self.plan.budget), (0, 0))

    def test_it_goes_from_state_to_state_with_a_row_for_each(self) -> None:
        with self.assertRaises(PlanIsEmpty):
            submit_plan(self.plan, by=self.wulan)
        self.item()
        with self.assertRaises(PlanIsElsewhere):
            approve_plan(self.plan, by=self.dewi)
        submit_plan(self.plan, by=self.wulan)
        submit_plan(self.plan, by=self.wulan)
        with self.assertRaises(ApprovedByAnother):
            approve_plan(self.plan, by=self.wulan)
        return_plan(self.plan, reason="Kurangi seminar", by=self.dewi)
        submit_plan(self.plan, by=self.wulan)
        approve_plan(self.plan, by=self.dewi)
        plan = enforce_plan(self.plan, by=self.wulan)
        self.assertEqual(plan.state, "in_force")
        states = list(PlanStep.objects.order_by("pk").values_list("state", flat=True))
        self.assertEqual(
            states, ["draft", "submitted", "draft", "submitted", "approved", "in_force"]
        )

    def test_it_refuses_a_plan_above_its_ceiling(self) -> None:
        self.item(participants=1000)
        with self.assertRaises(PlanIsTooDear):
            submit_plan(self.plan, by=self.wulan)

    def test_what_was_approved_changes_only_with_a_reason_and_keeps_what_it_said(self) -> None:
        item = self.item()
        submit_plan(self.plan, by=self.wulan)
        item.participants = 60
        with self.assertRaises(PlanWaits):
            write_item(item, by=self.wulan)
        approve_plan(self.plan, by=self.dewi)
        with self.assertRaises(ReasonIsNeeded):
            write_item(item, by=self.wulan)
        write_item(item, by=self.wulan, reason="Peminat bertambah")
        change = ItemChange.objects.get()
        self.assertEqual((change.before["participants"], change.after["participants"]), (40, 60))

    def test_a_class_realises_one_item_once(self) -> None:
        one, other = self.item(), self.item("Bimtek lain")
        held = open_a_class(self.bkpsdm, self.wulan)
        link_item(one, held, by=self.wulan)
        link_item(one, held, by=self.wulan)
        self.assertEqual(one.links.count(), 1)
        with self.assertRaises(RealisesAnother):
            link_item(other, held, by=self.wulan)

    def test_money_is_counted_and_taken_back_by_a_row_below_zero(self) -> None:
        item = self.item()
        for amount in (4_000_000, -1_000_000):
            spend(item, amount=amount, words="Narasumber", spent_on=today(), by=self.wulan)
        item.refresh_from_db()
        self.plan.refresh_from_db()
        self.assertEqual((item.spent, self.plan.spent), (3_000_000, 3_000_000))
        with self.assertRaises(MoreThanWasSpent):
            spend(item, amount=-4_000_000, words="Keliru", spent_on=today(), by=self.wulan)
