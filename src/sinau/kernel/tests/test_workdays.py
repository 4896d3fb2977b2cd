"""Which days are working days."""

from datetime import date, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from sinau.kernel.workdays import calendar

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


class CalendarTests(TestCase):
    def test_it_leaves_out_weekends(self) -> None:
        self.assertEqual(len(calendar().working_days(date(2026, 11, 23), date(2026, 11, 29))), 5)

    def test_it_leaves_out_national_holidays_and_joint_leave(self) -> None:
        # Thursday is joint leave, Friday is Christmas.
        found = calendar().working_days(date(2026, 12, 21), date(2026, 12, 25))
        self.assertEqual([day.day for day in found], [21, 22, 23])

    def test_a_reversed_range_holds_nothing(self) -> None:
        self.assertEqual(calendar().working_days(date(2026, 5, 5), date(2026, 5, 4)), [])

    def test_it_says_of_which_years_it_is_sure(self) -> None:
        self.assertTrue(calendar().is_sure_of(date(2026, 12, 1), date(2026, 12, 31)))
        self.assertFalse(calendar().is_sure_of(date(2026, 12, 28), date(2027, 1, 4)))

    @given(first=DAYS, length=st.integers(0, 60), cut=st.integers(0, 60))
    def test_a_range_cut_in_two_has_as_many_working_days(
        self, first: date, length: int, cut: int
    ) -> None:
        last = first + timedelta(days=length)
        middle = first + timedelta(days=min(cut, length))
        whole = calendar().working_days(first, last)
        parts = calendar().working_days(first, middle) + calendar().working_days(
            middle + timedelta(days=1), last
        )
        self.assertEqual(whole, parts)

    @given(day=DAYS, count=st.integers(1, 30))
    def test_adding_working_days_and_counting_them_agree(self, day: date, count: int) -> None:
        end = calendar().add_working_days(day, count)
        self.assertEqual(len(calendar().working_days(day + timedelta(days=1), end)), count)
