"""Review, accept, close and open again."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from sinau.kernel import clock
from sinau.kernel.clock import today
from sinau.people.models import Role
from sinau.risk.actions import accept_risk, assess_risk, close_risk, review_risk
from sinau.risk.actions.deciding import NotAbove, OwnWork
from sinau.risk.actions.risks import ClosedRisk
from sinau.risk.models import Acceptance, Closure, Kind, Review, Verdict
from sinau.risk.tests.stage import RegisterTestCase, grant


class ReviewRiskTests(RegisterTestCase):
    def setUp(self) -> None:
        self.url = reverse("risk:review", args=[self.risk.pk])

    def test_a_risk_officer_agrees_once(self) -> None:
        self.client.force_login(self.agung)
        self.client.post(self.url, {"verdict": "agreed", "note": "Masuk akal"})
        self.client.post(self.url, {"verdict": "agreed", "note": "Masuk akal"})
        self.assertEqual(Review.objects.count(), 1)
        self.register.refresh_from_db()
        self.assertEqual(self.register.unreviewed_count, 0)

    def test_sending_back_needs_a_word(self) -> None:
        self.client.force_login(self.agung)
        answer = self.client.post(self.url, {"verdict": "returned", "note": ""})
        self.assertContains(answer, "Tulis apa yang perlu diperbaiki")
        self.assertFalse(Review.objects.exists())

    def test_nobody_reviews_what_they_wrote_p_rsk_3(self) -> None:
        """P-RSK-3: the writer and the keeper are refused; others than risk officers find nothing."""
        grant(self.sari, Role.RISK_OFFICER, self.dinkes)
        grant(self.bayu, Role.RISK_OFFICER, self.dinkes)
        for person in (self.sari, self.bayu):
            with self.subTest(person.name), self.assertRaises(OwnWork):
                review_risk(self.risk, Verdict.AGREED, note="", by=person)
        self.client.force_login(self.sari)
        self.assertEqual(self.client.post(self.url, {"verdict": "agreed"}).status_code, 409)
        for person in (self.budi, self.tri, self.wulan, self.joko):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(self.url).status_code, 404)

    def test_a_new_place_asks_for_a_new_review(self) -> None:
        review_risk(self.risk, Verdict.AGREED, note="", by=self.agung)
        assess_risk(self.risk, Kind.CURRENT, likelihood=5, impact=5, reason="Terjadi", by=self.sari)
        self.risk.refresh_from_db()
        self.assertIsNone(self.risk.review)


class AcceptRiskTests(RegisterTestCase):
    def setUp(self) -> None:
        self.url = reverse("risk:accept", args=[self.risk.pk])
        self.until = today() + timedelta(days=90)

    def test_a_head_carries_it_until_a_day(self) -> None:
        self.client.force_login(self.budi)
        said = {"reason": "Manfaatnya lebih besar", "valid_to": self.until.isoformat()}
        self.client.post(self.url, said)
        self.client.post(self.url, said)
        self.assertEqual(Acceptance.objects.count(), 1)
        self.risk.refresh_from_db()
        self.assertTrue(self.risk.is_accepted)
        with clock.freeze(self.until + timedelta(days=1)):
            self.assertFalse(self.risk.is_accepted)

    def test_it_falls_away_when_the_risk_grows(self) -> None:
        accept_risk(self.risk, reason="Ya", valid_to=self.until, by=self.budi)
        assess_risk(self.risk, Kind.CURRENT, likelihood=5, impact=5, reason="Terjadi", by=self.sari)
        self.risk.refresh_from_db()
        self.assertFalse(self.risk.is_accepted)

    def test_a_risk_below_the_appetite_needs_nobody(self) -> None:
        assess_risk(self.risk, Kind.TARGET, likelihood=1, impact=1, reason="Kecil", by=self.sari)
        with self.assertRaises(NotAbove):
            accept_risk(self.risk, reason="Ya", valid_to=self.until, by=self.budi)

    def test_a_day_too_far_is_not_taken(self) -> None:
        self.client.force_login(self.budi)
        far = (today() + timedelta(days=800)).isoformat()
        self.client.post(self.url, {"reason": "Ya", "valid_to": far})
        self.assertFalse(Acceptance.objects.exists())

    def test_only_a_head_in_scope_accepts_p_rsk_4(self) -> None:
        """P-RSK-4: heads over an agency involved, and nobody's own work."""
        grant(self.joko, Role.HEAD, self.dishub)
        for person in (self.joko, self.agung, self.tri, self.sari):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(self.url).status_code, 404)
        grant(self.bayu, Role.HEAD, self.dinkes)
        with self.assertRaises(OwnWork):
            accept_risk(self.risk, reason="Ya", valid_to=self.until, by=self.bayu)


class CloseRiskTests(RegisterTestCase):
    def test_it_closes_once_and_opens_again(self) -> None:
        self.client.force_login(self.bayu)
        close, reopen = (
            reverse(f"risk:{name}", args=[self.risk.pk]) for name in ("close", "reopen")
        )
        self.client.post(close, {"reason": "Layanan dihentikan"})
        self.client.post(close, {"reason": "Layanan dihentikan"})
        self.assertEqual(Closure.objects.count(), 1)
        self.register.refresh_from_db()
        self.assertEqual(self.register.risk_count, 0)
        self.client.post(reopen, {"reason": "Dijalankan lagi"})
        self.client.post(reopen, {"reason": "Dijalankan lagi"})
        self.risk.refresh_from_db()
        self.assertIsNone(self.risk.closure)
        self.register.refresh_from_db()
        self.assertEqual(self.register.risk_count, 1)

    def test_a_closed_risk_is_not_changed(self) -> None:
        close_risk(self.risk, reason="Selesai", by=self.bayu)
        with self.assertRaises(ClosedRisk):
            assess_risk(self.risk, Kind.CURRENT, likelihood=1, impact=1, reason="x", by=self.sari)

    def test_only_keeper_and_risk_officers_close_p_rsk_7(self) -> None:
        """P-RSK-7: the keeper of the register and risk officers in scope close and reopen."""
        url = reverse("risk:close", args=[self.risk.pk])
        for person, status in (
            (self.bayu, 200),
            (self.agung, 200),
            (self.sari, 404),
            (self.tri, 404),
            (self.joko, 404),
        ):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(url).status_code, status)
