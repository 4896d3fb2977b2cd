"""Claiming outside training: one question a page, nothing lost, the same learning once."""

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from sinau.credit.actions import Learning, record
from sinau.credit.claims import deciding, drafting
from sinau.credit.claims.ages import working_days
from sinau.credit.models import Certificate, Claim, ClaimState
from sinau.credit.tests.claiming import filled, pdf, sent
from sinau.journal.models import Entry as Told
from sinau.people.testing import CastTestCase
from sinau.ui.testing import queries_of


class FillInClaimTests(CastTestCase):
    def setUp(self) -> None:
        self.client.force_login(self.sari)

    def begin(self, **changes: str) -> Claim:
        said = {"form": "seminar", "level": "national", **changes}
        self.client.post("/jp/klaim/baru/", said)
        return Claim.objects.get()

    def test_it_goes_from_the_first_question_to_the_ledger(self) -> None:
        self.assertContains(self.client.get("/jp/klaim/baru/"), "Apa bentuk kegiatannya?")
        claim = self.begin(level="international")
        base = f"/jp/klaim/{claim.pk}/"
        said = {"title": "Seminar Data", "organiser": "UGM"}
        self.assertRedirects(self.client.post(f"{base}isi/kegiatan/", said), f"{base}isi/waktu/")
        self.assertContains(self.client.get(f"{base}isi/waktu/"), "4 JP sehari")
        said = {"started_on": "2026-03-02", "ended_on": "2026-03-03", "stated_jp": ""}
        self.assertRedirects(self.client.post(f"{base}isi/waktu/", said), f"{base}isi/bukti/")
        file = SimpleUploadedFile("bukti.pdf", pdf("Sari Lestari 9/UGM"))
        self.client.post(f"{base}isi/bukti/", {"number": "9/UGM", "file": file})
        page = self.client.get(f"{base}periksa/")
        self.assertContains(page, "Perkiraan 12 JP")
        self.assertContains(page, "2 hari × 6 JP = 12 JP")
        self.assertContains(page, "PerLAN 10/2018")
        self.assertRedirects(self.client.post(f"{base}pengajuan/"), f"{base}terkirim/")
        self.client.post(f"{base}pengajuan/")
        self.assertEqual(Told.objects.filter(kind="credit.claim.sent").count(), 1)
        self.assertContains(self.client.get(f"{base}terkirim/"), claim.reference)
        claim = deciding.approve(Claim.objects.get(), by=self.wulan)
        assert claim.entry
        self.assertEqual(claim.entry.jp, Decimal(12))
        self.assertContains(self.client.get("/jp/?tahun=2026"), "Seminar Data")

    def test_pressing_twice_begins_one_draft(self) -> None:
        key = "5f3c0a52-5ab7-4b9c-9c4c-2d4b2f0a1d11"
        for _press in range(2):
            self.client.post(
                "/jp/klaim/baru/", {"form": "seminar", "level": "national", "key": key}
            )
        self.assertEqual(Claim.objects.count(), 1)
        self.client.force_login(self.bayu)
        said = {"form": "seminar", "level": "national", "key": key}
        self.assertEqual(self.client.post("/jp/klaim/baru/", said).status_code, 404)

    def test_nothing_typed_is_lost_when_something_is_wrong(self) -> None:
        claim = self.begin()
        base = f"/jp/klaim/{claim.pk}/"
        said = {"title": "Seminar Data", "organiser": ""}
        page = self.client.post(f"{base}isi/kegiatan/", said)
        self.assertContains(page, "Tuliskan penyelenggaranya.", status_code=422)
        self.assertContains(page, "Seminar Data", status_code=422)
        file = SimpleUploadedFile("bukti.pdf", b"<html>")
        page = self.client.post(f"{base}isi/bukti/", {"number": "9/UGM", "file": file})
        self.assertContains(page, "harus PDF, JPG atau PNG", status_code=422)
        claim.refresh_from_db()
        self.assertEqual(claim.number, "9/UGM")
        self.assertFalse(Certificate.objects.exists())

    def test_it_says_what_is_wrong_with_the_time(self) -> None:
        claim = self.begin(form="course")
        url = f"/jp/klaim/{claim.pk}/isi/waktu/"
        page = self.client.post(url, {"started_on": "2026-03-03", "ended_on": "2026-03-02"})
        self.assertContains(page, "lebih awal daripada hari pertama", status_code=422)
        self.assertContains(page, "Isi JP pada sertifikat", status_code=422)
        page = self.client.post(url, {"started_on": "2099-01-01", "ended_on": "2099-01-01"})
        self.assertContains(page, "belum selesai", status_code=422)

    def test_another_file_takes_the_place_of_the_first(self) -> None:
        claim = filled(self.sari)
        former = str(claim.certificate.file.name)
        storage = claim.certificate.file.storage
        self.assertTrue(storage.exists(former))
        file = SimpleUploadedFile("baru.pdf", pdf("baru"))
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(f"/jp/klaim/{claim.pk}/isi/bukti/", {"number": "1", "file": file})
        self.assertEqual(Certificate.objects.get().name, "baru.pdf")
        self.assertFalse(storage.exists(former))

    def test_a_draft_is_forgotten_with_its_file(self) -> None:
        claim = filled(self.sari)
        storage, name = claim.certificate.file.storage, str(claim.certificate.file.name)
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(f"/jp/klaim/{claim.pk}/penghapusan/")
        self.assertFalse(Claim.objects.exists())
        self.assertFalse(storage.exists(name))

    def test_what_was_sent_is_not_written_any_more(self) -> None:
        claim = sent(self.sari)
        with self.assertRaises(drafting.ClaimIsClosed):
            drafting.fill_in(claim, title="Lain")
        with self.assertRaises(drafting.ClaimIsClosed):
            drafting.forget(claim)
        self.assertEqual(self.client.get(f"/jp/klaim/{claim.pk}/isi/waktu/").status_code, 404)

    def test_it_is_withdrawn_once_and_may_be_claimed_again(self) -> None:
        claim = sent(self.sari)
        for _press in range(2):
            self.client.post(f"/jp/klaim/{claim.pk}/penarikan/")
        self.assertEqual(Told.objects.filter(kind="credit.claim.withdrawn").count(), 1)
        self.assertEqual(sent(self.sari).state, ClaimState.SENT)

    def test_it_needs_everything_and_gives_something(self) -> None:
        claim = filled(self.sari)
        claim.certificate.delete()
        with self.assertRaises(drafting.ClaimIncomplete):
            drafting.send(Claim.objects.get(), by=self.sari)
        nothing = filled(self.sari, stated_jp=None, minutes=0, number="2")
        with self.assertRaises(drafting.NothingEarned):
            drafting.send(nothing, by=self.sari)

    def test_the_list_costs_the_same_with_many(self) -> None:
        sent(self.sari)
        few = queries_of(self.client, "/jp/klaim/")
        for number in range(4):
            sent(self.sari, number=f"9{number}")
        filled(self.sari, number="77")
        self.assertLessEqual(queries_of(self.client, "/jp/klaim/"), few)
        self.assertContains(self.client.get("/jp/klaim/?keadaan=draft"), "Belum diajukan")

    def test_it_teaches_who_has_none(self) -> None:
        self.assertContains(self.client.get("/jp/klaim/"), "Belum ada klaim")


