"""Whatever the order, the doubles and the interleaving of facts, the ledger is the same."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from sinau.credit.actions import Learning, record, reverse
from sinau.credit.models import Entry, EvidenceAlias, RuleVersion, YearTotal
from sinau.credit.recognising import newest_of_event, row_of
from sinau.credit.recomputing import outcome_of, people_of_scope, recompute
from sinau.credit.settling import current
from sinau.credit.verifying import verify
from sinau.people.testing import Stage

CAPPED = ("community", "selfstudy")
FORMS = (*CAPPED, "elearning", "coaching")

# form, day, stated JP or none, event or none, whether it is undone, whether a fact told it
Told = tuple[str, int, int | None, int | None, bool, bool]
tellings = st.lists(
    st.tuples(
        st.sampled_from(FORMS),
        st.integers(0, 6),
        st.none() | st.integers(0, 5),
        st.none() | st.integers(1, 2),
        st.booleans(),
        st.booleans(),
    ),
    max_size=7,
)


def learning(number: int, told: Told) -> Learning:
    form, day, jp, event, _undone, is_fact = told
    # The days lie around the turn of a year, so that two years and two months are touched.
    ended = date(2025, 12, 28) + timedelta(days=day)
    return Learning(
        evidence=f"test:{number}",
        form=form,
        title=f"Kegiatan {number}",
        organiser="BKPSDM",
        started_on=ended,
        ended_on=ended,
        minutes=90,
        stated_jp=None if jp is None else Decimal(jp),
        event=f"acara:{event}" if event else "",
        fact_entry=number + 1 if is_fact else None,
    )


class AnyOrderTests(Stage, PropertyTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.set_the_stage()
        for rule in RuleVersion.objects.filter(form__in=CAPPED):
            rule.content |= {"cap_per_month": "5", "cap_per_year": "7"}
            rule.save()

    @settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.generate))
    @given(tellings, st.randoms(use_true_random=False))
    def test_the_ledger_is_the_same(self, told: list[Told], dice: Random) -> None:
        steps = [("learn", number) for number in range(len(told))]
        steps += [("undo", number) for number in range(len(told)) if told[number][4]]
        first = self.play(told, steps)
        for _turn in range(2):
            shuffled = steps + dice.sample(steps, len(steps) // 2)
            dice.shuffle(shuffled)
            self.assertEqual(self.play(told, shuffled), first)

    def play(self, told: list[Told], steps: list[tuple[str, int]]) -> object:
        """Tell it all in this order, look at the ledger, and take it all back."""
        with transaction.atomic():
            waiting: set[int] = set()
            for step, number in steps:
                if step == "learn":
                    record(learning(number, told[number]), person=self.sari)
                    if number in waiting:
                        self.undo(number, told[number])
                elif row_of(f"test:{number}"):
                    self.undo(number, told[number])
                else:
                    # Nobody can undo what is not there; they do it as soon as it is.
                    waiting.add(number)
                self.check_caps()
            self.assertEqual(list(verify(self.sari)), [])
            again = outcome_of(recompute(people_of_scope(nip=self.sari.nip))).differences
            # The numbers of their facts are made up here, and nothing else may differ.
            self.assertEqual([d for d in again if "fakta yang tidak ada" not in d.words], [])
            seen = self.look()
            transaction.set_rollback(True)
        return seen

    def undo(self, number: int, told: Told) -> None:
        """The event is undone, under whichever evidence it counts."""
        row = newest_of_event(self.sari, learning(number, told).identity) or row_of(
            f"test:{number}"
        )
        assert row is not None
        if not Entry.objects.filter(reverses=row).exists():
            reverse(row, by=self.wulan, reason="Keliru")

    def look(self) -> object:
        forms: defaultdict[tuple[int, str], Decimal] = defaultdict(Decimal)
        for entry in Entry.objects.filter(person=self.sari):
            forms[entry.counts_in, entry.form] += entry.jp
        evidences = set(Entry.objects.first_rows().values_list("evidence", flat=True))
        evidences |= set(EvidenceAlias.objects.values_list("evidence", flat=True))
        years = {total.year: total.jp for total in YearTotal.objects.filter(person=self.sari)}
        counted = {
            entry.event or entry.evidence: jp
            for entry, jp in current(
                Entry.objects.filter(person=self.sari).select_related("reversal")
            ).values()
        }
        return (
            evidences,
            {year: jp for year, jp in years.items() if jp},
            {key: jp for key, jp in forms.items() if jp},
            counted,
        )

    def check_caps(self) -> None:
        """No day, month or year of a capped form holds more than its cap, at any moment."""
        for span, cap in (("day", 2), ("month", 5), ("year", 7)):
            sums: defaultdict[object, Decimal] = defaultdict(Decimal)
            for entry in Entry.objects.filter(person=self.sari, form__in=CAPPED):
                day = entry.earned_on
                when = {"day": day, "month": (day.year, day.month), "year": entry.counts_in}[span]
                sums[entry.form, when] += entry.jp
            for found in sums.values():
                self.assertLessEqual(found, cap)
                self.assertGreaterEqual(found, 0)


class FreedRoomTests(Stage, PropertyTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.set_the_stage()

    def test_what_a_cap_cut_comes_back_when_the_row_before_it_is_undone(self) -> None:
        first = record(learning(1, ("community", 0, 2, None, False, False)), person=self.sari)
        second = record(learning(2, ("community", 0, 2, None, False, False)), person=self.sari)
        self.assertEqual((second.jp, second.cut), (Decimal(0), Decimal(2)))
        reverse(first, by=self.wulan, reason="Keliru")
        adjusting = second.adjustments.get()
        self.assertEqual(adjusting.jp, Decimal(2))
        self.assertEqual(YearTotal.objects.get(person=self.sari).jp, Decimal(2))

    def test_what_came_late_takes_its_turn_by_its_day(self) -> None:
        for rule in RuleVersion.objects.filter(form="community"):
            rule.content |= {"cap_per_year": "3"}
            rule.save()
        later = record(learning(2, ("community", 2, 2, None, False, False)), person=self.sari)
        earlier = record(learning(1, ("community", 0, 2, None, False, False)), person=self.sari)
        self.assertEqual(earlier.jp, Decimal(2))
        self.assertEqual(later.adjustments.get().jp, Decimal(-1))
