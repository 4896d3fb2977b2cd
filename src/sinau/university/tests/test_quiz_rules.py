"""A quiz with its own rules: hours, draws, time, waiting, what is shown, and who marks essays."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse

from sinau.journal.models import Entry
from sinau.kernel.clock import freeze, now
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.ui.testing import queries_of
from sinau.university.actions import (
    add_draw,
    check_answer,
    enrol,
    hand_in_expired,
    keep_category,
    mark_essay,
    publish_quiz,
    register,
    save_answer,
    set_class_rules,
    set_rules,
    start_attempt,
    start_quiz,
    submit_attempt,
    write_many_to_bank,
    write_questions,
)
from sinau.university.actions.essays import TooManyPoints
from sinau.university.actions.quizzes import TooFewToDraw
from sinau.university.actions.trying import (
    AlreadyChecked,
    AlreadySubmitted,
    QuizNotOpen,
    TimeIsUp,
    TooSoonAgain,
    TriedEnough,
    WrongAccessWords,
)
from sinau.university.events import EssayMarked, QuestionsFailed, QuizSubmitted
from sinau.university.itemising import analysis_of, remember, tell_failed
from sinau.university.models import Attempt, BankQuestion, Quiz
from sinau.university.testing import (
    answer_right,
    five_questions,
    four_more,
    open_a_class,
    open_a_course,
)


class QuizCase(CastTestCase):
    quiz: Quiz

    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)
        self.quiz = self.course.quiz

    def rules(self, **rules: Any) -> None:
        """The quiz with these rules."""
        self.quiz = set_rules(
            self.course, pass_percent=70, attempts_per_day=0, by=self.wulan, **rules
        )

    def begin(self, who: Person | None = None, **more: Any) -> Attempt:
        return start_attempt(enrol(self.course, who or self.sari), **more)


class StartTests(QuizCase):
    def test_it_opens_and_closes(self) -> None:
        self.rules(opens_at=now() + timedelta(hours=1), closes_at=now() + timedelta(hours=2))
        with self.assertRaises(QuizNotOpen):
            self.begin()
        with freeze(now() + timedelta(minutes=90)):
            self.assertEqual(self.begin().deadline, self.quiz.closes_at)
        with freeze(now() + timedelta(hours=3)), self.assertRaises(QuizNotOpen):
            self.begin(self.bayu)

    def test_attempts_in_all_and_the_wait_between_them(self) -> None:
        self.rules(attempts_in_all=2, wait_minutes=30)
        submit_attempt(self.begin(), by=self.sari)
        with self.assertRaises(TooSoonAgain):
            self.begin()
        with freeze(now() + timedelta(minutes=31)):
            submit_attempt(self.begin(), by=self.sari)
        with freeze(now() + timedelta(hours=3)), self.assertRaises(TriedEnough):
            self.begin()

    def test_access_words(self) -> None:
        self.rules(access_words="Merapi")
        with self.assertRaises(WrongAccessWords):
            self.begin()
        self.assertTrue(self.begin(access_words=" merapi ").pk)

    def test_what_is_drawn_is_fixed_at_the_start(self) -> None:
        drawer = keep_category(self.bkpsdm, "Undian")
        write_many_to_bank(drawer, five_questions() * 3, by=self.wulan)
        add_draw(self.quiz, drawer, draws=4, by=self.wulan)
        publish_quiz(self.quiz, by=self.wulan)
        attempt = self.begin()
        self.assertEqual(attempt.count, 9)
        self.assertEqual(self.begin().layout, attempt.layout)
        BankQuestion.objects.update(current=None)
        self.assertEqual(len(Attempt.objects.get(pk=attempt.pk).asked), 9)

    def test_a_draw_larger_than_its_category_is_refused(self) -> None:
        drawer = keep_category(self.bkpsdm, "Sedikit")
        write_many_to_bank(drawer, five_questions(), by=self.wulan)
        add_draw(self.quiz, drawer, draws=6, by=self.wulan)
        with self.assertRaises(TooFewToDraw) as no:
            publish_quiz(self.quiz, by=self.wulan)
        self.assertEqual(len(no.exception.reasons), 1)


class AnswerTests(QuizCase):
    def test_the_last_one_said_counts_whichever_arrives_last(self) -> None:
        attempt = self.begin()
        self.assertTrue(save_answer(attempt, 1, {"picked": [1]}).is_newest)
        late = save_answer(attempt, 1, {"picked": [0]}, said_at=now() - timedelta(minutes=1))
        self.assertFalse(late.is_newest)
        self.assertEqual(attempt.answers.get().response, {"picked": [1]})

    def test_a_wrong_clock_reaches_neither_before_the_start_nor_ahead(self) -> None:
        attempt = self.begin()
        save_answer(attempt, 1, {"picked": [1]}, said_at=now() + timedelta(days=9))
        self.assertLessEqual(attempt.answers.get().said_at, now())
        save_answer(attempt, 2, {"picked": [1]}, said_at=now() - timedelta(days=9))
        self.assertEqual(attempt.answers.get(place=2).said_at, attempt.started_at)

    def test_after_the_deadline_and_its_grace_nothing_is_taken(self) -> None:
        self.rules(minutes=10, grace_seconds=30)
        attempt = self.begin()
        with freeze(now() + timedelta(minutes=10, seconds=20)):
            self.assertTrue(save_answer(attempt, 1, {"picked": [0]}).is_newest)
        with freeze(now() + timedelta(minutes=11)):
            with self.assertRaises(TimeIsUp):
                save_answer(attempt, 2, {"picked": [0]})
            self.assertEqual(hand_in_expired(), 1)
            self.assertEqual(hand_in_expired(), 0)
        attempt.refresh_from_db()
        self.assertTrue(attempt.by_clock)
        self.assertEqual(attempt.submitted_at, attempt.deadline)
        self.assertEqual(attempt.score, Decimal(20))
        with self.assertRaises(AlreadySubmitted):
            save_answer(attempt, 2, {"picked": [0]})

    def test_an_answer_whose_right_one_was_read_stays(self) -> None:
        self.rules(review="at_once")
        attempt = self.begin()
        save_answer(attempt, 1, {"picked": [1]})
        check_answer(attempt, 1)
        with self.assertRaises(AlreadyChecked):
            save_answer(attempt, 1, {"picked": [0]})
        self.client.force_login(self.sari)
        page = self.client.get(reverse("university:answer", args=[attempt.pk, 1]))
        self.assertContains(page, "Bukan ini.")

    def test_the_page_and_the_save_are_lean(self) -> None:
        attempt = self.begin()
        self.client.force_login(self.sari)
        url = reverse("university:answer", args=[attempt.pk, 1])
        self.client.get(url)
        page = queries_of(self.client, url)
        self.assertLessEqual(page, 5)  # session, person, attempt, answers, and an auditor's grants
        with self.assertNumQueries(4):  # session, person, attempt, one statement
            said = self.client.post(url, {"picked": "0"}, headers={"Accept": "application/json"})
        self.assertEqual(said.status_code, 200)
        answer_right(attempt)
        self.assertEqual(queries_of(self.client, url), page)

    def test_all_on_one_page(self) -> None:
        self.rules(on_one_page=True)
        attempt = self.begin()
        self.client.force_login(self.sari)
        url = reverse("university:answer", args=[attempt.pk, 3])
        self.assertContains(self.client.get(url), '<form class="stack stack--loose asked"', count=5)
        said = self.client.post(url, {"text": "salah", "ragu": "1", "go": "stay"})
        self.assertEqual(said["Location"], f"{url}#soal-3")
        self.assertTrue(attempt.answers.get().is_unsure)

    def test_a_refusal_is_told_to_the_page_in_its_own_words(self) -> None:
        attempt = submit_attempt(self.begin(), by=self.sari)
        self.client.force_login(self.sari)
        url = reverse("university:answer", args=[attempt.pk, 1])
        said = self.client.post(url, {"picked": "0"}, headers={"Accept": "application/json"})
        self.assertEqual((said.status_code, said.json()["code"]), (409, "already-submitted"))


class ReviewTests(QuizCase):
    def result(self, **rules: Any) -> str:
        self.rules(**rules)
        attempt = self.begin()
        save_answer(attempt, 1, {"picked": [1]})
        submit_attempt(attempt, by=self.sari)
        self.client.force_login(self.sari)
        return self.client.get(attempt.get_absolute_url()).content.decode()

    def test_right_answers_are_shown_as_the_rule_says(self) -> None:
        """P-UNI-22: feedback and right answers wait for the moment the quiz names."""
        self.assertNotIn("Bukan ini.", self.result(review="never"))
        self.assertIn("Bukan ini.", self.result(review="after_submit"))
        page = self.result(review="after_close", closes_at=now() + timedelta(hours=1))
        self.assertNotIn("Bukan ini.", page)
        attempt = Attempt.objects.order_by("-pk")[0]
        with freeze(now() + timedelta(hours=2)):
            self.assertContains(self.client.get(attempt.get_absolute_url()), "Bukan ini.")

    def test_the_average_counts_where_the_quiz_says_so(self) -> None:
        self.rules(grading="average")
        right = self.begin()
        save_answer(right, 1, {"picked": [0]})
        submit_attempt(right, by=self.sari)
        submit_attempt(self.begin(), by=self.sari)
        self.assertEqual(self.sari.enrolments.get().best_score, Decimal(10))


class EssayTests(QuizCase):
    def setUp(self) -> None:
        super().setUp()
        write_questions(self.quiz, four_more(), by=self.wulan)
        publish_quiz(self.quiz, by=self.wulan)
        self.attempt = self.begin()
        answer_right(self.attempt)
        self.attempt = submit_attempt(self.attempt, by=self.sari)
        self.essay = self.attempt.answers.get(verdict="waiting")

    def test_the_score_waits_for_a_person(self) -> None:
        self.assertTrue(self.attempt.waits)
        self.assertFalse(Entry.objects.of_kinds(QuizSubmitted.kind).exists())
        with self.assertRaises(TooManyPoints):
            mark_essay(self.essay, points=Decimal(2), words="", by=self.wulan)
        mark_essay(self.essay, points=Decimal("0.5"), words="Sebut dasarnya.", by=self.wulan)
        mark_essay(self.essay, points=Decimal("0.5"), words="Sebut dasarnya.", by=self.wulan)
        self.attempt.refresh_from_db()
        self.assertEqual(self.attempt.score, Decimal("94.44"))
        self.assertEqual(Entry.objects.of_kinds(QuizSubmitted.kind).count(), 1)
        self.assertEqual(Entry.objects.of_kinds(EssayMarked.kind).count(), 1)
        self.client.force_login(self.sari)
        page = self.client.get(self.attempt.get_absolute_url())
        self.assertContains(page, "Sebut dasarnya.")

    def test_essays_are_marked_by_officers_over_the_agency_alone(self) -> None:
        """P-UNI-21: essays and their writers are seen by officers over the owner of the quiz."""
        urls = [
            reverse("university:essays", args=[self.quiz.pk]),
            reverse("university:essay", args=[self.quiz.pk, self.essay.pk]),
        ]
        for url in urls:
            self.client.force_login(self.wulan)
            self.assertEqual(self.client.get(url).status_code, 200)
            for outsider in (self.joko, self.sari, self.budi):
                self.client.force_login(outsider)
                self.assertEqual(self.client.get(url).status_code, 404)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.post(urls[1], {"points": "1"}).status_code, 404)
        self.client.force_login(self.wulan)
        self.assertEqual(self.client.post(urls[1], {"points": "1", "words": ""}).status_code, 302)

    def test_names_are_hidden_where_marking_is_blind(self) -> None:
        url = reverse("university:essays", args=[self.quiz.pk])
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(url), self.sari.name)
        self.rules(marks_blind=True)
        self.assertNotContains(self.client.get(url), self.sari.name)


class ClassQuizTests(CastTestCase):
    def setUp(self) -> None:
        self.held = open_a_class(self.bkpsdm, self.wulan)
        register(self.held, self.sari, by=self.sari)
        self.quiz = set_class_rules(self.held, "pre", by=self.wulan, attempts_in_all=1)
        write_questions(self.quiz, five_questions(), by=self.wulan)
        publish_quiz(self.quiz, by=self.wulan)

    def test_a_seat_gives_the_test(self) -> None:
        """P-UNI-23: the test of a class is for those with a seat in it and for its officers."""
        url = self.quiz.get_absolute_url()
        for who, status in (
            (self.sari, 200),
            (self.wulan, 200),
            (self.bayu, 404),
            (self.joko, 404),
        ):
            self.client.force_login(who)
            self.assertEqual(self.client.get(url).status_code, status, who.name)
            if status == 404:
                self.assertEqual(self.client.post(f"{url}mulai/").status_code, 404)

    def test_the_only_attempt_is_not_offered_again(self) -> None:
        self.client.force_login(self.sari)
        url = self.quiz.get_absolute_url()
        self.assertContains(self.client.get(url), f'action="{url}mulai/"')
        attempt = start_quiz(self.quiz, self.sari.pk)
        self.assertContains(self.client.get(url), "Lanjutkan kuis")
        submit_attempt(attempt, by=self.sari)
        page = self.client.get(url)
        self.assertContains(page, "Percobaan Anda")
        self.assertNotContains(page, f'action="{url}mulai/"')
        self.assertNotContains(self.client.get(attempt.get_absolute_url()), "Coba lagi")

    def test_the_house_hears_of_it_in_plain_values(self) -> None:
        attempt = start_quiz(self.quiz, self.sari.pk)
        answer_right(attempt)
        submit_attempt(attempt, by=self.sari)
        fact = Entry.objects.of_kinds(QuizSubmitted.kind)[0].fact()
        assert isinstance(fact, QuizSubmitted)
        self.assertEqual((fact.quiz_id, fact.purpose), (self.quiz.pk, "pre"))
        self.assertEqual((fact.class_id, fact.course_id), (self.held.pk, None))
        self.assertEqual((fact.person_id, fact.score), (self.sari.pk, Decimal(100)))
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(attempt.get_absolute_url()).status_code, 200)


class ItemTests(QuizCase):
    def test_analysis_is_for_officers_over_the_agency(self) -> None:
        """P-UNI-24: figures of questions, on the page and in Excel, are for those who keep the quiz."""
        attempt = self.begin()
        save_answer(attempt, 1, {"picked": [1]})
        submit_attempt(attempt, by=self.sari)
        made, rows = analysis_of(self.quiz)
        self.assertEqual((made.attempts, len(rows)), (1, 5))
        for name in ("items", "items_export"):
            url = reverse(f"university:{name}", args=[self.quiz.pk])
            self.client.force_login(self.wulan)
            self.assertEqual(self.client.get(url).status_code, 200)
            self.client.force_login(self.joko)
            self.assertEqual(self.client.get(url).status_code, 404)

    def test_the_bank_remembers_and_failed_passages_are_told(self) -> None:
        from unittest.mock import patch

        submit_attempt(self.begin(), by=self.sari)
        submit_attempt(self.begin(self.bayu), by=self.bayu)
        self.assertEqual(remember(self.quiz), 5)
        self.assertEqual(BankQuestion.objects.get(kind="single").facility, 0)
        self.assertEqual(tell_failed(), 0)
        with patch("sinau.university.itemising.FEWEST_ANSWERS", 2):
            self.assertEqual(tell_failed(), 1)
        fact = Entry.objects.of_kinds(QuestionsFailed.kind)[0].fact()
        assert isinstance(fact, QuestionsFailed)
        self.assertEqual((fact.source, fact.people), ("Pelajaran 1", 2))
        self.assertEqual(fact.agency_id, self.dinkes.pk)