class DoubleClaimTests(CastTestCase):
    def test_the_same_certificate_spelt_otherwise_is_refused_with_the_first(self) -> None:
        first = sent(self.sari)
        again = filled(self.sari, number="12 abc 2026".replace(" ", "/"), organiser="anri")
        again = drafting.fill_in(again, number="no 12/ab-c/2026", title="Judul lain")
        with self.assertRaises(drafting.AlreadyClaimed) as caught:
            drafting.send(again, by=self.sari)
        self.assertIn(first.reference, str(caught.exception.reasons))
        self.client.force_login(self.sari)
        page = self.client.get(f"/jp/klaim/{again.pk}/periksa/")
        self.assertContains(page, first.get_absolute_url())
        answer = self.client.post(f"/jp/klaim/{again.pk}/pengajuan/")
        self.assertContains(answer, first.get_absolute_url(), status_code=409)

    def test_another_number_or_other_dates_are_another_learning(self) -> None:
        sent(self.sari)
        sent(self.sari, number="13")
        sent(self.sari, started_on=date(2026, 4, 6), ended_on=date(2026, 4, 7))
        self.assertEqual(Claim.objects.filter(state=ClaimState.SENT).count(), 3)

    def test_what_stands_in_the_ledger_is_not_claimed(self) -> None:
        learning = Learning(
            evidence="university.completion:9",
            form="bimtek",
            title="Bimtek arsip digital.",
            organiser="ANRI",
            started_on=date(2026, 3, 2),
            ended_on=date(2026, 3, 3),
            minutes=90,
        )
        record(learning, person=self.sari)
        with self.assertRaises(drafting.AlreadyClaimed):
            sent(self.sari)
        self.assertEqual(sent(self.bayu).state, ClaimState.SENT)

    def test_it_is_looked_at_again_when_approved(self) -> None:
        claim = sent(self.sari)
        assert claim.started_on and claim.ended_on
        learning = Learning(
            evidence="university.completion:9",
            form="bimtek",
            title=claim.title,
            organiser=claim.organiser,
            started_on=claim.started_on,
            ended_on=claim.ended_on,
            minutes=90,
        )
        record(learning, person=self.sari)
        with self.assertRaises(drafting.AlreadyClaimed):
            deciding.approve(claim, by=self.wulan)


class WorkingDaysTests(CastTestCase):
    def test_it_counts_mondays_to_fridays(self) -> None:
        friday = date(2026, 11, 20)
        self.assertEqual(working_days(friday, friday), 0)
        self.assertEqual(working_days(friday, date(2026, 11, 22)), 0)
        self.assertEqual(working_days(friday, date(2026, 11, 23)), 1)
        self.assertEqual(working_days(friday, date(2026, 12, 4)), 10)
