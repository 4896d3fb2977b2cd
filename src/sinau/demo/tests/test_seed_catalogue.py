"""The demo city has a path on its way, and learning that is asked of people."""

from __future__ import annotations

from django.test import TestCase

from sinau.demo import catalogue, people, university
from sinau.demo.city import City
from sinau.kernel.clock import today
from sinau.university.models import Duty, DutyPerson, Path, PathEnrolment, Prerequisite


class SeedCatalogueTests(TestCase):
    city: City

    @classmethod
    def setUpTestData(cls) -> None:
        cls.city = City(today=today())
        people.seed(cls.city)
        university.seed(cls.city)
        catalogue.seed(cls.city)

    def test_sari_is_on_her_way_and_nobody_is_beyond_the_end(self) -> None:
        path = Path.objects.published().get()
        self.assertEqual(path.enrolment_count, path.enrolments.count())
        mine = PathEnrolment.objects.get(path=path, person=self.city.cast["sari"])
        self.assertTrue(0 < mine.steps_done < mine.steps_total)
        agung = PathEnrolment.objects.get(path=path, person=self.city.cast["agung"])
        self.assertIsNotNone(agung.completed_at)

    def test_a_duty_waits_for_sari_and_its_counts_are_true(self) -> None:
        asked = DutyPerson.objects.waiting().filter(person=self.city.cast["sari"])
        self.assertTrue(asked.filter(duty__mandatory=True, due_on__gte=today()).exists())
        for duty in Duty.objects.all():
            self.assertGreater(duty.people_count, 1)
            self.assertEqual(duty.people_count, duty.people.count())
            self.assertEqual(duty.done_count, duty.people.exclude(done_at=None).count())

    def test_one_course_comes_before_another(self) -> None:
        self.assertEqual(Prerequisite.objects.count(), 1)
