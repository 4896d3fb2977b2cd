"""Reading everything and passing the quiz completes a course, once."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from sinau.journal.models import Entry
from sinau.kernel.clock import freeze, now
from sinau.people.testing import CastTestCase
from sinau.university.actions import (
    draft_of,
    enrol,
    go_on,
    publish_quiz,
    rewrite_question,
    save_answer,
    start_attempt,
    submit_attempt,
    withdraw_course,
)
from sinau.university.actions.learning import CourseNotOpen
from sinau.university.actions.trying import AlreadyPassed, AlreadySubmitted, TriedEnoughToday
from sinau.university.events import LearningCompleted
from sinau.university.models import BankQuestion, Certificate, Completion
from sinau.university.testing import answer_right, finish_a_course, open_a_course


class CompleteCourseTests(CastTestCase):
    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)

    def test_it_tells_the_house_once(self) -> None:
        enrolment = enrol(self.course, self.sari)
        finish_a_course(enrolment)
        go_on(enrolment, self.course.lessons.get(position=1))
        entries = Entry.objects.of_kinds(LearningCompleted.kind)
        self.assertEqual(len(entries), 1)
        fact = entries[0].fact()
        assert isinstance(fact, LearningCompleted)
        completion = Completion.objects.get()
        self.assertEqual(fact.evidence, f"university.completion:{completion.pk}")
        self.assertEqual(fact.evidence_url, completion.certificate.get_absolute_url())
        self.assertEqual((fact.form, fact.stated_jp), ("elearning", Decimal(2)))
        self.assertEqual(fact.person_id, self.sari.pk)
        self.assertEqual(Certificate.objects.get().name, self.sari.full_name)

    def test_it_waits_for_every_lesson(self) -> None:
        enrolment = enrol(self.course, self.sari)
        go_on(enrolment, self.course.lessons.get(position=1))
        attempt = start_attempt(enrolment)
        answer_right(attempt)
        self.assertTrue(submit_attempt(attempt, by=self.sari).is_passed)
        self.assertFalse(Completion.objects.exists())
        go_on(enrolment, self.course.lessons.get(position=2))
        self.assertEqual(Completion.objects.get().score, Decimal(100))

    def test_a_failed_quiz_completes_nothing(self) -> None:
        enrolment = enrol(self.course, self.sari)
        for lesson in self.course.lessons.all():
            go_on(enrolment, lesson)
        attempt = submit_attempt(start_attempt(enrolment), by=self.sari)
        self.assertEqual(attempt.score, Decimal(0))
        self.assertFalse(Completion.objects.exists())

    def test_the_course_counts_its_learners(self) -> None:
        finish_a_course(enrol(self.course, self.sari))
        enrol(self.course, self.sari)
        enrol(self.course, self.bayu)
        self.course.refresh_from_db()
        self.assertEqual((self.course.enrolment_count, self.course.completion_count), (2, 1))

    def test_a_withdrawn_course_takes_nobody_new_but_lets_others_finish(self) -> None:
        enrolment = enrol(self.course, self.sari)
        withdraw_course(self.course, reason="Sedang ditulis ulang.", by=self.wulan)
        finish_a_course(enrolment)
        self.assertTrue(Completion.objects.exists())
        with self.assertRaises(CourseNotOpen):
            enrol(self.course, self.bayu)


class TryQuizTests(CastTestCase):
    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)
        self.enrolment = enrol(self.course, self.sari)

    def test_an_open_attempt_is_the_same_on_every_device(self) -> None:
        self.assertEqual(start_attempt(self.enrolment), start_attempt(self.enrolment))

    def test_the_last_answer_saved_counts(self) -> None:
        attempt = start_attempt(self.enrolment)
        save_answer(attempt, 1, {"picked": [1]})
        save_answer(attempt, 1, {"picked": [0]})
        self.assertEqual(attempt.answers.get().response, {"picked": [0]})

    def test_it_rejects_an_answer_after_handing_in(self) -> None:
        attempt = submit_attempt(start_attempt(self.enrolment), by=self.sari)
        with self.assertRaises(AlreadySubmitted):
            save_answer(attempt, 1, {"picked": [0]})

    def test_a_day_has_only_so_many_attempts(self) -> None:
        for _turn in range(2):
            submit_attempt(start_attempt(self.enrolment), by=self.sari)
        with self.assertRaises(TriedEnoughToday):
            start_attempt(self.enrolment)
        with freeze(now() + timedelta(days=1)):
            self.assertEqual(start_attempt(self.enrolment).number, 3)

    def test_who_passed_need_not_try_again(self) -> None:
        finish_a_course(self.enrolment)
        with self.assertRaises(AlreadyPassed):
            start_attempt(self.enrolment)

    def test_handing_in_twice_changes_nothing(self) -> None:
        attempt = start_attempt(self.enrolment)
        answer_right(attempt)
        first = submit_attempt(attempt, by=self.sari)
        second = submit_attempt(attempt, by=self.sari)
        self.assertEqual(first.submitted_at, second.submitted_at)
        self.assertEqual(first.score, Decimal(100))

    def test_an_attempt_keeps_the_version_it_began_with(self) -> None:
        attempt = start_attempt(self.enrolment)
        quiz = self.course.quiz
        kept = BankQuestion.objects.get(kind="true_false")
        assert kept.current
        rewrite_question(kept, replace(kept.current.asked, truth=True), by=self.wulan)
        draft_of(quiz)
        publish_quiz(quiz, by=self.wulan)
        answer_right(attempt)
        self.assertEqual(submit_attempt(attempt, by=self.sari).score, Decimal(100))
        quiz.refresh_from_db()
        assert quiz.current
        self.assertEqual(quiz.current.number, 2)
        self.assertFalse(attempt.asked[2].truth)

    def test_starting_is_cheap(self) -> None:
        with self.assertNumQueries(5):  # quiz, attempts, slots, questions, insert
            start_attempt(self.enrolment)
        other = enrol(self.course, self.bayu)
        with self.assertNumQueries(3):  # what was published is remembered
            start_attempt(other)

    def test_saving_an_answer_is_one_statement(self) -> None:
        attempt = start_attempt(self.enrolment)
        with self.assertNumQueries(1):
            save_answer(attempt, 1, {"picked": [0]})
