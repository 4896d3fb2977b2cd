"""Peta situasi probabilitas: what one sees of a city, a register and a risk, and who sees it."""

from __future__ import annotations

import base64
import json
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.urls import reverse

from sinau.kernel.clock import now
from sinau.risk import situations
from sinau.risk.actions import identify_risk
from sinau.risk.actions.risks import Statement
from sinau.risk.actions.situations import ask_situation, compute
from sinau.risk.models import (
    Cause,
    Classification,
    Control,
    Estimate,
    Grade,
    Learning,
    Nature,
    Result,
    Risk,
    RiskCause,
    Seen,
    Serving,
    Status,
    TrainingAnswer,
    Way,
)
from sinau.risk.pictures.of_risk import reading_of
from sinau.risk.situations import question_of
from sinau.risk.tasks import compute_situation
from sinau.risk.tests.stage import RegisterTestCase
from sinau.ui.testing import queries_of


class SituationTestCase(RegisterTestCase):
    """The risk of the stage is estimated, hangs on a vendor and is served by a guard; one more beside it."""

    def setUp(self) -> None:
        self.vendor = Cause.objects.create(
            name="Penyedia model", kind="vendor", bad_year=3, variance=1.0, agency=self.bkpsdm,
            described_by=self.sari, described_at=now(),
        )  # fmt: skip
        self.guard = Control.objects.create(
            name="Tautan masuk", effect=0.5, reliability=0.8, status=Status.WORKING,
            agency=self.dinkes, owner=self.sari, described_at=now(), changed_at=now(),
        )  # fmt: skip
        self.estimate(self.risk)
        self.other = self.another(1)

    def estimate(self, risk: Risk) -> None:
        """Between 2 and 40 percent, two million to two milliard."""
        risk.estimate = Estimate.objects.create(
            risk=risk, way=Way.CHANCE, low=0.02, high=0.4, loss_low=2_000_000,
            loss_high=2_000_000_000, grade=Grade.EXPERT, shape=1.6, per=8.0,
            estimated_by=self.sari, agency=self.dinkes, estimated_at=now(),
        )  # fmt: skip
        risk.save()
        RiskCause.objects.create(risk=risk, cause=self.vendor, weight=0.4)
        Serving.objects.create(control=self.guard, risk=risk, added_by=self.sari, added_at=now())

    def another(self, number: int) -> Risk:
        """One more risk of the register, estimated."""
        risk = identify_risk(
            self.register,
            Statement(
                event=f"=Kejadian {number}", cause="sebab", impact_text="akibat",
                category="Layanan SPBE",
            ),
            likelihood=2, impact=2, by=self.sari,
        )  # fmt: skip
        self.estimate(risk)
        return risk

    def see(self, name: str, *args: object, query: str = "") -> str:
        """The page as Sari sees it."""
        self.client.force_login(self.sari)
        response = self.client.get(reverse(f"risk:{name}", args=args) + query)
        self.assertEqual(response.status_code, 200)
        return response.content.decode()


