"""Make something for an assignment, look at what others made, mark it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from sinau.innovation.models import Idea
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.practice.actions import (
    add_file,
    answer_follow_up,
    ask_what_became,
    mark,
    remove_assignment,
    review,
    save_work,
    submit,
    write_assignment,
)
from sinau.practice.actions.assignments import RubricIsUsed
from sinau.practice.actions.judging import NotForJudging, RubricNotFilled
from sinau.practice.actions.submitting import NothingToHandIn, NotOpenForWork
from sinau.practice.files import NotAFile
from sinau.practice.models import Assignment, FollowUp, PeerReview, Submission
from sinau.practice.models.assignments import PLAN_FIELDS
from sinau.practice.testing import LEVELS, a_pdf, ask_for_work, learn
from sinau.university.models import ActivityDone
from sinau.university.testing import open_a_course

FULL = {1: 4, 2: 4}


class WorkTests(CastTestCase):
    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)
        learn(self.course, self.sari, self.bayu, self.ratna)

    def hand_in(self, assignment: Assignment, person: Person, text: str = "Karya") -> Submission:
        return submit(save_work(assignment, person, text=text), by=person)

    def test_a_draft_is_kept_until_it_is_handed_in(self) -> None:
        assignment = ask_for_work(self.course, self.wulan)
        save_work(assignment, self.sari, text="setengah")
        work = save_work(assignment, self.sari, text="jadi")
        self.assertEqual(assignment.submissions.count(), 1)
        self.assertIsNotNone(submit(work, by=self.sari).submitted_at)
        submit(work, by=self.sari)
        told = Entry.objects.filter(kind="practice.work.submitted")
        self.assertEqual(told.count(), 1)
        with self.assertRaises(NotOpenForWork):
            save_work(assignment, self.sari, text="lagi")

    def test_nothing_is_not_handed_in(self) -> None:
        assignment = ask_for_work(self.course, self.wulan)
        with self.assertRaises(NothingToHandIn):
            submit(save_work(assignment, self.sari, text="  "), by=self.sari)

    def test_a_passed_work_is_an_activity_done(self) -> None:
        assignment = ask_for_work(self.course, self.wulan)
        work = self.hand_in(assignment, self.sari)
        given = mark(work, FULL, "Baik", by=self.wulan)
        self.assertEqual((given.score, given.outcome), (Decimal(100), "passed"))
        done = ActivityDone.objects.get(enrolment__person=self.sari)
        self.assertEqual(done.activity.address, assignment.address)

    def test_a_returned_work_is_made_better(self) -> None:
        assignment = ask_for_work(self.course, self.wulan)
        mark(self.hand_in(assignment, self.sari), {1: 0, 2: 2}, "Tambah ukuran", by=self.wulan)
        again = save_work(assignment, self.sari, text="lebih baik")
        self.assertEqual(again.number, 2)
        mark(submit(again, by=self.sari), FULL, "Sudah", by=self.wulan)
        with self.assertRaises(NotOpenForWork):
            save_work(assignment, self.sari, text="ketiga")

    def test_marking_twice_keeps_the_first_mark(self) -> None:
        assignment = ask_for_work(self.course, self.wulan)
        work = self.hand_in(assignment, self.sari)
        mark(work, FULL, "a", by=self.wulan)
        mark(work, {1: 0, 2: 0}, "b", by=self.wulan)
        assignment.refresh_from_db()
        self.assertEqual((assignment.waiting_count, assignment.marked_count), (0, 1))

    def test_nobody_marks_their_own_and_every_line_needs_points(self) -> None:
        learn(self.course, self.wulan)
        assignment = ask_for_work(self.course, self.wulan)
        with self.assertRaises(NotForJudging):
            mark(self.hand_in(assignment, self.wulan), FULL, "", by=self.wulan)
        with self.assertRaises(RubricNotFilled):
            mark(self.hand_in(assignment, self.sari), {1: 3}, "", by=self.wulan)

    def test_peers_look_at_each_other(self) -> None:
        assignment = ask_for_work(self.course, self.wulan, peer_reviews=1)
        for person in (self.sari, self.bayu, self.ratna):
            self.hand_in(assignment, person)
        asked = list(PeerReview.objects.select_related("submission"))
        self.assertTrue(asked)
        self.assertTrue(all(one.reviewer_id != one.submission.person_id for one in asked))
        for one in asked:
            review(one, FULL, "Jelas", by=one.reviewer)
        self.assertFalse(PeerReview.objects.filter(done_at=None).exists())
        with self.assertRaises(NotForJudging):
            review(asked[0], FULL, "", by=self.joko)

    def test_late_work_says_so(self) -> None:
        assignment = ask_for_work(self.course, self.wulan, due_days=3)
        with clock.freeze(today() + timedelta(days=4)):
            self.assertTrue(self.hand_in(assignment, self.sari).is_late)
        self.assertFalse(self.hand_in(assignment, self.bayu).is_late)

    def test_files_are_limited_and_looked_at(self) -> None:
        assignment = ask_for_work(self.course, self.wulan, max_files=1)
        add_file(assignment, self.sari, "a.pdf", a_pdf())
        add_file(assignment, self.sari, "sama.pdf", a_pdf())
        with self.assertRaises(NotOpenForWork):
            add_file(assignment, self.sari, "b.pdf", a_pdf(b"lain"))
        with self.assertRaises(NotAFile):
            add_file(assignment, self.bayu, "a.docx", a_pdf())

    def test_a_rubric_that_judged_does_not_change(self) -> None:
        assignment = ask_for_work(self.course, self.wulan)
        mark(self.hand_in(assignment, self.sari), FULL, "", by=self.wulan)
        assignment.refresh_from_db()
        with self.assertRaises(RubricIsUsed):
            write_assignment(assignment, [("Lain", LEVELS)], by=self.wulan)

    def test_only_learners_of_the_course_work_on_it(self) -> None:
        assignment = ask_for_work(self.course, self.wulan)
        with self.assertRaises(NotOpenForWork):
            save_work(assignment, self.budi, text="x")
        remove_assignment(assignment, by=self.wulan)
        remove_assignment(assignment, by=self.wulan)
        with self.assertRaises(NotOpenForWork):
            save_work(Assignment.objects.get(pk=assignment.pk), self.sari, text="x")


class ActionPlanTests(CastTestCase):
    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)
        learn(self.course, self.sari)
        self.assignment = ask_for_work(self.course, self.wulan, kind="action_plan")

    def accepted(self) -> Submission:
        plan = {name: f"Isi {name}" for name, _label, _help in PLAN_FIELDS}
        work = save_work(self.assignment, self.sari, text="", plan=plan)
        mark(submit(work, by=self.sari), FULL, "Siap dijalankan", by=self.wulan)
        return work

    def test_every_field_is_asked_for(self) -> None:
        work = save_work(self.assignment, self.sari, text="", plan={"idea": "x", "asing": "y"})
        self.assertEqual(work.plan, {"idea": "x"})
        with self.assertRaises(NothingToHandIn) as told:
            submit(work, by=self.sari)
        self.assertEqual(len(told.exception.reasons), len(PLAN_FIELDS) - 1)

    def test_it_becomes_a_draft_idea_of_its_maker_once(self) -> None:
        self.accepted()
        tell_everyone()
        tell_everyone()
        idea = Idea.objects.get(owner=self.sari)
        self.assertEqual((idea.problem, idea.stage), ("Isi problem", "draft"))

    def test_it_is_asked_about_after_three_and_six_months(self) -> None:
        work = self.accepted()
        self.assertEqual(ask_what_became(), 0)
        self.assertEqual([found.months for found in work.follow_ups.all()], [3, 6])
        with clock.freeze(today() + timedelta(days=95)):
            self.assertEqual(ask_what_became(), 1)
            self.assertEqual(ask_what_became(), 0)
        found = FollowUp.objects.get(months=3)
        answer_follow_up(found, answer="done", changed="Antrean turun", value="12", by=self.sari)
        told = Entry.objects.get(kind="practice.follow_up.answered")
        self.assertEqual(told.data["answer"], "terlaksana")
