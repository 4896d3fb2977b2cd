"""The demo city learns: courses, classes, and JP for Sari."""

from django.test import TestCase

from sinau.demo import people, university
from sinau.demo.city import City
from sinau.journal.models import Entry
from sinau.kernel.clock import today
from sinau.university.events import LearningCompleted
from sinau.university.models import (
    Certificate,
    Completion,
    Course,
    Enrolment,
    Registration,
    TrainingClass,
)


class SeedUniversityTests(TestCase):
    city: City

    @classmethod
    def setUpTestData(cls) -> None:
        cls.city = City(today=today())
        people.seed(cls.city)
        university.seed(cls.city)

    def test_there_are_three_open_courses_with_lessons_and_a_quiz(self) -> None:
        courses = Course.objects.published().select_related("quiz__current")
        self.assertEqual(courses.count(), 3)
        for course in courses:
            self.assertGreaterEqual(course.lesson_count, 4)
            assert course.quiz.current
            kinds = set(course.quiz.current.slots.values_list("question__kind", flat=True))
            self.assertEqual(len(kinds), 5)
            self.assertEqual(course.enrolment_count, course.enrolments.count())
            self.assertEqual(course.completion_count, course.completions.count())

    def test_one_class_was_held_and_closed_and_one_comes(self) -> None:
        held, coming = TrainingClass.objects.order_by("starts_at")
        self.assertGreaterEqual(held.closing.completed, 45)
        self.assertEqual(held.seat_count, held.registrations.seated().count())
        self.assertFalse(hasattr(coming, "closing"))
        waiting = Registration.objects.waiting().filter(training_class=coming)
        self.assertIn(self.city.cast["bayu"], [registration.person for registration in waiting])

    def test_every_completion_passed_is_told_and_has_its_certificate(self) -> None:
        facts = Entry.objects.of_kinds(LearningCompleted.kind).count()
        self.assertEqual(facts, Completion.objects.count())
        self.assertEqual(facts, Certificate.objects.count())
        self.assertTrue(80 <= facts <= 120, facts)
        for score, need in Completion.objects.exclude(course=None).values_list(
            "score", "course__quiz__pass_percent"
        ):
            self.assertTrue(score and need and score >= need)

    def test_sari_has_finished_some_and_goes_on_with_one(self) -> None:
        sari = self.city.cast["sari"]
        done = Completion.objects.filter(person=sari)
        self.assertEqual(sum(found.stated_jp or 0 for found in done), 9.5)
        self.assertEqual(Enrolment.objects.of(sari).unfinished().count(), 1)
