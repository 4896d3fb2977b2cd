"""Some people of the demo city have what the year asks for, and some have not."""

from django.test import TestCase

from sinau.credit.models import YearTotal
from sinau.credit.verifying import verify
from sinau.demo import credit, people
from sinau.demo.city import City
from sinau.kernel.clock import today


class SeedCreditTests(TestCase):
    def test_the_year_is_full_for_some_and_can_be_computed_again(self) -> None:
        city = City(today=today().replace(month=11, day=25))
        people.seed(city)
        credit.seed(city)
        totals = YearTotal.objects.filter(year=city.today.year)
        self.assertGreater(totals.filter(jp__gte=20).count(), 5)
        self.assertGreater(totals.filter(jp__lt=20).count(), 5)
        self.assertEqual(list(verify()), [])
