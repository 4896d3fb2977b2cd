"""A risk in six questions: it is counted at once, every wrong number has its cure, nobody else sees it."""

from __future__ import annotations

from django.urls import reverse

from sinau.journal.models import Entry
from sinau.risk.actions import Guess, describe_cause, estimate_risk
from sinau.risk.models import Cause, Control, Estimate, Grade, Result, Risk, Status, Way
from sinau.risk.tests.stage import RegisterTestCase
from sinau.ui.testing import queries_of

SIX = {
    "event": "Jawaban menyebut syarat yang sudah dicabut",
    "cause": "Aturan berubah",
    "impact_text": "Warga datang dua kali",
    "category": "Data dan Informasi",
    "way": "chance",
    "chance_low": "2",
    "chance_high": "40 %",
    "loss_low": "10 juta",
    "loss_high": "Rp1,5 miliar",
    "grade": "expert",
    "basis": "Sepuluh tahun di loket",
    "likelihood": "",
    "impact": "",
}


class SixQuestionsTests(RegisterTestCase):
    vendor: Cause

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.vendor = describe_cause(
            name="Penyedia model", kind="vendor", bad_year=3, agency=cls.dinkes, by=cls.bayu
        )
        cls.url = reverse("risk:new", args=[cls.register.pk])
        cls.preview = reverse("risk:preview", args=[cls.register.pk])

    url: str
    preview: str

    def setUp(self) -> None:
        self.client.force_login(self.sari)

    def test_one_page_writes_it_down_and_the_map_shows_it_p_rsk_50(self) -> None:
        """P-RSK-50: who writes in a register estimates its risks."""
        said = {
            **SIX,
            "cause_1": self.vendor.pk,
            "weight_1": "40",
            "control_name": "Periksa aturan tiap bulan",
            "control_effect": "50",
            "control_reliability": "80",
            "control_evidence": "Berita acara Oktober",
        }
        answer = self.client.post(self.url, said, follow=True)
        self.assertContains(answer, "Dari 100 tahun seperti ini, sekitar 16 mengalami.")
        risk = Risk.objects.get(event=SIX["event"])
        estimate = risk.estimate
        assert estimate is not None and risk.standing is not None
        self.assertEqual((estimate.low, estimate.high), (0.02, 0.4))
        self.assertEqual((estimate.loss_low, estimate.loss_high), (10_000_000, 1_500_000_000))
        self.assertEqual(risk.cause_weights.get().weight, 0.4)
        control = Control.objects.get()
        self.assertEqual((control.effect, control.reliability), (0.5, 0.8))
        self.assertEqual(control.status, Status.WORKING)
        self.assertGreaterEqual(risk.standing.likelihood, 3)
        self.assertEqual(Entry.objects.get(kind="risk.risk.estimated").data["years"], 16)
        result = Result.objects.get()
        self.assertLess(result.content["now"]["mean"], result.content["inherent"]["mean"])
        page = self.client.get(self.register.get_absolute_url())
        self.assertContains(page, "Kerugian setahun menurut perkiraan")

    def test_somebody_may_place_it_otherwise(self) -> None:
        self.client.post(self.url, {**SIX, "likelihood": "5", "impact": "2"})
        risk = Risk.objects.get(event=SIX["event"])
        assert risk.standing is not None
        self.assertEqual((risk.standing.likelihood, risk.standing.impact), (5, 2))

    def test_the_numbers_may_come_later(self) -> None:
        self.client.post(self.url, {**SIX, "way": "", "likelihood": "5", "impact": "2"})
        self.assertIsNone(Risk.objects.get(event=SIX["event"]).estimate)
        answer = self.client.post(self.url, {**SIX, "event": "Lain", "way": ""})
        self.assertContains(answer, "karena perkiraannya belum diisi")

    def test_every_wrong_number_names_its_field_and_its_cure(self) -> None:
        for change, sentence in (
            ({"chance_low": "40", "chance_high": "2"}, "Periksa apakah keduanya tertukar"),
            ({"chance_low": "0"}, "Batas bawah 0 berarti mustahil"),
            ({"chance_high": "100"}, "Peluang 100 % berarti pasti"),
            ({"chance_high": "140"}, "terlalu besar"),
            ({"chance_low": "dua"}, "“dua” bukan angka"),
            ({"chance_low": ""}, "Isi “Peluang setahun, paling rendah”"),
            ({"chance_low": "2", "chance_high": "2,0000001"}, "terlalu dekat"),
            ({"loss_low": "0"}, "rupiah di atas 0"),
            ({"loss_low": "2 miliar"}, "Kerugian tertinggi harus sama"),
            ({"way": "events", "events_low": "3", "events_high": "1"}, "tertukar"),
            ({"way": "count", "count_events": "1,5", "count_years": "2"}, "bilangan bulat"),
            ({"way": "count", "count_events": "1", "count_years": "0"}, "lebih dari 0 tahun"),
            ({"cause_1": str(self.vendor.pk)}, "Isi bobotnya"),
            ({"weight_1": "40"}, "Pilih penyebab untuk bobot ini"),
            ({"cause_1": str(self.vendor.pk), "weight_1": "120"}, "terlalu besar"),
            ({"control_name": "Pagar"}, "berapa persen kejadian yang dicegah"),
            ({"control_effect": "40"}, "Beri nama pengendalian ini"),
            ({"grade": ""}, "Pilih dasar perkiraan"),
        ):
            with self.subTest(change):
                answer = self.client.post(self.url, {**SIX, **change})
                self.assertContains(answer, sentence)
                self.assertContains(answer, SIX["cause"])
        self.assertEqual(Risk.objects.count(), 1)

    def test_weights_are_at_most_the_whole(self) -> None:
        network = describe_cause(
            name="Jaringan kota", kind="network", bad_year=4, agency=self.dinkes, by=self.bayu
        )
        said = {
            "cause_1": self.vendor.pk,
            "weight_1": "70",
            "cause_2": network.pk,
            "weight_2": "40",
        }
        self.assertContains(
            self.client.post(self.url, {**SIX, **said}), "Jumlah bobot menjadi 110 %"
        )
        said = {**said, "cause_2": self.vendor.pk, "weight_2": "10"}
        self.assertContains(self.client.post(self.url, {**SIX, **said}), "sudah dipilih di atas")

    def test_what_it_says_is_shown_while_typing_and_without_scripts(self) -> None:
        answer = self.client.post(self.preview, SIX)
        self.assertContains(answer, "sekitar 16 mengalami")
        self.assertContains(answer, "Saran penilaian resmi")
        self.assertContains(self.client.post(self.preview, {"way": "chance"}), "Isi kedua batas")
        answer = self.client.post(self.url, {**SIX, "hitung": "1"})
        self.assertContains(answer, "sekitar 16 mengalami")
        self.assertEqual(Risk.objects.count(), 1)

    def test_counts_and_events_are_ways_too(self) -> None:
        count = {"way": "count", "count_events": "3", "count_years": "2"}
        self.client.post(self.url, {**SIX, **count})
        estimate = Estimate.objects.get()
        self.assertEqual((estimate.shape, estimate.per), (3.5, 2.0))
        events = {"way": "events", "events_low": "5", "events_high": "20"}
        answer = self.client.post(self.preview, {**SIX, **events})
        self.assertContains(answer, "Dalam setahun rata-rata sekitar 11 kali")

    def test_an_outsider_finds_no_page_and_no_preview(self) -> None:
        estimate = reverse("risk:estimate", args=[self.risk.pk])
        quiet = reverse("risk:quiet", args=[self.risk.pk])
        self.assertEqual(self.client.get(estimate).status_code, 200)
        self.client.force_login(self.joko)
        for url in (self.url, self.preview, estimate, quiet):
            self.assertEqual(self.client.post(url, SIX).status_code, 404)
        self.assertEqual(self.client.get(reverse("risk:causes")).status_code, 404)
        self.assertEqual(self.client.get(reverse("risk:cause_new")).status_code, 404)


