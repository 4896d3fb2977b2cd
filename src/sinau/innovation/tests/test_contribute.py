"""Contributions: recorded once, vouched for by another, and weighed beside the official count."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from sinau.innovation.actions.contributions import (
    Given,
    NotAMember,
    NotYetHappened,
    OwnContribution,
    confirm_contribution,
    record_contribution,
)
from sinau.innovation.models import Contribution, Gift
from sinau.innovation.multisector import band, measure, standing
from sinau.innovation.tests.stage import IdeaTestCase
from sinau.journal.models import Entry
from sinau.kernel.clock import today
from sinau.people.models import Person


class ContributionTestCase(IdeaTestCase):
    def give(self, person: Person, amount: str = "8", *, what: str = "Menyusun contoh") -> Given:
        return Given(
            person=person,
            kind=Gift.HOURS,
            amount=Decimal(amount),
            what=what,
            happened_on=today(),
        )


class RecordTests(ContributionTestCase):
    def test_the_same_one_is_written_once(self) -> None:
        for _turn in range(2):
            record_contribution(self.idea, self.give(self.sari), by=self.sari)
        self.assertEqual(Contribution.objects.get().agency, self.dinkes)
        told = Entry.objects.filter(kind="innovation.contribution.recorded")
        self.assertEqual(told.count(), 1)

    def test_it_counts_when_another_member_has_vouched_for_it(self) -> None:
        given = record_contribution(self.idea, self.give(self.sari), by=self.sari)
        self.assertEqual((standing(self.idea).giving_agencies, standing(self.idea).waiting), (0, 1))
        with self.assertRaises(OwnContribution):
            confirm_contribution(given, by=self.sari)
        with self.assertRaises(NotAMember):
            confirm_contribution(given, by=self.joko)
        for _turn in range(2):
            confirm_contribution(given, by=self.bayu)
        self.assertEqual((standing(self.idea).giving_agencies, standing(self.idea).waiting), (1, 0))
        told = Entry.objects.filter(kind="innovation.contribution.confirmed")
        self.assertEqual(told.count(), 1)

    def test_an_outsider_gives_nothing(self) -> None:
        with self.assertRaises(NotAMember):
            record_contribution(self.idea, self.give(self.joko), by=self.bayu)

    def test_tomorrow_was_not_given_yet(self) -> None:
        ahead = Given(
            person=self.sari,
            kind=Gift.HOURS,
            amount=Decimal(1),
            what="x",
            happened_on=today() + timedelta(days=1),
        )
        with self.assertRaises(NotYetHappened):
            record_contribution(self.idea, ahead, by=self.sari)

    def test_what_the_journal_saw_needs_nobody(self) -> None:
        for _turn in range(2):
            record_contribution(self.idea, self.give(self.sari), by=self.sari, entry="journal:7")
        self.assertEqual(standing(self.idea).giving_agencies, 1)


class StandingTests(ContributionTestCase):
    def test_paper_and_work_stand_side_by_side(self) -> None:
        found = standing(self.idea)
        self.assertEqual((found.n_agencies, found.n_sectors, found.parameter), (2, 2, 1))
        self.assertEqual((found.effective_agencies, found.effective_sectors), (0.0, 0.0))

    def test_equal_hours_of_two_are_two(self) -> None:
        found = measure(
            partners={"A": "x", "B": "y"}, given=[("A", "x", "hours", 8.0), ("B", "y", "data", 1.0)]
        )
        self.assertAlmostEqual(found.effective_agencies, 2)
        self.assertAlmostEqual(found.effective_sectors, 2)

    def test_one_who_does_nearly_all_is_nearly_alone(self) -> None:
        found = measure(
            partners={"A": "x", "B": "y"},
            given=[("A", "x", "hours", 99.0), ("B", "y", "hours", 1.0)],
        )
        self.assertLess(found.effective_sectors, 1.06)
        self.assertEqual(found.shares[0].part, 0.99)

    def test_the_bands_of_indicator_24(self) -> None:
        self.assertEqual([band(n) for n in (1, 2, 3, 4, 5, 9)], [0, 1, 2, 2, 3, 3])

    def test_it_costs_three_queries(self) -> None:
        with self.assertNumQueries(3):
            standing(self.idea)
