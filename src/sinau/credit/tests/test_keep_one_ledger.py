"""However it is told, and however often at once, a ledger stays one whole chain."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier, Thread

from django.db import connection
from django.test import TransactionTestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from sinau.credit.actions import Learning, record, reverse
from sinau.credit.models import Entry, YearTotal
from sinau.credit.ruling import load_rules
from sinau.credit.summaries import recomputed
from sinau.credit.verifying import check, verify
from sinau.people.models import Person
from sinau.people.testing import Stage

FORMS = ("elearning", "bimtek", "seminar", "workshop", "coaching", "community")


def learning(number: int, *, form: str = "elearning", day: date = date(2026, 3, 2)) -> Learning:
    """Something learnt, with an evidence of its own."""
    return Learning(
        evidence=f"university.completion:{number}",
        form=form,
        title=f"Kegiatan {number}",
        organiser="BKPSDM",
        started_on=day,
        ended_on=day,
        minutes=90,
    )


class AtTheSameMomentTests(Stage, TransactionTestCase):
    def setUp(self) -> None:
        load_rules()
        self.set_the_stage()

    def at_once(self, *learnt: Learning) -> None:
        """Record all of it, each in a transaction of its own, at the same moment."""
        start = Barrier(len(learnt))

        def tell(each: Learning) -> None:
            try:
                start.wait()
                record(each, person=Person.objects.get(pk=self.sari.pk))
            finally:
                connection.close()

        tellers = [Thread(target=tell, args=(each,)) for each in learnt]
        for teller in tellers:
            teller.start()
        for teller in tellers:
            teller.join()

    def test_two_deliveries_of_one_evidence_make_one_entry(self) -> None:
        self.at_once(*[learning(1)] * 6)
        self.assertEqual(Entry.objects.count(), 1)
        self.assertEqual(YearTotal.objects.get().jp, Decimal(2))
        self.assertEqual(list(verify()), [])

    def test_different_evidence_keeps_one_order(self) -> None:
        self.at_once(*[learning(number) for number in range(6)])
        self.assertEqual(
            list(Entry.objects.values_list("position", flat=True).order_by("position")),
            [1, 2, 3, 4, 5, 6],
        )
        self.assertEqual(YearTotal.objects.get().jp, Decimal(12))
        self.assertEqual(list(verify()), [])


class WhateverHappensTests(Stage, PropertyTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.set_the_stage()

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(st.tuples(st.sampled_from(FORMS), st.integers(0, 900), st.booleans()), max_size=6)
    )
    def test_the_stored_total_is_the_recomputed_one(
        self, learnt: list[tuple[str, int, bool]]
    ) -> None:
        for number, (form, days, undo) in enumerate(learnt):
            day = date(2025, 1, 1) + timedelta(days=days)
            entry = record(learning(number, form=form, day=day), person=self.sari)
            if undo:
                reverse(entry, by=self.wulan, reason="Keliru")
        for year in (2025, 2026, 2027):
            found = check(self.sari, year)
            self.assertTrue(found.holds, found)
            self.assertGreaterEqual(recomputed(self.sari, year), 0)
