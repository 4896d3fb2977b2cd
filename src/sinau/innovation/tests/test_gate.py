"""The gate gives every reason, opens when they are met, and closes when a risk grows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.test import SimpleTestCase
from django.urls import reverse

from sinau.innovation.actions import (
    change_plan,
    set_partners,
    start_pilot,
)
from sinau.innovation.actions.gates import GateShut
from sinau.innovation.actions.plans import OwnPlan
from sinau.innovation.gate import (
    CHECKS,
    LIVE,
    MONITORED,
    PILOT,
    RETIRED,
    Case,
    Examined,
    RiskFact,
    Waiver,
    all_criteria,
    criteria_of,
    judge,
    reasons_of,
)
from sinau.innovation.models import GateClosure, Pilot
from sinau.innovation.tests.stage import IdeaTestCase, PlannedTestCase
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import today
from sinau.risk.actions import accept_risk, assess_risk, edit_risk, review_risk
from sinau.risk.actions.risks import Statement
from sinau.risk.models import Kind, Verdict
from sinau.ui.testing import queries_of

GOOD_RISK = RiskFact(
    pk=1,
    code="R-1",
    score=13,
    has_residual=True,
    is_measured=True,
    is_reviewed=True,
    is_above=False,
    is_accepted=False,
    has_option=True,
    needs_action=True,
    actions=1,
    late=0,
    estimators=3,
    estimating_agencies=2,
)
GOOD = Case(
    owner="Bayu",
    owner_serves=True,
    agencies=("Dinkes", "Diskominfosan"),
    has_plan=True,
    personal_data=True,
    has_privacy_note=True,
    has_privacy_agreement=True,
    is_fallback_tried=True,
    risks=(GOOD_RISK, GOOD_RISK, GOOD_RISK),
    is_evaluated=True,
    level=1,
    boxes=24,
    boxes_done=24,
    sectors=2,
    effective_sectors=1.9,
    tested=Examined(group="serangan", lower=0.86, threshold=0.8, has_passed=True),
    days_live=40,
    days_unreviewed=3,
    has_exit=True,
)
DAY = date(2026, 11, 25)


class JudgeTests(SimpleTestCase):
    def keys(self, case: Case, gate: str = LIVE) -> set[str]:
        findings = judge(case, criteria_of(gate, DAY))
        return {finding.criterion.check for finding in findings if not finding.is_met}

    def test_a_good_case_passes_both_gates(self) -> None:
        self.assertEqual(self.keys(GOOD, PILOT), set())
        self.assertEqual(self.keys(GOOD, LIVE), set())

    def test_each_criterion_stands_alone(self) -> None:
        cases = {
            "owner": replace(GOOD, owner_serves=False),
            "agencies": replace(GOOD, agencies=("Dinkes",)),
            "plan": replace(GOOD, missing=(("keluar", "Cara berhenti"),)),
            "privacy": replace(GOOD, has_privacy_agreement=False),
            "risks": replace(GOOD, risks=(GOOD_RISK, GOOD_RISK)),
            "assessed": replace(GOOD, risks=(*GOOD.risks, replace(GOOD_RISK, has_residual=False))),
            "reviewed": replace(GOOD, risks=(*GOOD.risks, replace(GOOD_RISK, is_reviewed=False))),
            "appetite": replace(GOOD, risks=(*GOOD.risks, replace(GOOD_RISK, is_above=True))),
            "treated": replace(GOOD, risks=(*GOOD.risks, replace(GOOD_RISK, actions=0))),
            "evaluated": replace(GOOD, is_evaluated=False),
            "target": replace(GOOD, is_target_missed=True),
            "fallback": replace(GOOD, is_fallback_tried=False),
            "measured": replace(GOOD, risks=(*GOOD.risks, replace(GOOD_RISK, is_measured=False))),
            "timely": replace(GOOD, risks=(*GOOD.risks, replace(GOOD_RISK, late=2))),
            "impact": replace(GOOD, is_level_stale=True),
            "signed": replace(GOOD, unsigned=(("Pengelola risiko", True),)),
            "sectors": replace(GOOD, sectors=1),
            "covered": replace(GOOD, boxes_done=23),
            "estimated": replace(
                GOOD, risks=(*GOOD.risks, replace(GOOD_RISK, estimating_agencies=1))
            ),
            "carried": replace(GOOD, effective_sectors=1.49999),
            "tested": replace(
                GOOD,
                tested=replace(GOOD.tested, lower=0.79, has_passed=False) if GOOD.tested else None,
            ),
            "settled": replace(GOOD, days_live=29),
            "looked_after": replace(GOOD, days_unreviewed=91),
        }
        self.assertEqual(set(cases), set(CHECKS) - {"exit"})
        for check, case in cases.items():
            with self.subTest(check):
                self.assertEqual(self.keys(case, MONITORED), {check})
        self.assertEqual(self.keys(replace(GOOD, has_exit=False), RETIRED), {"exit"})

    def test_a_figure_is_never_rounded_up_to_what_it_does_not_reach(self) -> None:
        findings = judge(replace(GOOD, effective_sectors=1.4999), criteria_of(LIVE, DAY))
        self.assertIn("1,49;", reasons_of(findings)[0].text)

    def test_an_exception_lets_pass_only_what_may_be_excepted(self) -> None:
        waivers = tuple(
            Waiver(criterion=one.key, ends_on=DAY, reason="x") for one in all_criteria()
        )
        case = replace(GOOD, effective_sectors=1.0, is_target_missed=True, waivers=waivers)
        self.assertEqual(self.keys(case), set())
        for broken in (
            replace(case, unsigned=(("Pemilik", False),)),
            replace(case, is_level_stale=True),
            replace(case, has_privacy_agreement=False),
            replace(case, owner_serves=False),
            replace(case, is_fallback_tried=False),
        ):
            self.assertEqual(len(self.keys(broken)), 1)

    def test_without_personal_data_two_risks_and_no_agreement_are_enough(self) -> None:
        case = replace(
            GOOD, personal_data=False, has_privacy_agreement=False, risks=(GOOD_RISK, GOOD_RISK)
        )
        self.assertEqual(self.keys(case), set())

    def test_an_accepted_risk_above_the_appetite_passes(self) -> None:
        carried = replace(GOOD_RISK, is_above=True, is_accepted=True)
        self.assertEqual(self.keys(replace(GOOD, risks=(carried,) * 3)), set())

    def test_a_criterion_counts_from_its_day(self) -> None:
        self.assertNotIn("agencies", {c.check for c in criteria_of(PILOT, date(2025, 1, 1))})

    def test_every_criterion_has_a_source(self) -> None:
        for criterion in all_criteria():
            self.assertTrue(criterion.regulation and criterion.source, criterion.key)


class StartPilotTests(PlannedTestCase):
    def setUp(self) -> None:
        self.url = reverse("innovation:pilot_new", args=[self.idea.pk])
        self.days = {
            "starts_on": today().isoformat(),
            "ends_on": (today() + timedelta(days=60)).isoformat(),
        }

    def test_an_open_gate_lets_a_head_start_once(self) -> None:
        self.client.force_login(self.budi)
        self.client.post(self.url, self.days)
        self.client.post(self.url, self.days)
        pilot = Pilot.objects.get()
        self.assertTrue(all(finding["met"] for finding in pilot.findings))
        self.assertEqual(Entry.objects.filter(kind="innovation.pilot.started").count(), 1)

    def test_a_shut_gate_refuses_with_every_reason_and_starts_nothing(self) -> None:
        set_partners(self.idea, [], by=self.bayu)
        change_plan(self.plan, {"exit": "", "fallback": "", "data_used": "Lain"}, by=self.bayu)
        assess_risk(self.risks[0], Kind.CURRENT, likelihood=5, impact=5, reason="x", by=self.sari)
        self.client.force_login(self.budi)
        answer = self.client.post(self.url, self.days)
        self.assertEqual(answer.status_code, 409)
        for words in (
            "Baru 1 perangkat daerah",
            "Rencana belum memuat: Cara berhenti",
            "Rencana belum memuat: Cara cadangan tanpa AI",
            "belum menyetujui naskah",
            "R-001 belum ditinjau",
            "R-001 berada di atas selera",
        ):
            self.assertContains(answer, words, status_code=409)
        self.assertFalse(Pilot.objects.exists())
        refused = Entry.objects.get(kind="innovation.gate.refused")
        self.assertContains(answer, "Penilaian dampak usang", status_code=409)
        self.assertContains(answer, "Pengelola risiko perlu menandatangani lagi", status_code=409)
        self.assertEqual(refused.data["count"], 10)

    def test_the_gate_page_links_each_reason_to_its_cure(self) -> None:
        change_plan(self.plan, {"exit": ""}, by=self.bayu)
        assess_risk(self.risks[0], Kind.CURRENT, likelihood=5, impact=5, reason="x", by=self.sari)
        self.client.force_login(self.bayu)
        answer = self.client.get(reverse("innovation:gate", args=[self.idea.pk]))
        self.assertContains(answer, reverse("innovation:plan_part", args=[self.idea.pk, "keluar"]))
        self.assertContains(answer, self.risks[0].get_absolute_url())
        self.assertContains(answer, "Tertutup")
        self.assertContains(answer, "belum diverifikasi")

    def test_who_only_looks_is_led_to_pages_they_may_open(self) -> None:
        set_partners(self.idea, [], by=self.bayu)
        change_plan(self.plan, {"exit": ""}, by=self.bayu)
        for person in (self.tri, self.dewi, self.agung):
            self.client.force_login(person)
            answer = self.client.get(reverse("innovation:gate", args=[self.idea.pk]))
            links = [r["url"] for row in answer.context["missing"] for r in row["reasons"]]
            self.assertTrue(links)
            for link in links:
                with self.subTest(person=person.name, link=link):
                    self.assertEqual(self.client.get(link).status_code, 200)

    def test_heads_of_the_leading_agency_start_p_ino_6(self) -> None:
        """P-INO-6: a head over the leading agency starts and launches, never the owner."""
        for person in (self.sari, self.bayu, self.agung, self.tri, self.joko):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.post(self.url, self.days).status_code, 404)
        self.assertFalse(Pilot.objects.exists())
        with self.assertRaises(OwnPlan):
            start_pilot(
                self.idea, starts_on=today(), ends_on=today() + timedelta(days=9), by=self.bayu
            )

    def test_a_pilot_has_an_end_that_is_not_far(self) -> None:
        self.client.force_login(self.budi)
        for ends in (today(), today() + timedelta(days=900)):
            self.client.post(self.url, {**self.days, "ends_on": ends.isoformat()})
        self.assertFalse(Pilot.objects.exists())

    def test_the_number_of_queries_does_not_grow_with_the_risks(self) -> None:
        self.client.force_login(self.budi)
        url = reverse("innovation:gate", args=[self.idea.pk])
        few = queries_of(self.client, url)
        for number in range(6):
            self.controlled_risk(f"Lagi {number}")
        many = queries_of(self.client, url)
        self.assertEqual(few, many)


class UnplannedTests(IdeaTestCase):
    def test_an_idea_without_plan_is_told_so(self) -> None:
        with self.assertRaises(GateShut) as refused:
            start_pilot(
                self.idea, starts_on=today(), ends_on=today() + timedelta(days=9), by=self.budi
            )
        self.assertIn("Rencana belum dimulai.", refused.exception.reasons)
        self.assertIn("Baru 0 risiko", str(refused.exception.reasons))


class ChangedRiskTests(PlannedTestCase):
    def setUp(self) -> None:
        self.pilot = start_pilot(
            self.idea, starts_on=today(), ends_on=today() + timedelta(days=60), by=self.budi
        )
        tell_everyone()

    def test_a_risk_above_the_appetite_again_closes_the_gate(self) -> None:
        self.client.force_login(self.sari)
        page = self.pilot.get_absolute_url()
        self.assertNotContains(self.client.get(page), "Gerbang tertutup")
        assess_risk(self.risks[0], Kind.CURRENT, likelihood=5, impact=5, reason="x", by=self.sari)
        tell_everyone()
        self.assertContains(self.client.get(page), "Gerbang tertutup")
        self.assertContains(self.client.get(self.idea.get_absolute_url()), "Gerbang tertutup sejak")
        self.assertContains(self.client.get(reverse("innovation:index")), "Gerbang tertutup")
        closed = Entry.objects.get(kind="innovation.gate.closed")
        self.assertEqual(closed.data["owner_id"], self.bayu.pk)
        self.client.force_login(self.joko)
        for url in (self.idea.get_absolute_url(), reverse("innovation:index")):
            self.assertNotContains(self.client.get(url), "Gerbang tertutup")
        self.assertEqual(self.client.get(page).status_code, 404)

    def test_only_people_open_it_again_and_only_when_every_reason_is_cured(self) -> None:
        """P-INO-44"""
        risk = self.risks[0]
        assess_risk(risk, Kind.CURRENT, likelihood=5, impact=5, reason="x", by=self.sari)
        tell_everyone()
        self.assertEqual(GateClosure.objects.filter(opened_at=None).count(), 1)
        url = reverse("innovation:reopen", args=[self.idea.pk])
        self.client.force_login(self.budi)
        self.assertContains(self.client.post(url), "di atas selera", status_code=409)
        risk.refresh_from_db()
        accept_risk(risk, reason="Ditanggung", valid_to=today() + timedelta(days=9), by=self.budi)
        review_risk(risk, Verdict.AGREED, note="", by=self.agung)
        tell_everyone()
        self.assertEqual(GateClosure.objects.filter(opened_at=None).count(), 1)
        for person in (self.joko, self.sari, self.tri):
            self.client.force_login(person)
            self.assertEqual(self.client.post(url).status_code, 404)
        self.client.force_login(self.budi)
        self.assertRedirects(self.client.post(url), reverse("innovation:gate", args=[self.idea.pk]))
        self.idea.refresh_from_db()
        self.assertIsNone(self.idea.gate_closed_at)
        self.assertEqual(GateClosure.objects.get().opened_by, self.budi)
        self.assertTrue(Entry.objects.filter(kind="innovation.gate.reopened").exists())

    def test_told_twice_it_closes_once(self) -> None:
        from sinau.journal.delivering import retell

        said = Statement(event="Lain", cause="a", impact_text="b", category="Layanan SPBE")
        edit_risk(self.risks[1], said, by=self.sari)
        tell_everyone()
        retell("innovation.look_at_the_gate")
        self.assertEqual(GateClosure.objects.count(), 1)

    def test_a_changed_plan_closes_it_at_once(self) -> None:
        change_plan(self.plan, {"exit": ""}, by=self.bayu)
        self.assertIn("Cara berhenti", GateClosure.objects.get().reasons[1])

    def test_the_reasons_are_those_of_the_gate(self) -> None:
        change_plan(self.plan, {"exit": ""}, by=self.bayu)
        from sinau.innovation.gathering import findings_of

        reasons = [reason.text for reason in reasons_of(findings_of(self.idea, PILOT))]
        self.assertEqual(GateClosure.objects.get().reasons, reasons)
