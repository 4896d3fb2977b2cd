"""The demo city has its offices filled, the same way every time."""

from django.db import transaction
from django.test import TestCase

from sinau.demo import people
from sinau.demo.city import City
from sinau.kernel.clock import today
from sinau.people import nip
from sinau.people.models import (
    Agency,
    CompetencyLevel,
    ImportRun,
    Person,
    PersonalDataView,
    RunState,
)


class SeedPeopleTests(TestCase):
    def test_it_fills_the_offices_with_three_hundred_people(self) -> None:
        people.seed(City(today=today()))
        self.assertEqual(Person.objects.serving().count(), 300)
        self.assertGreaterEqual(Agency.objects.open_now().count(), 60)
        self.assertFalse(Person.objects.filter(agency=None).exists())

    def test_every_number_reads_as_the_person(self) -> None:
        people.seed(City(today=today()))
        for person in Person.objects.all():
            parsed = nip.parse(person.nip)
            self.assertEqual((parsed.birth_date, parsed.sex), (person.birth_date, person.sex))

    def test_officers_have_written_about_them(self) -> None:
        people.seed(City(today=today()))
        states = sorted(run.state for run in ImportRun.objects.all())
        self.assertEqual(states, [RunState.COMMITTED, RunState.WAITING])
        self.assertEqual(ImportRun.objects.get(committed_at=None).counts["problem"], 3)
        self.assertTrue(CompetencyLevel.objects.exists())
        self.assertEqual(PersonalDataView.objects.count(), 1)

    def test_it_is_the_same_every_time(self) -> None:
        self.assertEqual(self.names_of_a_city(), self.names_of_a_city())

    def names_of_a_city(self) -> list[tuple[str, str, str]]:
        before = transaction.savepoint()
        people.seed(City(today=today()))
        names = list(Person.objects.order_by("nip").values_list("nip", "name", "job_title"))
        transaction.savepoint_rollback(before)
        return names
