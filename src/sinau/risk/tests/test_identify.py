"""Write a risk down in six fields, and correct it."""

from __future__ import annotations

from django.urls import reverse

from sinau.journal.models import Entry
from sinau.people.models import Role
from sinau.risk.models import Assessment, Kind, Risk
from sinau.risk.tests.stage import RegisterTestCase, grant

SIX = {
    "event": "Pesan terkirim ke nomor lama",
    "cause": "Nomor tidak pernah diperiksa",
    "impact_text": "Orang asing mengetahui jadwal orang lain",
    "category": "Data dan Informasi",
    "likelihood": "3",
    "impact": "4",
}


class IdentifyRiskTests(RegisterTestCase):
    def setUp(self) -> None:
        self.url = reverse("risk:new", args=[self.register.pk])

    def test_six_fields_place_it_on_the_map(self) -> None:
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(self.url), "Kadang-Kadang Terjadi")
        answer = self.client.post(self.url, SIX, follow=True)
        risk = Risk.objects.get(event=SIX["event"])
        self.assertContains(answer, "Risiko telah dicatat")
        assert risk.standing is not None
        self.assertEqual((risk.standing.score, risk.standing.level_name), (17, "Tinggi"))
        self.assertEqual((risk.code, risk.impact_area), ("R-002", "Hukum dan Regulasi"))
        self.assertTrue(Entry.objects.filter(kind="risk.risk.identified").exists())

    def test_it_counts_in_the_register(self) -> None:
        self.client.force_login(self.sari)
        self.client.post(self.url, SIX)
        self.register.refresh_from_db()
        counts = (self.register.risk_count, self.register.above_count)
        self.assertEqual((*counts, self.register.unreviewed_count), (2, 2, 2))

    def test_what_is_missing_is_named_and_nothing_typed_is_lost(self) -> None:
        self.client.force_login(self.sari)
        answer = self.client.post(self.url, {**SIX, "likelihood": "9"})
        self.assertContains(answer, SIX["cause"])
        self.assertEqual(Risk.objects.count(), 1)

    def test_only_people_of_the_agencies_involved_write_p_rsk_2(self) -> None:
        """P-RSK-2: Wulan's agency takes part; Tri only reads; Joko finds nothing."""
        for person, status in (
            (self.wulan, 200),
            (self.agung, 200),
            (self.tri, 404),
            (self.joko, 404),
        ):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(self.url).status_code, status)
        self.client.force_login(self.tri)
        self.assertEqual(self.client.get(self.register.get_absolute_url()).status_code, 200)
        self.assertEqual(self.client.post(self.url, SIX).status_code, 404)
        self.assertEqual(Risk.objects.count(), 1)

    def test_a_head_elsewhere_finds_nothing(self) -> None:
        grant(self.joko, Role.HEAD, self.dishub)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(self.url).status_code, 404)


class EditRiskTests(RegisterTestCase):
    def setUp(self) -> None:
        self.url = reverse("risk:edit", args=[self.risk.pk])
        self.same = {
            name: getattr(self.risk, name)
            for name in ("event", "cause", "impact_text", "category", "impact_area")
        }

    def test_a_change_asks_for_a_new_review(self) -> None:
        from sinau.risk.actions import review_risk
        from sinau.risk.models import Verdict

        review_risk(self.risk, Verdict.AGREED, note="", by=self.agung)
        self.client.force_login(self.sari)
        self.client.post(self.url, {**self.same, "cause": "Telepon satu rumah"})
        self.risk.refresh_from_db()
        self.assertIsNone(self.risk.review)
        entry = Entry.objects.get(kind="risk.risk.edited")
        self.assertIn("penyebab", entry.sentence())

    def test_the_same_words_change_nothing(self) -> None:
        self.client.force_login(self.sari)
        self.client.post(self.url, self.same)
        self.assertFalse(Entry.objects.filter(kind="risk.risk.edited").exists())

    def test_it_is_hidden_from_another_agency(self) -> None:
        self.client.force_login(self.joko)
        answer = self.client.post(self.url, {**self.same, "cause": "Lain"})
        self.assertEqual(answer.status_code, 404)


class AssessRiskTests(RegisterTestCase):
    def setUp(self) -> None:
        self.url = reverse("risk:assess", args=[self.risk.pk])

    def test_the_map_changes_on_save_and_the_first_place_stays(self) -> None:
        self.client.force_login(self.sari)
        said = {"kind": Kind.TARGET, "likelihood": 2, "impact": 3, "reason": "Kalimat diuji"}
        answer = self.client.post(self.url, said, follow=True)
        self.assertContains(answer, "Diharapkan turun dari 19 (Tinggi) ke 11 (Sedang)")
        self.assertContains(answer, "risk-map__way")
        kinds = list(Assessment.objects.order_by("pk").values_list("kind", "score"))
        self.assertEqual(kinds, [(Kind.INHERENT, 19), (Kind.TARGET, 11)])

    def test_the_same_place_for_the_same_reason_is_one_row(self) -> None:
        self.client.force_login(self.sari)
        said = {"kind": Kind.TARGET, "likelihood": 2, "impact": 3, "reason": "Kalimat diuji"}
        self.client.post(self.url, said)
        self.client.post(self.url, said)
        self.assertEqual(Assessment.objects.count(), 2)

    def test_it_keeps_the_framework_it_was_made_under(self) -> None:
        assessment = self.risk.assessments.get()
        self.assertEqual(assessment.framework, self.register.framework)
        self.assertEqual(assessment.treat_from, 16)

    def test_a_reason_is_asked(self) -> None:
        self.client.force_login(self.sari)
        self.client.post(self.url, {"kind": Kind.TARGET, "likelihood": 2, "impact": 3})
        self.assertEqual(Assessment.objects.count(), 1)

    def test_it_is_hidden_from_another_agency(self) -> None:
        self.client.force_login(self.joko)
        said = {"kind": Kind.TARGET, "likelihood": 2, "impact": 3, "reason": "x"}
        self.assertEqual(self.client.post(self.url, said).status_code, 404)
