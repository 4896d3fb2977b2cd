"""How many days somebody has."""

from datetime import date
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from sinau.personnel.leave.entitlement import (
    Entitlement,
    NotEntitled,
    anniversary,
    entitlement,
    rules_on,
)

DAY = date(2026, 5, 4)


def days(last: int = 0, before: int = 0, *, since: date = date(2019, 3, 1)) -> int:
    found = entitlement(
        employment="PNS",
        serving_since=since,
        on=DAY,
        unused_last_year=last,
        unused_year_before=before,
    )
    assert isinstance(found, Entitlement)
    return found.days


class EntitlementTests(TestCase):
    def test_a_year_gives_twelve_days(self) -> None:
        self.assertEqual(days(), 12)

    def test_at_most_six_unused_days_of_last_year_are_added(self) -> None:
        self.assertEqual([days(4), days(6), days(8), days(12)], [16, 18, 18, 18])

    def test_two_years_wholly_unused_give_twenty_four(self) -> None:
        self.assertEqual(days(12, 12), 24)
        self.assertEqual(days(12, 11), 18)
        self.assertEqual(days(11, 12), 18)

    def test_it_needs_a_year_of_service_and_says_from_when(self) -> None:
        found = entitlement(
            employment="CPNS",
            serving_since=date(2025, 6, 1),
            on=DAY,
            unused_last_year=0,
            unused_year_before=0,
        )
        self.assertEqual(found, NotEntitled("service", date(2026, 6, 1)))

    def test_the_year_is_full_on_the_day_itself(self) -> None:
        self.assertEqual(days(since=date(2025, 5, 4)), 12)

    def test_it_says_nothing_of_pppk(self) -> None:
        found = entitlement(
            employment="PPPK",
            serving_since=date(2020, 1, 1),
            on=DAY,
            unused_last_year=0,
            unused_year_before=0,
        )
        self.assertEqual(found, NotEntitled("employment"))

    def test_a_leap_day_has_an_anniversary(self) -> None:
        self.assertEqual(anniversary(date(2024, 2, 29), 1), date(2025, 3, 1))

    def test_every_rule_names_its_regulation_and_source(self) -> None:
        for rule in rules_on(DAY).rules:
            with self.subTest(rule.key):
                self.assertTrue(rule.regulation and rule.source and rule.label)

    @given(last=st.integers(-3, 40), before=st.integers(-3, 40))
    def test_nobody_ever_has_fewer_than_twelve_or_more_than_twenty_four(
        self, last: int, before: int
    ) -> None:
        self.assertTrue(12 <= days(last, before) <= 24)

    @given(last=st.integers(0, 11), before=st.integers(0, 12))
    def test_more_unused_days_never_give_less(self, last: int, before: int) -> None:
        self.assertLessEqual(days(last, before), days(last + 1, before))
