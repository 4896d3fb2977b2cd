"""Who verifies a claim, what comes of it, and what outsiders do not find."""

import io
from decimal import Decimal

from sinau.credit.actions import reverse
from sinau.credit.claims import deciding, drafting
from sinau.credit.claims.findings import findings_of
from sinau.credit.models import Claim, ClaimState, ClaimStep, Entry, YearTotal
from sinau.credit.tests.claiming import filled, pdf, png, sent
from sinau.credit.verifying import verify
from sinau.journal.models import Entry as Told
from sinau.journal.testing import tell_everyone
from sinau.people.models import Grant, Person, Role
from sinau.people.testing import CastTestCase
from sinau.ui.testing import cells, queries_of


class DecideClaimTests(CastTestCase):
    def setUp(self) -> None:
        self.claim = sent(self.sari)
        self.url = f"/jp/klaim/{self.claim.pk}/"

    def state(self) -> str:
        self.claim.refresh_from_db()
        return self.claim.state

    def decide(self, who: Person, verb: str, reason: str = "") -> int:
        self.client.force_login(who)
        said = {"verb": verb, "reason": reason}
        return self.client.post(f"{self.url}keputusan/", said).status_code

    def test_p_cre_5_an_officer_over_the_agency_approves_it_once(self) -> None:
        """P-CRE-5"""
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(self.url), "Keputusan Anda")
        for _press in range(2):
            self.decide(self.wulan, "approve")
        self.assertEqual(self.state(), ClaimState.APPROVED)
        entry = Entry.objects.get(evidence=f"credit.claim:{self.claim.pk}")
        self.assertEqual((entry.jp, entry.recorded_by), (Decimal(8), self.wulan))
        self.assertEqual(YearTotal.objects.get(person=self.sari).jp, Decimal(8))
        self.assertEqual(Told.objects.filter(kind="credit.claim.approved").count(), 1)
        self.assertEqual(list(verify()), [])

    def test_p_cre_5_nobody_else_decides(self) -> None:
        """P-CRE-5"""
        for who in (self.budi, self.tri, self.dewi, self.sari):
            with self.subTest(who.name):
                self.assertEqual(self.decide(who, "approve"), 409)
        self.assertEqual(self.decide(self.joko, "approve"), 404)
        self.assertEqual(self.decide(self.bayu, "approve"), 404)
        self.assertEqual(self.state(), ClaimState.SENT)

    def test_p_cre_5_an_officer_never_decides_their_own(self) -> None:
        """P-CRE-5"""
        own = sent(self.wulan)
        self.client.force_login(self.wulan)
        answer = self.client.post(f"/jp/klaim/{own.pk}/keputusan/", {"verb": "approve"})
        self.assertEqual(answer.status_code, 409)
        self.assertNotContains(self.client.get("/jp/klaim/antrean/"), own.get_absolute_url())

    def test_it_is_given_back_with_a_reason_and_sent_again(self) -> None:
        self.assertEqual(self.decide(self.wulan, "return"), 422)
        self.assertEqual(self.state(), ClaimState.SENT)
        self.decide(self.wulan, "return", "Tanggalnya tidak sama dengan sertifikat.")
        self.assertEqual(self.state(), ClaimState.RETURNED)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(self.url), "Tanggalnya tidak sama")
        self.client.post(f"{self.url}isi/kegiatan/", {"title": "Benar", "organiser": "ANRI"})
        self.client.post(f"{self.url}pengajuan/")
        self.assertEqual(self.state(), ClaimState.SENT)
        kinds = list(ClaimStep.objects.values_list("kind", flat=True))
        self.assertEqual(kinds, ["sent", "returned", "sent"])

    def test_p_cre_6_a_refusal_is_appealed_once_and_heard_by_somebody_else(self) -> None:
        """P-CRE-6"""
        self.decide(self.wulan, "refuse", "Nomornya tidak ada.")
        self.assertEqual(self.state(), ClaimState.REFUSED)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(f"{self.url}banding/"), "Nomornya tidak ada.")
        self.client.post(f"{self.url}banding/", {"reason": "Ada di halaman dua."})
        self.assertEqual(self.state(), ClaimState.APPEALED)
        self.assertEqual(self.decide(self.wulan, "approve"), 409)
        self.assertEqual(self.decide(self.budi, "approve"), 409)
        self.assertEqual(self.decide(self.dewi, "return", "x"), 409)
        self.decide(self.dewi, "refuse", "Tetap tidak ada.")
        self.assertEqual(self.state(), ClaimState.UPHELD)
        with self.assertRaises(deciding.AppealedOnce):
            deciding.appeal(self.claim, by=self.sari, reason="Sekali lagi")
        with self.assertRaises(drafting.AlreadyClaimed):
            sent(self.sari)

    def test_p_cre_6_an_appeal_that_is_right_is_credited(self) -> None:
        """P-CRE-6"""
        self.decide(self.wulan, "refuse", "Nomornya tidak ada.")
        with self.assertRaises(deciding.AppealedOnce):
            deciding.appeal(self.claim, by=self.bayu, reason="Bukan milik saya")
        deciding.appeal(self.claim, by=self.sari, reason="Ada di halaman dua.")
        self.client.force_login(self.dewi)
        self.assertContains(self.client.get("/jp/klaim/antrean/?keadaan=saya"), self.claim.title)
        self.decide(self.dewi, "approve")
        self.assertEqual(self.state(), ClaimState.APPROVED)
        self.assertEqual(Entry.objects.get().jp, Decimal(8))

    def test_a_false_one_is_undone_in_the_ledger(self) -> None:
        self.decide(self.wulan, "approve")
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(self.url), "Batalkan klaim yang tidak benar")
        answer = self.client.post(f"{self.url}pembatalan/", {"reason": ""})
        self.assertEqual(answer.status_code, 422)
        self.client.post(f"{self.url}pembatalan/", {"reason": "Sertifikat palsu."})
        self.assertEqual(self.state(), ClaimState.DISPROVED)
        self.assertEqual(YearTotal.objects.get(person=self.sari).jp, 0)
        tell_everyone()
        self.assertEqual(Told.objects.filter(kind="credit.claim.disproved").count(), 1)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(self.url), "Sertifikat palsu.")

    def test_one_undone_in_the_book_says_so_too(self) -> None:
        self.decide(self.wulan, "approve")
        reverse(Entry.objects.get(), by=self.wulan, reason="Keliru")
        tell_everyone()
        self.assertEqual(self.state(), ClaimState.DISPROVED)

    def test_the_person_and_the_officer_are_told(self) -> None:
        tell_everyone()
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get("/kabar/"), "Bimtek Arsip Digital")
        self.decide(self.wulan, "return", "Kurang jelas")
        tell_everyone()
        self.client.force_login(self.sari)
        self.assertContains(self.client.get("/kabar/"), "dikembalikan")

    def test_p_cre_7_outsiders_find_no_claim_file_row_or_count(self) -> None:
        """P-CRE-7"""
        addresses = ("", "berkas/", "periksa/", "banding/", "pembatalan/")
        self.client.force_login(self.wulan)
        self.assertEqual(self.client.get(self.url).status_code, 200)
        self.assertContains(self.client.get("/jp/klaim/antrean/"), self.claim.title)
        self.assertEqual(len(cells(self.client.get("/jp/klaim/antrean/unduh/").content)), 2)
        for outsider in (self.joko, self.bayu, self.ratna):
            self.client.force_login(outsider)
            for address in addresses:
                with self.subTest(address, who=outsider.name):
                    self.assertEqual(self.client.get(self.url + address).status_code, 404)
            for verb in ("pengajuan/", "penarikan/", "keputusan/", "penghapusan/"):
                with self.subTest(verb, who=outsider.name):
                    self.assertEqual(self.client.post(self.url + verb).status_code, 404)
        self.client.force_login(self.joko)
        page = self.client.get("/jp/klaim/antrean/?keadaan=semua")
        self.assertNotContains(page, self.claim.title)
        self.assertEqual(len(cells(self.client.get("/jp/klaim/antrean/unduh/").content)), 1)
        self.client.post(
            "/jp/klaim/antrean/keputusan/",
            {"verb": "approve", "confirm": "1", "pilih": [self.claim.pk]},
        )
        self.assertEqual(self.state(), ClaimState.SENT)
        self.client.force_login(self.bayu)
        self.assertEqual(self.client.get("/jp/klaim/antrean/").status_code, 404)

    def test_p_cre_7_a_draft_is_its_owners_alone(self) -> None:
        """P-CRE-7"""
        draft = filled(self.sari, number="draf")
        for reader in (self.wulan, self.budi, self.tri, self.joko):
            self.client.force_login(reader)
            with self.subTest(reader.name):
                self.assertEqual(self.client.get(f"/jp/klaim/{draft.pk}/").status_code, 404)
                self.assertEqual(self.client.get(f"/jp/klaim/{draft.pk}/berkas/").status_code, 404)

    def test_those_who_may_see_it_take_the_file_as_a_download(self) -> None:
        for reader in (self.sari, self.wulan, self.budi, self.tri):
            self.client.force_login(reader)
            with self.subTest(reader.name):
                answer = self.client.get(f"{self.url}berkas/")
                self.assertIn("attachment", answer["Content-Disposition"])
                self.assertTrue(b"".join(answer.streaming_content).startswith(b"%PDF"))  # type: ignore[attr-defined]


