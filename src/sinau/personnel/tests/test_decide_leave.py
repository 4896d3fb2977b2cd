"""From the supervisor's word to the letter."""

from datetime import date

from sinau.journal.models import Entry
from sinau.kernel import clock
from sinau.personnel.actions import advise, cancel, decide, withdraw
from sinau.personnel.balance import balance_of
from sinau.personnel.models import LeaveRequest, Letter
from sinau.personnel.tests.asking import TODAY, LeaveTestCase, ask


class DecideLeaveTests(LeaveTestCase):
    leave: LeaveRequest

    def setUp(self) -> None:
        super().setUp()
        self.leave = ask(self.sari)
        self.url = f"/layanan/cuti/{self.leave.pk}/"

    def state(self) -> str:
        self.leave.refresh_from_db()
        return self.leave.state

    def test_it_is_passed_on_granted_and_a_letter_is_issued(self) -> None:
        bayu, budi = self.as_(self.bayu), self.as_(self.budi)
        self.assertContains(bayu.get("/layanan/"), "Menunggu Anda")
        self.assertContains(bayu.get(self.url), "Pertimbangan Anda")
        bayu.post(f"{self.url}pertimbangan/", {"verb": "forward", "note": "Loket sudah diatur"})
        self.assertEqual(self.state(), "advised")
        self.assertContains(budi.get(self.url), "Loket sudah diatur")
        budi.post(f"{self.url}keputusan/", {"verb": "grant"})
        self.assertEqual(self.state(), "granted")
        page = self.as_(self.sari).get(self.url)
        self.assertContains(page, "Surat sudah terbit")
        self.assertContains(page, "menyetujui cuti 3 hari kerja")
        letter = self.as_(self.sari).get(f"{self.url}surat/")
        self.assertEqual(letter.headers["Content-Type"], "application/pdf")
        self.assertTrue(letter.content.startswith(b"%PDF"))
        self.assertEqual(balance_of(self.sari, on=TODAY).taken, 3)

    def test_deciding_twice_changes_nothing(self) -> None:
        advise(self.leave, by=self.bayu, passes_on=True)
        budi = self.as_(self.budi)
        budi.post(f"{self.url}keputusan/", {"verb": "grant"})
        again = budi.post(f"{self.url}keputusan/", {"verb": "refuse", "note": "x"})
        self.assertEqual(again.status_code, 409)
        self.assertEqual(self.state(), "granted")
        self.assertEqual(Entry.objects.filter(kind="personnel.leave.granted").count(), 1)

    def test_it_is_given_back_with_a_note_and_sent_again(self) -> None:
        bayu = self.as_(self.bayu)
        page = bayu.post(f"{self.url}pertimbangan/", {"verb": "return", "note": " "})
        self.assertContains(page, "Tuliskan alasannya")
        self.assertEqual(self.state(), "sent")
        bayu.post(f"{self.url}pertimbangan/", {"verb": "return", "note": "Pilih pekan lain"})
        self.assertEqual(self.state(), "returned")
        self.assertEqual(balance_of(self.sari, on=TODAY).reserved, 0)
        sari = self.as_(self.sari)
        self.assertContains(sari.get(self.url), "Pilih pekan lain")
        page = sari.post(f"{self.url}perbaikan/", follow=True)
        self.assertContains(page, "Menghadiri acara keluarga")

    def test_a_refusal_needs_a_reason_and_gives_the_days_back(self) -> None:
        advise(self.leave, by=self.bayu, passes_on=True)
        budi = self.as_(self.budi)
        page = budi.post(f"{self.url}keputusan/", {"verb": "refuse"})
        self.assertContains(page, "Tuliskan alasannya")
        self.assertEqual(self.state(), "advised")
        budi.post(f"{self.url}keputusan/", {"verb": "refuse", "note": "Pekan vaksinasi"})
        self.assertContains(self.as_(self.sari).get(self.url), "Pekan vaksinasi")
        self.assertEqual(balance_of(self.sari, on=TODAY).left, 16)
        self.assertFalse(Letter.objects.exists())

    def test_the_official_gives_it_back_too(self) -> None:
        advise(self.leave, by=self.bayu, passes_on=True, note="Loket sudah diatur")
        budi = self.as_(self.budi)
        budi.post(f"{self.url}keputusan/", {"verb": "return", "note": "Sesudah pekan imunisasi"})
        self.assertEqual(self.state(), "returned")
        self.assertEqual(balance_of(self.sari, on=TODAY).reserved, 0)
        self.assertContains(self.as_(self.sari).get(self.url), "Sesudah pekan imunisasi")
        again = budi.post(f"{self.url}keputusan/", {"verb": "return", "note": "x"})
        self.assertEqual(again.status_code, 409)
        self.assertEqual(Entry.objects.filter(kind="personnel.leave.returned").count(), 1)

    def test_who_weighs_it_sees_what_is_left_and_who_else_is_away(self) -> None:
        bayu = self.as_(self.bayu)
        self.assertContains(bayu.get(self.url), "Bila disetujui, sisanya 13 hari kerja")
        self.assertContains(bayu.get(self.url), "Tidak ada rekan seunit")
        own = ask(self.bayu)
        decide(own, by=self.budi, grants=True)
        self.assertContains(bayu.get(self.url), "Bayu Nugroho (9–11 November 2026)")

    def test_a_letter_stays_as_it_was_issued(self) -> None:
        advise(self.leave, by=self.bayu, passes_on=True)
        decide(self.leave, by=self.budi, grants=True)
        sari = self.as_(self.sari)
        before = sari.get(f"{self.url}surat/").content
        self.sari.grade, self.sari.job_title = "III/c", "Analis"
        self.sari.save()
        self.budi.job_title = "Asisten"
        self.budi.save()
        self.assertEqual(sari.get(f"{self.url}surat/").content, before)
        self.assertEqual(Letter.objects.get().wording["signer_role"], "Kepala Dinas Kesehatan")

    def test_a_letter_calls_a_candidate_a_candidate(self) -> None:
        self.sari.emp_kind = "CPNS"
        self.sari.save()
        advise(self.leave, by=self.bayu, passes_on=True)
        decide(self.leave, by=self.budi, grants=True)
        self.assertIn("Calon Pegawai Negeri Sipil", Letter.objects.get().wording["opening"])

    def test_it_is_taken_back_before_it_is_decided(self) -> None:
        self.as_(self.sari).post(f"{self.url}penarikan/")
        self.assertEqual(self.state(), "withdrawn")
        withdraw(self.leave, by=self.sari)
        self.assertEqual(Entry.objects.filter(kind="personnel.leave.withdrawn").count(), 1)

    def test_it_is_called_off_before_it_begins_and_its_letter_is_void(self) -> None:
        advise(self.leave, by=self.bayu, passes_on=True)
        decide(self.leave, by=self.budi, grants=True)
        code = Letter.objects.get().code
        self.client.logout()
        self.assertContains(self.client.get(f"/layanan/surat/{code}/"), "Surat ini sah")
        sari = self.as_(self.sari)
        self.assertContains(sari.get(f"{self.url}pembatalan/"), "tidak jadi dijalankan")
        self.assertContains(sari.post(f"{self.url}pembatalan/", {"note": ""}), "Tuliskan alasan")
        sari.post(f"{self.url}pembatalan/", {"note": "Acara diundur"})
        self.assertEqual(self.state(), "cancelled")
        self.assertEqual(balance_of(self.sari, on=TODAY).left, 16)
        self.assertContains(self.client.get(f"/layanan/surat/{code}/"), "tidak berlaku lagi")

    def test_it_is_not_called_off_once_it_has_begun(self) -> None:
        advise(self.leave, by=self.bayu, passes_on=True)
        decide(self.leave, by=self.budi, grants=True)
        with clock.freeze(date(2026, 11, 9)):
            answer = self.as_(self.sari).post(f"{self.url}pembatalan/", {"note": "x"})
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(self.state(), "granted")
        cancel(self.leave, by=self.sari, note="masih sempat")
        self.assertEqual(self.state(), "cancelled")

    def test_the_public_page_says_nothing_about_why_or_where(self) -> None:
        advise(self.leave, by=self.bayu, passes_on=True)
        decide(self.leave, by=self.budi, grants=True)
        page = self.client.get(f"/layanan/surat/{Letter.objects.get().code}/")
        self.assertContains(page, "Sari Lestari")
        for hidden in (self.leave.reason, self.leave.address, self.leave.phone, self.sari.nip):
            self.assertNotContains(page, hidden)
        self.assertEqual(self.client.get("/layanan/surat/ABCDEFGHJKMN/").status_code, 404)