class EstimateTests(RegisterTestCase):
    guess = Guess(
        way=Way.CHANCE, low=0.02, high=0.4, loss_low=10**7, loss_high=10**9, grade=Grade.EXPERT
    )

    def test_the_same_estimate_twice_is_one(self) -> None:
        estimate_risk(self.risk, self.guess, by=self.sari)
        estimate_risk(self.risk, self.guess, by=self.sari)
        self.assertEqual(Estimate.objects.count(), 1)

    def test_it_can_be_changed_on_its_page_and_former_ones_stay(self) -> None:
        estimate_risk(self.risk, self.guess, by=self.sari)
        self.client.force_login(self.wulan)
        url = reverse("risk:estimate", args=[self.risk.pk])
        page = self.client.get(url)
        self.assertContains(page, 'value="10.000.000"')
        self.assertContains(page, 'value="40"')
        said = {**SIX, "way": "events", "events_low": "1", "events_high": "4"}
        self.client.post(url, said)
        self.risk.refresh_from_db()
        assert self.risk.estimate is not None
        self.assertEqual(self.risk.estimate.way, Way.EVENTS)
        self.assertEqual(Estimate.objects.count(), 2)

    def test_a_register_with_many_numbers_asks_no_more(self) -> None:
        self.client.force_login(self.sari)
        url = self.register.get_absolute_url()
        estimate_risk(self.risk, self.guess, by=self.sari)
        few = queries_of(self.client, url)
        new = reverse("risk:new", args=[self.register.pk])
        for number in range(8):
            self.client.post(new, {**SIX, "event": f"Kejadian {number}"})
        self.assertEqual(queries_of(self.client, url), few)
