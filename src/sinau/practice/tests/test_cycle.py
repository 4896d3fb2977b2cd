"""Plan a way of learning by doing, go it, and have it credited."""

from __future__ import annotations

import uuid
from datetime import timedelta

from sinau.credit.models import Entry as JpEntry
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.practice.actions import (
    add_entry,
    add_evidence,
    agree,
    approve,
    complete,
    confirm_entry,
    decline,
    propose,
    reach_goal,
    report,
    return_plan,
    stop,
)
from sinau.practice.actions.cycles import NotYetProved, NotYourStep, PlanIncomplete
from sinau.practice.files import NotAFile
from sinau.practice.models import Cycle, LogEntry, StepKind
from sinau.practice.testing import a_pdf, plan_a_cycle


class CycleTests(CastTestCase):
    def under_way(self) -> Cycle:
        cycle = agree(plan_a_cycle(self.sari, self.ratna), by=self.ratna)
        return approve(cycle, by=self.bayu)

    def written(self, cycle: Cycle, by: Person, minutes: int = 90) -> LogEntry:
        entry = LogEntry(
            on=today() - timedelta(days=3), minutes=minutes, done="Membahas draf", key=uuid.uuid4()
        )
        return add_entry(cycle, entry, by=by)

    def test_it_goes_from_guide_to_supervisor_to_the_learner(self) -> None:
        cycle = plan_a_cycle(self.sari, self.ratna)
        self.assertEqual(cycle.state, StepKind.PROPOSED)
        self.assertIn(cycle, Cycle.objects.waiting_for(self.ratna))
        cycle = agree(cycle, by=self.ratna)
        self.assertIn(cycle, Cycle.objects.waiting_for(self.bayu))
        self.assertTrue(approve(cycle, by=self.bayu).is_under_way)

    def test_confirmed_minutes_are_credited_once(self) -> None:
        cycle = self.under_way()
        confirm_entry(self.written(cycle, self.sari), by=self.ratna)
        confirm_entry(self.written(cycle, self.ratna, minutes=60), by=self.sari)
        self.written(cycle, self.sari, minutes=200)
        report(cycle, by=self.sari)
        complete(cycle, by=self.ratna)
        complete(cycle, by=self.ratna)
        tell_everyone()
        cycle.refresh_from_db()
        self.assertEqual((cycle.minutes, cycle.state), (150, StepKind.COMPLETED))
        rows = JpEntry.objects.filter(person=self.sari, evidence=cycle.evidence)
        self.assertEqual(rows.count(), 1)
        self.assertEqual(rows.get().form, "mentoring")

    def test_confirming_twice_counts_once(self) -> None:
        cycle = self.under_way()
        entry = self.written(cycle, self.sari)
        confirm_entry(entry, by=self.ratna)
        confirm_entry(entry, by=self.ratna)
        cycle.refresh_from_db()
        self.assertEqual(cycle.minutes, 90)

    def test_nobody_confirms_their_own_entry(self) -> None:
        cycle = self.under_way()
        for writer in (self.sari, self.ratna):
            with self.subTest(writer.name), self.assertRaises(NotYourStep):
                confirm_entry(self.written(cycle, writer), by=writer)

    def test_the_same_form_sent_twice_is_one_entry(self) -> None:
        cycle = self.under_way()
        key = uuid.uuid4()
        for _time in range(2):
            add_entry(
                cycle,
                LogEntry(on=today(), minutes=30, done="Sekali saja", key=key),
                by=self.sari,
            )
        self.assertEqual(cycle.log.count(), 1)

    def test_an_entry_lies_within_the_cycle_and_not_ahead(self) -> None:
        cycle = self.under_way()
        for day in (cycle.starts_on - timedelta(days=1), today() + timedelta(days=1)):
            with self.subTest(day), self.assertRaises(NotYetProved):
                add_entry(
                    cycle, LogEntry(on=day, minutes=30, done="x", key=uuid.uuid4()), by=self.sari
                )

    def test_self_study_is_confirmed_by_the_supervisor(self) -> None:
        cycle = plan_a_cycle(self.sari, None, kind="selfstudy")
        self.assertEqual(cycle.state, StepKind.AGREED)
        approve(cycle, by=self.bayu)
        confirm_entry(self.written(cycle, self.sari), by=self.bayu)
        report(cycle, by=self.sari)
        self.assertEqual(complete(cycle, by=self.bayu).state, StepKind.COMPLETED)

    def test_a_guided_form_needs_a_guide_and_a_goal(self) -> None:
        cycle = Cycle(kind="coaching", title="x", purpose="y", starts_on=today(), ends_on=today())
        with self.assertRaises(PlanIncomplete) as told:
            propose(cycle, [("", "")], by=self.sari)
        self.assertEqual(len(told.exception.reasons), 2)

    def test_nothing_confirmed_is_nothing_to_report(self) -> None:
        cycle = self.under_way()
        self.written(cycle, self.sari)
        with self.assertRaises(NotYetProved):
            report(cycle, by=self.sari)

    def test_a_guide_may_decline_and_a_supervisor_give_back(self) -> None:
        declined = decline(
            plan_a_cycle(self.sari, self.ratna), by=self.ratna, reason="Sedang tugas"
        )
        self.assertTrue(declined.is_closed)
        cycle = agree(plan_a_cycle(self.sari, self.ratna), by=self.ratna)
        cycle = return_plan(cycle, by=self.bayu, reason="Persempit")
        self.assertIn(cycle, Cycle.objects.waiting_for(self.sari))
        cycle.title = "Lebih sempit"
        self.assertEqual(propose(cycle, [("a", "b")], by=self.sari).state, StepKind.PROPOSED)

    def test_a_stopped_cycle_is_not_credited(self) -> None:
        cycle = self.under_way()
        confirm_entry(self.written(cycle, self.sari), by=self.ratna)
        stop(cycle, by=self.sari, reason="Pindah tugas")
        stop(cycle, by=self.sari, reason="Pindah tugas")
        tell_everyone()
        self.assertFalse(JpEntry.objects.filter(evidence=cycle.evidence).exists())
        self.assertEqual(
            Entry.objects.about(cycle.subject).filter(kind="practice.cycle.stopped").count(), 1
        )

    def test_only_who_confirms_says_that_a_goal_is_reached(self) -> None:
        cycle = self.under_way()
        goal = cycle.goals.get()
        with self.assertRaises(NotYourStep):
            reach_goal(goal, by=self.sari)
        self.assertIsNotNone(reach_goal(goal, by=self.ratna).reached_at)

    def test_a_paper_is_what_it_says_it_is(self) -> None:
        cycle = self.under_way()
        for _time in range(2):
            add_evidence(cycle, "surat.pdf", a_pdf(), by=self.sari)
        self.assertEqual(cycle.papers.count(), 1)
        with self.assertRaises(NotAFile):
            add_evidence(cycle, "foto.png", a_pdf(b"bukan foto"), by=self.sari)