class FindingsTests(CastTestCase):
    def test_the_same_file_of_somebody_else_is_told_to_the_officer(self) -> None:
        data = pdf("Sertifikat untuk siapa saja, nomor 12/AB-C/2026, tanpa nama peserta")
        sent(self.bayu, content=data)
        claim = sent(self.sari, content=data)
        self.assertGreater(claim.findings, 0)
        self.client.force_login(self.wulan)
        page = self.client.get(claim.get_absolute_url())
        self.assertContains(page, "Berkas sertifikat yang sama")
        self.assertContains(page, "Bayu Nugroho")
        self.assertContains(page, "Nama pegawai tidak ditemukan")

    def test_whose_it_is_stays_hidden_from_another_agency(self) -> None:
        data = png()
        sent(self.sari, content=data)
        other = Person.objects.create(nip="199001012015031001", name="Rini", agency=self.dishub)
        claim = sent(other, content=data)
        words = " ".join(finding.text for finding in findings_of(claim, self.joko))
        self.assertIn("di luar perangkat daerah Anda", words)
        self.assertNotIn("Sari", words)
        self.assertEqual([f.url for f in findings_of(claim, self.joko) if f.url], [])

    def test_a_good_certificate_has_none(self) -> None:
        self.assertEqual(findings_of(sent(self.sari), self.wulan), [])


