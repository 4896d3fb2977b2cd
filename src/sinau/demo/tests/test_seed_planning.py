"""The demo city plans its learning: a structure, needs with facts behind them, two plans."""

from django.test import TestCase

from sinau.demo import people, planning, university
from sinau.demo.city import City
from sinau.kernel.clock import today
from sinau.planning.boxing import boxed, counts
from sinau.planning.models import (
    AgencyAnalysis,
    DevelopmentPlan,
    Need,
    NeedState,
    Organ,
    Standing,
    YearPlan,
)
from sinau.planning.reckoning import match_of, realised


class SeedPlanningTests(TestCase):
    def test_the_city_has_a_plan_in_force_and_one_being_made(self) -> None:
        city = City(today=today())
        people.seed(city)
        university.seed(city)
        planning.seed(city)
        self.assertEqual(Organ.objects.count(), 6)
        states = dict(YearPlan.objects.values_list("year", "state"))
        self.assertEqual(states[city.today.year], "in_force")
        self.assertEqual(states[city.today.year + 1], "draft")
        held = YearPlan.objects.get(year=city.today.year)
        done = realised(list(held.items.select_related("plan", "agency")))
        self.assertTrue(any(row.finished for row in done.values()))
        self.assertTrue(Need.objects.filter(state=NeedState.PLANNED).exists())
        self.assertTrue(Need.objects.filter(state=NeedState.CONFIRMED).exists())
        self.assertEqual(AgencyAnalysis.objects.count(), 2)
        self.assertIsNotNone(match_of(city.cast["sari"]).jpm)
        self.assertTrue(Standing.objects.short().filter(person=city.cast["sari"]).exists())
        self.assertEqual(DevelopmentPlan.objects.exclude(agreed_at=None).count(), 1)
        theirs = type(city.cast["sari"]).objects.filter(agency=city.agencies["dinkes"])
        self.assertTrue(counts(boxed(theirs, city.today.year - 1)).placed)
