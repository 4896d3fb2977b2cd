"""Some people of the demo city have what the year asks for, and some have not."""

from django.test import TestCase

from sinau.credit.closing import is_genuine
from sinau.credit.models import Closing, EvidenceAlias, RuleVersion, YearTotal
from sinau.credit.recomputing import outcome_of, people_of_scope, recompute
from sinau.credit.verifying import verify
from sinau.demo import closing, credit, people
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

    def test_the_past_is_closed_and_one_rule_has_two_versions(self) -> None:
        city = City(today=today().replace(month=11, day=25))
        people.seed(city)
        credit.seed(city)
        closing.seed(city)
        year = city.today.year
        self.assertTrue(Closing.objects.filter(year=year - 1, month=0).exists())
        self.assertEqual(Closing.objects.filter(year=year).count(), 9)
        self.assertTrue(all(is_genuine(closing) for closing in Closing.objects.all()))
        self.assertEqual(RuleVersion.objects.filter(form="selfstudy", in_use=True).count(), 2)
        self.assertEqual(EvidenceAlias.objects.count(), 1)
        self.assertEqual(outcome_of(recompute(people_of_scope())).differences, [])
