"""Write a development plan, agree to it, and see it through."""

from __future__ import annotations

from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import today
from sinau.planning.actions.competencies import say_it_teaches
from sinau.planning.actions.development import (
    AgreedByAnother,
    PlanHasNoAction,
    TickedByFacts,
    agree,
    do_action,
    goals_from_needs,
    plan_of,
    send_plan,
    write_action,
)
from sinau.planning.actions.needs import propose_need
from sinau.planning.models import Action, DevelopmentPlan
from sinau.planning.testing import YEAR, PlanningTestCase
from sinau.university.actions import enrol
from sinau.university.testing import finish_a_course, open_a_course


class DevelopmentTests(PlanningTestCase):
    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)
        say_it_teaches(self.literacy, self.course, level=1, by=self.wulan)
        propose_need(self.sari, self.literacy, year=YEAR, by=self.sari)
        self.mine = plan_of(self.sari, YEAR)

    def test_needs_become_goals_with_what_teaches_them_once(self) -> None:
        self.assertEqual(goals_from_needs(self.mine), 1)
        self.assertEqual(goals_from_needs(self.mine), 0)
        action = Action.objects.get()
        self.assertEqual((action.course, action.kind), (self.course, "course"))

    def test_the_supervisor_agrees_and_a_change_asks_again(self) -> None:
        with self.assertRaises(PlanHasNoAction):
            send_plan(self.mine, by=self.sari)
        goals_from_needs(self.mine)
        send_plan(self.mine, by=self.sari)
        with self.assertRaises(AgreedByAnother):
            agree(self.mine, agreed=True, words="", by=self.sari)
        plan = agree(self.mine, agreed=True, words="Baik", by=self.bayu)
        self.assertIsNotNone(plan.agreed_at)
        write_action(
            Action(goal=plan.goals.get(), kind="mentoring", words="Bersama Agung", due_on=today())
        )
        self.assertIsNone(DevelopmentPlan.objects.get(pk=plan.pk).agreed_at)

    def test_a_course_ticks_its_action_and_nobody_by_hand(self) -> None:
        goals_from_needs(self.mine)
        action = Action.objects.get()
        with self.assertRaises(TickedByFacts):
            do_action(action, words="Sudah", by=self.sari)
        finish_a_course(enrol(self.course, self.sari))
        tell_everyone()
        action.refresh_from_db()
        self.mine.refresh_from_db()
        self.assertIsNotNone(action.done_at)
        self.assertEqual((self.mine.done_count, self.mine.action_count), (1, 1))

    def test_what_is_done_elsewhere_is_done_in_ones_own_words_once(self) -> None:
        goals_from_needs(self.mine)
        action = write_action(
            Action(goal=self.mine.goals.get(), kind="work", words="Uji di loket", due_on=today())
        )
        do_action(action, words="Tiga pekan, 40 surat", by=self.sari)
        do_action(action, words="Lagi", by=self.sari)
        action.refresh_from_db()
        self.assertEqual(action.done_words, "Tiga pekan, 40 surat")