class BulkTests(CastTestCase):
    def setUp(self) -> None:
        self.claims = [sent(self.sari, number=f"7{n}") for n in range(3)]
        self.client.force_login(self.wulan)

    def post(self, **more: str) -> object:
        said = {"verb": "approve", "pilih": [c.pk for c in self.claims], **more}
        return self.client.post("/jp/klaim/antrean/keputusan/", said, follow=True)

    def test_it_shows_what_will_happen_before_it_does(self) -> None:
        page = self.post()
        self.assertContains(page, "Setujui 3 klaim, 24 JP")  # type: ignore[arg-type]
        self.assertFalse(Entry.objects.exists())
        self.post(confirm="1")
        self.assertEqual(Entry.objects.count(), 3)
        page = self.post(confirm="1")
        self.assertContains(page, "Pilih paling sedikit satu")  # type: ignore[arg-type]
        self.assertEqual(Entry.objects.count(), 3)

    def test_it_needs_a_reason_to_refuse(self) -> None:
        page = self.post(verb="refuse", confirm="1", reason="")
        self.assertContains(page, "Tuliskan alasannya", status_code=422)  # type: ignore[arg-type]
        self.post(verb="refuse", confirm="1", reason="Di luar tugas.")
        self.assertEqual(Claim.objects.filter(state=ClaimState.REFUSED).count(), 3)

    def test_one_that_is_refused_holds_up_no_other(self) -> None:
        deciding.approve(self.claims[0], by=self.wulan)
        twin = sent(self.sari, number="99", title="Lain")
        Claim.objects.filter(pk=twin.pk).update(number=self.claims[0].number)
        twin.refresh_from_db()
        outcomes = deciding.decide_many(
            [twin, self.claims[1]], verb="approve", by=self.wulan, reason=""
        )
        self.assertTrue(outcomes[0].refused)
        self.assertEqual(Entry.objects.count(), 2)

    def test_the_queue_costs_the_same_with_many(self) -> None:
        few = queries_of(self.client, "/jp/klaim/antrean/")
        for number in range(5):
            sent(self.bayu, number=f"8{number}")
        self.assertEqual(queries_of(self.client, "/jp/klaim/antrean/"), few)

    def test_a_second_officer_of_the_city_hears_appeals(self) -> None:
        Grant.objects.create(
            person=self.ratna,
            role=Role.OFFICER,
            agency=self.agencies["kota"],
            valid_from=self.claims[0].begun_at.date(),
        )
        deciding.refuse(self.claims[0], by=self.wulan, reason="Keliru")
        claim = deciding.appeal(self.claims[0], by=self.sari, reason="Tidak")
        ratna = Person.objects.get(pk=self.ratna.pk)
        self.assertTrue(deciding.may_decide(claim, ratna))
        self.assertFalse(deciding.may_decide(claim, self.wulan))


class UploadTests(CastTestCase):
    def test_a_file_that_is_too_big_is_not_taken(self) -> None:
        claim = filled(self.sari)
        with self.assertRaisesMessage(Exception, "batasnya 8 MB"):
            drafting.attach(claim, io.BytesIO(b"%PDF-1.4" + b"0" * (8 * 1024**2)), name="a.pdf")