class CityTests(SituationTestCase):
    def test_every_picture_stands_with_its_sentence_and_its_table(self) -> None:
        page = self.see("situation")
        for words in (
            "Sekali dalam 20 tahun kerugian melebihi",
            "risiko di atas selera",
            "dari kerugian pada tahun terburuk",
            "Penyedia model",
            "Batas model ini",
            "Rentang kerugian seperempat lebih lebar",
            "Penyebab bersama dua kali lebih kuat",
            "pimpinan belum menetapkan",
            "benih 1",
        ):
            self.assertIn(words, page)
        self.assertGreaterEqual(page.count('class="drawing'), 4)
        self.assertNotIn(" style=", page)

    def test_an_opportunity_is_no_loss(self) -> None:
        self.assertIn(self.other, question_of(Risk.objects.all()).inputs.risks)
        Risk.objects.filter(pk=self.other.pk).update(nature=Nature.POSITIVE)
        self.assertEqual(question_of(Risk.objects.all()).inputs.risks, (self.risk,))

    def test_what_is_stored_is_not_simulated_again(self) -> None:
        self.see("situation")
        self.assertEqual(Result.objects.count(), 1)
        with patch("sinau.risk.actions.situations.situation") as drawn:
            self.see("situation")
        drawn.assert_not_called()
        self.assertEqual(Result.objects.count(), 1)

    def test_another_estimate_is_another_result(self) -> None:
        self.see("situation")
        self.another(2)
        self.see("situation")
        self.assertEqual(Result.objects.count(), 2)

    def test_an_outsider_sees_nothing_of_it(self) -> None:
        """P-RSK-60."""
        self.assertIn("Penyedia model", self.see("situation"))
        self.client.force_login(self.joko)
        page = self.client.get(reverse("risk:situation")).content.decode()
        self.assertNotIn("Penyedia model", page)
        self.assertIn("Belum ada perkiraan", page)
        for kind in ("json", "csv"):
            address = reverse("risk:situation_file", kwargs={"kind": kind})
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_a_cause_that_fails_is_answered_without_a_script(self) -> None:
        page = self.see("situation", query=f"?gagal={self.vendor.pk}&seburuk=95")
        self.assertIn("tahun yang lebih buruk dari 95 % tahunnya", page)
        self.assertIn("drawing__thread--struck", page)
        self.assertIn("Yang bertambah bagi setiap perangkat daerah", page)

    def test_a_percent_that_is_none_is_told_and_nothing_is_lost(self) -> None:
        page = self.see("situation", query=f"?gagal={self.vendor.pk}&seburuk=400")
        self.assertIn('value="400"', page)
        self.assertNotIn("Yang bertambah", page)

    def test_domains_of_the_taxonomy_part_the_agencies(self) -> None:
        Classification.objects.create(
            risk=self.risk, subdomain="2.1", set_by=self.sari, set_at=now()
        )
        page = self.see("situation")
        self.assertIn("belum digolongkan", page)
        groups = Result.objects.get().content["now"]["groups"]
        self.assertEqual({group["domain"] for group in groups}, {"2", ""})
        whole = Result.objects.get().content["now"]["after"]["es95"]
        self.assertAlmostEqual(sum(group["es95"] for group in groups) / whole, 1.0, places=9)

    def test_one_sees_how_oneself_and_all_did_but_no_other_person(self) -> None:
        """P-RSK-61."""
        for person, held in ((self.sari, True), (self.bayu, False)):
            TrainingAnswer.objects.create(
                person=person, question="luas", low=1, high=2, truth=1.5, held=held,
                answered_at=now(),
            )  # fmt: skip
        page = self.see("situation")
        self.assertIn("1 dari 2", page)
        self.assertIn("1 dari 1", page)
        self.assertNotIn(self.bayu.name, page.split('id="kalibrasi"')[1])

    def test_the_number_of_queries_does_not_grow(self) -> None:
        self.client.force_login(self.sari)
        address = reverse("risk:situation")
        self.client.get(address)
        few = queries_of(self.client, address)
        for number in range(2, 7):
            self.another(number)
        self.client.get(address)
        self.assertEqual(queries_of(self.client, address), few)


class QueueTests(SituationTestCase):
    def test_many_risks_are_computed_by_the_queue_and_the_page_says_how_far(self) -> None:
        with patch.object(situations, "FEW", 1), patch.object(situations, "YEARS_OF_MANY", 2_000):
            page = self.see("situation")
            self.assertIn("dihitung di antrean", page)
            result = Result.objects.get()
            self.assertIsNone(result.finished_at)
            with patch("sinau.risk.actions.situations._queue") as queued:
                self.see("situation")
            queued.assert_not_called()
            compute_situation(result_id=result.pk)
            self.assertIn("Sekali dalam 20 tahun", self.see("situation"))
        result.refresh_from_db()
        self.assertEqual(result.percent, 100)

    def test_one_that_was_killed_is_begun_again(self) -> None:
        with patch.object(situations, "FEW", 1), patch.object(situations, "YEARS_OF_MANY", 2_000):
            question = question_of(Risk.objects.all())
            result = ask_situation(question, by=self.sari)
            Result.objects.filter(pk=result.pk).update(
                content={**result.content, "queued_at": now().timestamp() - 3_600}
            )
            with patch("sinau.risk.actions.situations._queue") as queued:
                ask_situation(question, by=self.sari)
            queued.assert_called_once()

    def test_a_finished_result_is_left_alone(self) -> None:
        result = ask_situation(question_of(Risk.objects.all()), by=self.sari)
        at = result.finished_at
        compute(result)
        result.refresh_from_db()
        self.assertEqual(result.finished_at, at)


