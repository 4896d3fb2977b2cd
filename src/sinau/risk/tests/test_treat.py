"""Decide the treatment, plan actions, report them done."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from sinau.kernel import clock
from sinau.kernel.clock import today
from sinau.risk.actions import plan_action
from sinau.risk.models import Completion, Risk, Treatment
from sinau.risk.tests.stage import RegisterTestCase


class TreatRiskTests(RegisterTestCase):
    def test_the_option_and_the_control_are_shown(self) -> None:
        self.client.force_login(self.sari)
        url = reverse("risk:treat", args=[self.risk.pk])
        said = {"option": "mitigasi", "control": "Pesan tanpa nama penyakit"}
        answer = self.client.post(url, said, follow=True)
        self.assertContains(answer, "Pesan tanpa nama penyakit")
        self.assertContains(answer, "Mitigasi")

    def test_an_action_has_a_person_of_the_agencies_and_a_day_to_come(self) -> None:
        self.client.force_login(self.sari)
        url = reverse("risk:action_new", args=[self.risk.pk])
        good = {"text": "Uji kalimat", "owner": self.wulan.pk, "due": today().isoformat()}
        late = (today() - timedelta(days=1)).isoformat()
        self.client.post(url, {**good, "owner": self.joko.pk})
        self.assertContains(self.client.post(url, {**good, "due": late}), "Tenggat sudah lewat")
        self.assertFalse(Treatment.objects.exists())
        self.client.post(url, good)
        self.client.post(url, good)
        self.assertEqual(Treatment.objects.count(), 1)

    def test_both_are_hidden_from_another_agency(self) -> None:
        self.client.force_login(self.joko)
        for name in ("treat", "action_new"):
            url = reverse(f"risk:{name}", args=[self.risk.pk])
            self.assertEqual(self.client.get(url).status_code, 404)


class CompleteActionTests(RegisterTestCase):
    def setUp(self) -> None:
        self.action = plan_action(
            self.risk, text="Uji kalimat pesan", owner=self.wulan, due=today(), by=self.sari
        )
        self.url = reverse("risk:action_done", args=[self.action.pk])
        self.mine = reverse("risk:actions")

    def test_its_owner_reports_it_done_once(self) -> None:
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(self.mine), "Uji kalimat pesan")
        self.client.post(self.url, {"evidence": "Catatan uji 3 Mei"})
        self.client.post(self.url, {"evidence": "Lagi"})
        self.assertEqual(Completion.objects.get().evidence, "Catatan uji 3 Mei")
        self.assertContains(self.client.get(self.mine), "Catatan uji 3 Mei")

    def test_only_owner_and_writers_report_p_rsk_5(self) -> None:
        """P-RSK-5: the owner of an action and those who write in the register report it done."""
        for person, status in (
            (self.wulan, 200),
            (self.sari, 200),
            (self.tri, 404),
            (self.joko, 404),
        ):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(self.url).status_code, status)
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(self.mine), "Uji kalimat pesan")

    def test_after_its_day_the_risk_is_late(self) -> None:
        day = today() + timedelta(days=2)
        self.assertFalse(Risk.objects.overdue(today()).exists())
        self.assertTrue(Risk.objects.overdue(day).exists())
        with clock.freeze(day):
            self.client.force_login(self.wulan)
            self.assertContains(self.client.get(self.mine), "Terlambat")
