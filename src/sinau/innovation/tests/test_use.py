"""End a pilot, launch, review, stop; and what everybody reads in the public register."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse

from sinau.innovation.actions import (
    change_plan,
    end_pilot,
    go_live,
    review_use,
    start_pilot,
    stop_use,
)
from sinau.innovation.actions.contributions import (
    Given,
    confirm_contribution,
    record_contribution,
)
from sinau.innovation.actions.gates import GateShut
from sinau.innovation.actions.ideas import NotYetPossible
from sinau.innovation.gate import LIVE
from sinau.innovation.models import Evaluation, Gift, Idea, Launch, Outcome, Stage, Stop
from sinau.innovation.tests.stage import FULL, PlannedTestCase, examine, publish, sign_all
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import today
from sinau.risk.actions import assess_risk, review_risk
from sinau.risk.models import Kind, Verdict
from sinau.ui.testing import queries_of


class PilotTestCase(PlannedTestCase):
    def setUp(self) -> None:
        self.pilot = start_pilot(
            self.idea, starts_on=today(), ends_on=today() + timedelta(days=60), by=self.budi
        )

    def end(self, outcome: Outcome = Outcome.MET) -> None:
        end_pilot(self.pilot, outcome=outcome, measured="81 dari 100", lesson="Baik", by=self.bayu)

    def measure(self) -> None:
        for risk in self.risks:
            assess_risk(risk, Kind.CURRENT, likelihood=2, impact=3, reason="Lihat", by=self.sari)
            review_risk(risk, Verdict.AGREED, note="", by=self.agung)
        change_plan(self.plan, {"fallback_tried_on": today()}, by=self.bayu)

    def prove(self) -> None:
        """What the launch asks for beside the result: shared work, an examined service, names."""
        for person, witness in ((self.sari, self.agung), (self.agung, self.sari)):
            given = Given(
                person=person,
                kind=Gift.HOURS,
                amount=Decimal(8),
                what="Mendampingi uji coba",
                happened_on=today(),
            )
            confirm_contribution(record_contribution(self.idea, given, by=person), by=witness)
        examine(self.idea, by=self.bayu)
        self.idea.refresh_from_db()
        sign_all(self.idea, LIVE, pemilik=self.bayu, risiko=self.agung)


class EndPilotTests(PilotTestCase):
    def test_the_result_stands_against_the_target(self) -> None:
        self.client.force_login(self.bayu)
        url = reverse("innovation:pilot_end", args=[self.pilot.pk])
        said = {"outcome": "met", "measured": "81 dari 100", "lesson": "Pesan sore lebih baik"}
        answer = self.client.post(url, said, follow=True)
        self.client.post(url, said)
        self.assertContains(answer, "81 dari 100")
        self.assertContains(answer, "80 dari 100")
        self.assertEqual(Evaluation.objects.count(), 1)
        self.idea.refresh_from_db()
        self.assertEqual(self.idea.stage, Stage.ENDED)

    def test_only_those_inside_end_it_p_ino_7(self) -> None:
        """P-INO-7: owner and people of the agencies involved end a pilot and review a use."""
        urls = (
            reverse("innovation:pilot_end", args=[self.pilot.pk]),
            reverse("innovation:use_review", args=[self.idea.pk]),
        )
        for url in urls:
            for person, status in ((self.sari, 200), (self.tri, 404), (self.joko, 404)):
                with self.subTest(url=url, person=person.name):
                    self.client.force_login(person)
                    self.assertEqual(self.client.get(url).status_code, status)


class GoLiveTests(PilotTestCase):
    def test_the_second_gate_asks_for_more(self) -> None:
        with self.assertRaises(GateShut) as refused:
            go_live(self.idea, by=self.budi)
        said = " ".join(map(str, refused.exception.reasons))
        for words in ("hasil tertulis", "belum pernah dicoba", "menurut keadaan sekarang"):
            self.assertIn(words, said)

    def test_it_launches_once_when_all_is_met(self) -> None:
        self.measure()
        self.end()
        self.prove()
        self.client.force_login(self.budi)
        url = reverse("innovation:launch", args=[self.idea.pk])
        self.assertContains(self.client.get(url), "81 dari 100")
        self.client.post(url)
        self.client.post(url)
        self.assertEqual(Launch.objects.count(), 1)
        self.assertEqual(Entry.objects.filter(kind="innovation.use.launched").count(), 1)

    def test_a_missed_target_does_not_go_live(self) -> None:
        self.measure()
        self.end(Outcome.MISSED)
        with self.assertRaises(GateShut):
            go_live(self.idea, by=self.budi)

    def test_a_risk_that_grew_refuses_it(self) -> None:
        self.measure()
        self.end()
        assess_risk(self.risks[0], Kind.CURRENT, likelihood=5, impact=5, reason="x", by=self.sari)
        with self.assertRaises(GateShut):
            go_live(self.idea, by=self.budi)
        self.assertFalse(Launch.objects.exists())

    def test_a_plan_is_not_launched_without_a_pilot(self) -> None:
        Idea.objects.update(stage=Stage.PLAN)
        with self.assertRaises(NotYetPossible):
            go_live(self.idea, by=self.budi)


class StopUseTests(PilotTestCase):
    def test_it_is_off_at_once_and_only_a_new_pilot_brings_it_back(self) -> None:
        self.client.force_login(self.budi)
        url = reverse("innovation:stop", args=[self.idea.pk])
        self.client.post(url, {"reason": "Pesan salah kirim"})
        self.client.post(url, {"reason": "Pesan salah kirim"})
        self.assertEqual(Stop.objects.count(), 1)
        self.idea.refresh_from_db()
        self.assertEqual(self.idea.stage, Stage.STOPPED)
        with self.assertRaises(NotYetPossible):
            self.pilot.refresh_from_db()
            self.end()
        with self.assertRaises(NotYetPossible):
            go_live(self.idea, by=self.budi)
        again = start_pilot(
            self.idea, starts_on=today(), ends_on=today() + timedelta(days=60), by=self.budi
        )
        self.assertNotEqual(again, self.pilot)

    def test_heads_risk_officers_and_the_owner_stop_it_p_ino_8(self) -> None:
        """P-INO-8: whoever leads, watches the risks or owns it may switch it off; others not."""
        url = reverse("innovation:stop", args=[self.idea.pk])
        for person, status in (
            (self.budi, 200),
            (self.dewi, 200),
            (self.agung, 200),
            (self.bayu, 200),
            (self.sari, 404),
            (self.tri, 404),
            (self.joko, 404),
        ):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(url).status_code, status)

    def test_a_stopped_use_has_no_closed_gate(self) -> None:
        change_plan(self.plan, {"exit": ""}, by=self.bayu)
        stop_use(self.idea, reason="Sudah", by=self.budi)
        self.idea.refresh_from_db()
        self.assertIsNone(self.idea.gate_closed_at)


class PublicRegisterTests(PilotTestCase):
    index = reverse("innovation:register")

    def test_everybody_reads_it_without_signing_in_p_ino_9(self) -> None:
        """P-INO-9: uses in pilot or live are public; no risk, no cost, no name of a person."""
        page = self.idea.public_url
        self.assertContains(self.client.get(self.index), str(FULL["purpose"]))
        self.assertNotContains(self.client.get(page), str(FULL["data_used"]))
        publish(self.idea, by=self.bayu, head=self.budi)
        answer = self.client.get(page)
        for name in ("data_used", "human_role", "contact", "exit"):
            self.assertContains(answer, str(FULL[name]))
        for hidden in (self.bayu.name, "18.500.000", "Kejadian 1", str(FULL["privacy_note"])):
            self.assertNotContains(answer, hidden)

    def test_what_is_not_yet_tried_out_is_not_there(self) -> None:
        from sinau.innovation.actions import draft_idea
        from sinau.innovation.tests.stage import SKETCH

        other = draft_idea(SKETCH, owner=self.sari, agency=self.dinkes, by=self.sari)
        self.assertEqual(self.client.get(other.public_url).status_code, 404)
        self.assertEqual(len(self.client.get(self.index).context["rows"]), 1)

    def test_a_stopped_use_leaves_the_list_and_keeps_its_page(self) -> None:
        stop_use(self.idea, reason="Alasan dalam", by=self.budi)
        self.assertEqual(self.client.get(self.index).context["rows"], [])
        answer = self.client.get(self.idea.public_url)
        self.assertContains(answer, "Layanan ini dihentikan")
        self.assertNotContains(answer, "Alasan dalam")

    def test_a_review_shows_its_day(self) -> None:
        review_use(self.idea, note="Isi masih benar", by=self.bayu)
        tell_everyone()
        self.assertContains(self.client.get(self.idea.public_url), "Terakhir ditinjau")
        stop_use(self.idea, reason="x", by=self.budi)
        with self.assertRaises(NotYetPossible):
            review_use(self.idea, note="x", by=self.bayu)

    def test_the_number_of_queries_is_small_and_steady(self) -> None:
        caught = queries_of(self.client, self.index)
        self.assertLessEqual(caught, 3)