class FileTests(SituationTestCase):
    def file(self, kind: str) -> str:
        """The file as Sari gets it."""
        self.client.force_login(self.sari)
        address = reverse(
            "risk:register_situation_file", kwargs={"pk": self.register.pk, "kind": kind}
        )
        response = self.client.get(address)
        self.assertIn("attachment", response["Content-Disposition"])
        return response.content.decode()

    def test_anybody_can_check_that_the_numbers_are_ours(self) -> None:
        said = json.loads(self.file("json"))
        certificate = x509.load_pem_x509_certificate(said["certificate"].encode())
        key = certificate.public_key()
        assert isinstance(key, rsa.RSAPublicKey)
        signature = base64.b64decode(said["signature"])
        key.verify(signature, said["situation"].encode(), padding.PKCS1v15(), hashes.SHA256())
        situation = json.loads(said["situation"])
        self.assertEqual(situation["seed"], 1)
        self.assertEqual(len(situation["inputs_hash"]), 64)
        self.assertEqual(len(situation["inputs"]["now"]["risks"]), 2)

    def test_the_table_has_a_line_for_each_risk_and_no_formula(self) -> None:
        lines = self.file("csv").splitlines()
        self.assertEqual(len(lines), 3)
        self.assertTrue(any("'=Kejadian 1" in line for line in lines))

    def test_an_outsider_gets_no_file_of_a_register(self) -> None:
        self.client.force_login(self.joko)
        for kind in ("json", "csv"):
            address = reverse(
                "risk:register_situation_file", kwargs={"pk": self.register.pk, "kind": kind}
            )
            self.assertEqual(self.client.get(address).status_code, 404)


class RegisterTests(SituationTestCase):
    def test_a_register_has_a_situation_of_its_own(self) -> None:
        self.assertIn(self.register.title, self.see("register_situation", self.register.pk))

    def test_an_outsider_does_not_find_it(self) -> None:
        self.client.force_login(self.joko)
        address = reverse("risk:register_situation", args=[self.register.pk])
        self.assertEqual(self.client.get(address).status_code, 404)


class RiskTests(SituationTestCase):
    def test_it_says_how_sure_the_official_cell_is_and_how_many_of_a_hundred_years(self) -> None:
        page = self.see("picture", self.risk.pk)
        self.assertIn("Sel resmi 19/Tinggi:", page)
        self.assertIn("pita Tinggi ke atas:", page)
        self.assertIn("Dari 100 tahun seperti ini, sekitar 17 mengalami kejadian ini.", page)
        self.assertIn("Dengan pengendalian sekarang, sekitar", page)
        self.assertIn("andal 80 %", page)
        self.assertNotIn(" style=", page)

    def test_plausible_cells_on_both_sides_of_the_appetite_are_told(self) -> None:
        risk = Risk.objects.select_related("standing", "register__framework", "estimate").get(
            pk=self.risk.pk
        )
        reading = reading_of(risk)
        assert reading is not None
        self.assertEqual(reading.is_fragile, 0.1 <= reading.above <= 0.9)
        self.assertEqual("Rapuh" in self.see("picture", self.risk.pk), reading.is_fragile)
        self.assertTrue(reading.is_fragile)

    def test_incidents_stand_in_the_fan(self) -> None:
        assert self.risk.estimate is not None
        Learning.objects.create(
            risk=self.risk, estimate=self.risk.estimate, seen=Seen.INCIDENT, day=now().date(),
            source="risk.incident:1", incidents=1, near_misses=0, observed_years=0.5, shape=2.6,
            per=8.5, chance=0.1, learnt_at=now(),
        )  # fmt: skip
        page = self.see("picture", self.risk.pk)
        self.assertIn("1 insiden tercatat", page)
        self.assertIn("drawing__incident", page)

    def test_without_an_estimate_it_says_what_to_do(self) -> None:
        Risk.objects.filter(pk=self.risk.pk).update(estimate=None)
        self.assertIn("Belum ada perkiraan", self.see("picture", self.risk.pk))

    def test_an_outsider_does_not_find_it(self) -> None:
        self.client.force_login(self.joko)
        address = reverse("risk:picture", args=[self.risk.pk])
        self.assertEqual(self.client.get(address).status_code, 404)
