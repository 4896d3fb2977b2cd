"""A person asks that a row of their book be put right; an officer decides as on any claim."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from sinau.credit.actions import reverse
from sinau.credit.claims import correcting, deciding, drafting
from sinau.credit.claims.drafting import AlreadyClaimed
from sinau.credit.claims.valuing import Valuer
from sinau.credit.models import Claim, ClaimState, Entry, YearTotal
from sinau.credit.recomputing import outcome_of, people_of_scope, recompute
from sinau.credit.tests.claiming import filled, sent
from sinau.credit.tests.learning import learn
from sinau.credit.verifying import verify
from sinau.journal.announcing import announce
from sinau.journal.models import Entry as Told
from sinau.journal.testing import tell_everyone
from sinau.people.models import Grant, Person, Role
from sinau.people.testing import CastTestCase
from sinau.university.events import LearningUndone


class CorrectRowTests(CastTestCase):
    def setUp(self) -> None:
        learn(self.sari, jp="3")
        self.entry = Entry.objects.get()
        self.url = f"/jp/catatan/{self.entry.pk}/koreksi/"

    def asked(self, *, jp: str = "8", removes: bool = False) -> Claim:
        """A correction that waits for an officer."""
        claim = correcting.ask(
            self.entry, by=self.sari, plea="Sertifikatnya menyebut 8 JP.", removes=removes
        )
        if not removes:
            drafting.fill_in(claim, stated_jp=Decimal(jp))
        return drafting.send(claim, by=self.sari)

    def year(self) -> Decimal:
        return YearTotal.objects.get(person=self.sari, year=2026).jp

    def assert_whole(self) -> None:
        """The chain and the totals hold, and the facts give the same."""
        tell_everyone()
        self.assertEqual(list(verify()), [])
        found = outcome_of(recompute(people_of_scope(nip=self.sari.nip)))
        self.assertEqual(found.differences, [])

    def test_p_cre_12_it_is_asked_from_the_row_and_granted(self) -> None:
        """P-CRE-12: with a browser, from the book to the number that is right."""
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(self.entry.get_absolute_url()), self.url)
        said = {"kind": "isian", "plea": "Sertifikatnya menyebut 8 JP."}
        self.assertEqual(self.client.post(self.url, {"kind": "isian"}).status_code, 422)
        answer = self.client.post(self.url, said)
        claim = Claim.objects.get(corrects=self.entry)
        self.assertRedirects(answer, f"/jp/klaim/{claim.pk}/periksa/")
        self.assertContains(self.client.get(answer["Location"]), "Belum ada isian yang diubah")
        when = {"started_on": "2026-03-02", "ended_on": "2026-03-02", "stated_jp": "8"}
        answer = self.client.post(f"/jp/klaim/{claim.pk}/isi/waktu/", {**when, "minutes": "90"})
        self.assertRedirects(answer, f"/jp/klaim/{claim.pk}/periksa/")
        page = self.client.get(f"/jp/klaim/{claim.pk}/periksa/")
        self.assertContains(page, "Perkiraan 8 JP")
        answer = self.client.post(f"/jp/klaim/{claim.pk}/pengajuan/", follow=True)
        self.assertContains(answer, "Koreksi terkirim")
        self.assertContains(self.client.get(self.entry.get_absolute_url()), "menunggu verifikasi")
        self.assertRedirects(self.client.get(self.url), claim.get_absolute_url())
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get("/jp/klaim/antrean/"), "Koreksi: Dasar AI untuk ASN")
        page = self.client.get(claim.get_absolute_url())
        self.assertContains(page, "Sertifikatnya menyebut 8 JP.")
        self.assertContains(page, "Seharusnya")
        self.client.post(f"{claim.get_absolute_url()}keputusan/", {"verb": "approve"})
        claim.refresh_from_db()
        assert claim.entry is not None
        self.assertEqual((claim.state, claim.entry.jp), (ClaimState.APPROVED, Decimal(8)))
        self.assertEqual(self.year(), Decimal(8))
        self.assert_whole()

    def test_granting_twice_changes_nothing(self) -> None:
        claim = self.asked()
        for _press in range(2):
            deciding.approve(claim, by=self.wulan)
        self.assertEqual(Entry.objects.filter(person=self.sari).count(), 3)
        self.assertEqual(self.year(), Decimal(8))

    def test_a_row_of_somebody_else_goes(self) -> None:
        claim = self.asked(removes=True)
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(claim.get_absolute_url()), "3 JP tidak dihitung lagi")
        deciding.approve(claim, by=self.wulan)
        self.assertEqual(self.year(), Decimal(0))
        self.assertContains(
            self.client.get(claim.get_absolute_url()), "Koreksi disetujui; catatannya dibatalkan"
        )
        self.assert_whole()

    def test_it_says_what_is_to_be_otherwise(self) -> None:
        claim = correcting.ask(self.entry, by=self.sari, plea="Keliru.", removes=False)
        with self.assertRaises(correcting.NothingChanged):
            drafting.send(claim, by=self.sari)
        drafting.fill_in(claim, title="Dasar AI bagi ASN")
        self.assertEqual(drafting.send(claim, by=self.sari).state, ClaimState.SENT)

    def test_it_is_asked_once_while_it_stands(self) -> None:
        claim = self.asked()
        again = correcting.ask(self.entry, by=self.sari, plea="Lagi.", removes=True)
        self.assertEqual((again.pk, again.removes), (claim.pk, False))
        deciding.refuse(claim, by=self.wulan, reason="Sertifikatnya menyebut 3 JP.")
        again = correcting.ask(self.entry, by=self.sari, plea="Lagi.", removes=True)
        self.assertEqual(again.pk, claim.pk)
        deciding.appeal(claim, by=self.sari, reason="Lihat halaman dua.")
        # A head decides on appeals too, though no officer of the ledger.
        Grant.objects.filter(person=self.dewi).exclude(role=Role.HEAD).delete()
        deciding.approve(claim, by=self.dewi)
        self.assertEqual(self.year(), Decimal(8))

    def test_only_a_row_that_counts_by_itself_is_corrected(self) -> None:
        undone = reverse(self.entry, by=self.wulan, reason="Ganda")
        for row in (undone, Entry.objects.get(pk=self.entry.pk)):
            with self.assertRaises(correcting.NotCorrectable):
                correcting.ask(row, by=self.sari, plea="Keliru.", removes=False)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(self.url), "tidak dapat dikoreksi")

    def test_a_row_undone_meanwhile_is_not_put_right(self) -> None:
        claim = self.asked()
        reverse(self.entry, by=self.wulan, reason="Ganda")
        with self.assertRaises(deciding.NotWaiting):
            deciding.approve(claim, by=self.wulan)
        self.assertEqual(self.year(), Decimal(0))

    def test_the_claim_that_made_the_row_was_not_false(self) -> None:
        first = sent(self.sari)
        deciding.approve(first, by=self.wulan)
        tell_everyone()
        first.refresh_from_db()
        assert first.entry is not None
        claim = correcting.ask(first.entry, by=self.sari, plea="Harusnya 6 JP.", removes=False)
        drafting.fill_in(claim, stated_jp=Decimal(6))
        deciding.approve(drafting.send(claim, by=self.sari), by=self.wulan)
        tell_everyone()
        first.refresh_from_db()
        self.assertEqual(first.state, ClaimState.APPROVED)
        self.assertEqual(self.year(), Decimal(9))
        self.assert_whole()
        with self.assertRaises(AlreadyClaimed):
            drafting.send(filled(self.sari), by=self.sari)

    def test_what_its_source_takes_back_goes_with_its_correction(self) -> None:
        deciding.approve(self.asked(), by=self.wulan)
        announce(
            LearningUndone(
                person_id=self.sari.pk,
                evidence=self.entry.evidence,
                title=self.entry.title,
                reason="Kelasnya dibuka kembali.",
            ),
            by=self.wulan,
        )
        tell_everyone()
        self.assertEqual(self.year(), Decimal(0))
        self.assert_whole()

    def test_the_forecast_does_not_count_the_row_twice(self) -> None:
        learn(self.sari, jp=None, evidence="b", form="selfstudy", day=date(2026, 4, 7), minutes=180)
        entry = Entry.objects.get(evidence="b")
        claim = correcting.ask(entry, by=self.sari, plea="Lebih lama.", removes=False)
        drafting.fill_in(claim, minutes=225)
        value = Valuer().value(Claim.objects.get(pk=claim.pk))
        deciding.approve(drafting.send(claim, by=self.sari), by=self.wulan)
        claim.refresh_from_db()
        assert value is not None and claim.entry is not None
        self.assertEqual(value.jp, claim.entry.jp)

    def test_p_cre_12_nobody_asks_it_of_somebody_elses_row(self) -> None:
        """P-CRE-12"""
        for who in (self.joko, self.wulan, self.budi, self.bayu):
            with self.subTest(who.name):
                self.client.force_login(who)
                self.assertEqual(self.client.get(self.url).status_code, 404)
                said = {"kind": "bukan", "plea": "Keliru."}
                self.assertEqual(self.client.post(self.url, said).status_code, 404)
        self.assertEqual(Claim.objects.count(), 0)
        claim = self.asked()
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(claim.get_absolute_url()).status_code, 404)

    def test_the_facts_say_it_is_a_correction(self) -> None:
        self.asked()
        told = Told.objects.get(kind="credit.claim.sent")
        self.assertEqual(told.data["title"], "Koreksi: Dasar AI untuk ASN")

    def test_a_list_of_corrections_asks_as_often_as_one_of_claims(self) -> None:
        self.asked()
        self.client.force_login(self.wulan)
        few = self._queries()
        for turn in range(4):
            learn(self.bayu, evidence=f"more:{turn}", title=f"Kursus {turn}")
            entry = Entry.objects.get(evidence=f"more:{turn}")
            claim = correcting.ask(entry, by=self.bayu, plea="Bukan saya.", removes=True)
            drafting.send(claim, by=self.bayu)
        self.assertEqual(self._queries(), few)

    def _queries(self) -> int:
        self.client.get("/jp/klaim/antrean/")
        with CaptureQueriesContext(connection) as asked:
            self.client.get("/jp/klaim/antrean/")
        return len(asked)


class PrintBookTests(CastTestCase):
    def setUp(self) -> None:
        learn(self.sari, jp="3")
        learn(self.sari, jp="6", evidence="s", form="seminar", title="Seminar Data")

    def get(self, who: Person, url: str) -> Any:
        self.client.force_login(who)
        return self.client.get(url)

    def test_p_cre_1_it_gives_the_year_as_a_signed_pdf(self) -> None:
        """P-CRE-1"""
        from sinau.kernel.signing import CityKey, signer

        answer = self.get(self.sari, "/jp/pdf/?tahun=2026")
        self.assertEqual(answer["Content-Type"], "application/pdf")
        city = signer()
        assert isinstance(city, CityKey)
        verdict = city.examine(answer.content)
        assert verdict is not None
        self.assertTrue(verdict.is_ours and verdict.is_whole)

    def test_its_words_are_those_of_the_book(self) -> None:
        from sinau.credit.papers.book import wording_of

        words = wording_of(self.sari, 2026)
        self.assertEqual([row[4] for row in words.rows], ["3", "6"])
        self.assertIn(["Jumlah", "9 JP dari 2 catatan"], words.facts)
        one = wording_of(self.sari, 2026, "seminar")
        self.assertEqual(len(one.rows), 1)
        self.assertIn(["Seluruh bentuk", "9 JP"], one.facts)
        self.assertEqual(wording_of(self.bayu, 2026).rows, [])

    def test_the_book_shows_one_form_of_learning(self) -> None:
        page = self.get(self.sari, "/jp/?tahun=2026&bentuk=seminar")
        self.assertContains(page, "Seminar Data")
        self.assertContains(page, "Jumlah 6 JP dari 1 catatan")
        self.assertContains(page, "/jp/pdf/?tahun=2026&amp;bentuk=seminar")
        self.assertNotContains(page, Entry.objects.get(form="elearning").get_absolute_url())
        page = self.get(self.sari, "/jp/?tahun=2026&bentuk=tidak-ada")
        self.assertContains(page, "Tidak ada catatan dengan bentuk ini")
        self.assertContains(
            self.get(self.sari, "/jp/cetak/?tahun=2026&bentuk=seminar"), "6 JP dari 1 catatan"
        )

    def test_p_cre_4_nobody_else_prints_it(self) -> None:
        """P-CRE-2, P-CRE-4"""
        url = f"/jp/pegawai/{self.sari.pk}/pdf/?tahun=2026"
        self.assertEqual(self.get(self.budi, url).status_code, 200)
        self.assertEqual(self.get(self.sari, url).status_code, 200)
        for who in (self.joko, self.bayu):
            self.assertEqual(self.get(who, url).status_code, 404)
