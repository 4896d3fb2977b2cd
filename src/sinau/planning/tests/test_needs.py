"""Bring needs up from the person to the agency to the city, and into the plan."""

from __future__ import annotations

from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import today
from sinau.planning.actions.analyses import (
    NoProgrammeLeadsThere,
    NothingConfirmed,
    Terms,
    decide_analysis,
    submit_analysis,
    take_into_plan,
)
from sinau.planning.actions.assessing import assess
from sinau.planning.actions.items import remove_item
from sinau.planning.actions.needs import (
    NothingIsMissing,
    confirm_needs,
    confirmable_by,
    enter_signal,
    gather_needs,
    propose_need,
    return_need,
)
from sinau.planning.models import Need, Signal, Source
from sinau.planning.testing import YEAR, PlanningTestCase
from sinau.university.actions import enrol, start_attempt, submit_attempt
from sinau.university.testing import open_a_course


class NeedsTests(PlanningTestCase):
    def need(self) -> Need:
        return propose_need(self.sari, self.literacy, year=YEAR, by=self.sari)

    def test_a_need_goes_up_and_into_the_plan(self) -> None:
        need = self.need()
        self.assertEqual((need.from_level, need.to_level, need.state), (0, 1, "proposed"))
        self.assertEqual(self.need().pk, need.pk)
        with self.assertRaises(NothingConfirmed):
            submit_analysis(self.dinkes, year=YEAR, by=self.budi)
        self.assertEqual(confirm_needs([need], by=self.bayu), 1)
        self.assertEqual(confirm_needs([need], by=self.bayu), 0)
        analysis = submit_analysis(self.dinkes, year=YEAR, by=self.budi)
        self.assertEqual((analysis.needs, analysis.people), (1, 1))
        analysis = decide_analysis(analysis, accepted=True, words="", by=self.wulan)
        self.assertEqual(analysis.state, "accepted")
        item = take_into_plan(self.plan, self.literacy, None, terms=Terms(), by=self.wulan)
        assert item is not None
        self.assertEqual((item.participants, item.need_count), (1, 1))
        again = take_into_plan(self.plan, self.literacy, None, terms=Terms(), by=self.wulan)
        self.assertIsNone(again)
        need.refresh_from_db()
        self.assertEqual((need.state, need.item), ("planned", item))
        remove_item(item, by=self.wulan, reason="Ditunda")
        need.refresh_from_db()
        self.assertEqual((need.state, need.item), ("confirmed", None))

    def test_it_needs_a_programme(self) -> None:
        need = propose_need(self.sari, self.service, year=YEAR, by=self.sari)
        confirm_needs([need], by=self.bayu)
        with self.assertRaises(NoProgrammeLeadsThere):
            take_into_plan(self.plan, self.service, None, terms=Terms(), by=self.wulan)

    def test_a_need_given_back_can_be_named_again(self) -> None:
        return_need(self.need(), reason="Belum tahun ini", by=self.bayu)
        need = self.need()
        self.assertEqual(need.state, "proposed")
        states = list(need.steps.order_by("pk").values_list("state", flat=True))
        self.assertEqual(states, ["proposed", "returned", "proposed"])

    def test_it_refuses_what_is_not_missing(self) -> None:
        self.found(self.sari, self.literacy, 2, self.bayu)
        with self.assertRaises(NothingIsMissing):
            self.need()

    def test_gaps_of_an_agency_are_gathered_once(self) -> None:
        for person, by in ((self.sari, self.bayu), (self.bayu, self.budi), (self.joko, self.dewi)):
            self.found(person, self.literacy, 0, by)
        self.assertEqual(gather_needs(self.dinkes, year=YEAR, by=self.budi), 2)
        self.assertEqual(gather_needs(self.dinkes, year=YEAR, by=self.budi), 0)
        self.assertFalse(Need.objects.filter(person=self.joko).exists())

    def test_the_supervisor_and_the_head_confirm_and_nobody_their_own(self) -> None:
        self.need()
        mine = propose_need(self.bayu, self.literacy, year=YEAR, by=self.bayu)
        by = {
            person.name.split()[0]: set(
                Need.objects.filter(confirmable_by(person)).values_list("person__name", flat=True)
            )
            for person in (self.sari, self.bayu, self.budi, self.joko)
        }
        self.assertEqual(by["Sari"], set())
        self.assertEqual(by["Bayu"], {"Sari Lestari"})
        self.assertEqual(by["Budi"], {"Sari Lestari", mine.person.name})
        self.assertEqual(by["Joko"], set())

    def test_facts_make_a_need_weigh_more(self) -> None:
        need = self.need()
        before = need.points
        for _twice in range(2):
            enter_signal(
                Signal(
                    kind="audit",
                    agency=self.dinkes,
                    competency=self.literacy,
                    words="Data pasien dipakai di alat luar",
                    source="LHP Inspektorat",
                    happened_on=today(),
                ),
                by=self.wulan,
            )
        need.refresh_from_db()
        self.assertEqual((Signal.objects.count(), need.fact_count), (1, 1))
        self.assertEqual(need.points, before + 1)

    def test_what_a_failed_quiz_got_wrong_is_heard(self) -> None:
        attempt = start_attempt(enrol(open_a_course(self.bkpsdm, self.wulan), self.sari))
        submit_attempt(attempt, by=self.sari)
        tell_everyone()
        heard = Signal.objects.filter(kind="quiz", person=self.sari)
        self.assertIn("Pelajaran 1", set(heard.values_list("words", flat=True)))

    def test_a_need_is_met_by_what_others_found(self) -> None:
        need = self.need()
        assess(self.sari, self.literacy, level=3, source=Source.SELF, by=self.sari)
        need.refresh_from_db()
        self.assertEqual(need.state, "proposed")
        self.found(self.sari, self.literacy, 1, self.bayu)
        need.refresh_from_db()
        self.assertEqual(need.state, "met")
