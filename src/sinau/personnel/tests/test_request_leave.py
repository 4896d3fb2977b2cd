"""Asking for leave, one question a page."""

from datetime import date

from sinau.journal.models import Entry
from sinau.people.models import Person
from sinau.personnel.actions import LeaveNotPossible, NobodyDecides
from sinau.personnel.balance import balance_of
from sinau.personnel.models import LeaveDraft, LeaveRequest
from sinau.personnel.tests.asking import TODAY, LeaveTestCase, ask


class RequestLeaveTests(LeaveTestCase):
    def test_it_asks_one_question_a_page_and_sends_the_answers(self) -> None:
        sari = self.as_(self.sari)
        page = sari.get("/layanan/cuti/draf/", follow=True)
        self.assertContains(page, "Kapan Anda ingin cuti?")
        self.assertContains(page, "16 hari kerja")
        page = sari.post(
            "/layanan/cuti/draf/tanggal/",
            {"start_on": "2026-11-09", "end_on": "2026-11-11"},
            follow=True,
        )
        self.assertContains(page, "Apa alasan cuti Anda?")
        page = sari.post("/layanan/cuti/draf/alasan/", {"reason": "Acara keluarga"}, follow=True)
        self.assertContains(page, "Di mana Anda dapat dihubungi?")
        page = sari.post(
            "/layanan/cuti/draf/alamat/",
            {"address": "Kulon Progo", "phone": "0812-0000-1234"},
            follow=True,
        )
        self.assertContains(page, "Siapa yang menerima pekerjaan Anda?")
        page = sari.post(
            "/layanan/cuti/draf/pengganti/", {"replacement": self.bayu.pk}, follow=True
        )
        for words in ("Periksa permintaan Anda", "3 hari kerja", "081200001234", "Bayu Nugroho"):
            self.assertContains(page, words)
        key = LeaveDraft.objects.get().key
        page = sari.post("/layanan/cuti/", {"key": str(key)}, follow=True)
        self.assertContains(page, "CT-2026-0001")
        self.assertContains(page, "Bayu Nugroho")
        self.assertFalse(LeaveDraft.objects.exists())

    def test_pressing_twice_sends_once(self) -> None:
        first = ask(self.sari)
        sari = self.as_(self.sari)
        page = sari.post("/layanan/cuti/", {"key": str(first.key)})
        self.assertRedirects(page, f"/layanan/cuti/{first.pk}/terkirim/")
        self.assertEqual(LeaveRequest.objects.count(), 1)
        self.assertEqual(Entry.objects.filter(kind="personnel.leave.requested").count(), 1)

    def test_one_day_is_written_once(self) -> None:
        leave = ask(self.sari, start=date(2026, 11, 9), end=date(2026, 11, 9))
        page = self.as_(self.sari).get(f"/layanan/cuti/{leave.pk}/")
        self.assertContains(page, "Senin, 9 November 2026")
        self.assertNotContains(page, "sampai dengan")

    def test_a_key_that_is_none_is_told_so(self) -> None:
        for key in ("", "bukan-kunci", "0" * 400):
            with self.subTest(key[:20]):
                answer = self.as_(self.sari).post("/layanan/cuti/", {"key": key})
                self.assertEqual(answer.status_code, 409)

    def test_only_looking_at_the_first_question_leaves_no_reminder(self) -> None:
        sari = self.as_(self.sari)
        self.assertContains(sari.get("/layanan/cuti/draf/tanggal/"), "belum diverifikasi")
        self.assertNotContains(sari.get("/layanan/"), "Permintaan yang belum Anda kirim")

    def test_it_keeps_what_was_answered_and_goes_on_there(self) -> None:
        sari = self.as_(self.sari)
        sari.post("/layanan/cuti/draf/tanggal/", {"start_on": "2026-11-09", "end_on": "2026-11-09"})
        self.assertRedirects(sari.get("/layanan/cuti/draf/"), "/layanan/cuti/draf/alasan/")
        self.assertContains(sari.get("/layanan/"), "Permintaan yang belum Anda kirim")
        self.assertContains(sari.get("/layanan/cuti/draf/tanggal/"), "2026-11-09")

    def test_it_says_what_is_wrong_and_loses_nothing(self) -> None:
        sari = self.as_(self.sari)
        url = "/layanan/cuti/draf/tanggal/"
        for start, end, words in (
            ("2026-11-09", "2026-11-08", "lebih awal"),
            ("2026-11-01", "2026-11-03", "sudah lewat"),
            ("2026-11-14", "2026-11-15", "tidak memuat hari kerja"),
            ("2026-11-09", "2026-12-11", "sedangkan sisa hak"),
            ("2026-12-29", "2027-01-05", "pergantian tahun"),
        ):
            with self.subTest(words):
                page = sari.post(url, {"start_on": start, "end_on": end})
                self.assertContains(page, words)
                self.assertContains(page, start)

    def test_it_refuses_days_that_are_asked_for_already(self) -> None:
        first = ask(self.sari)
        with self.assertRaises(LeaveNotPossible) as refused:
            ask(self.sari, start=date(2026, 11, 11), end=date(2026, 11, 12))
        self.assertIn(first.number, str(refused.exception.reasons[0]))

    def test_it_holds_the_days_until_they_are_decided(self) -> None:
        ask(self.sari)
        balance = balance_of(self.sari, on=TODAY)
        self.assertEqual((balance.reserved, balance.left), (3, 13))

    def test_it_tells_who_has_not_worked_a_year_from_when(self) -> None:
        self.sari.cpns_date = date(2026, 6, 1)
        self.sari.save()
        page = self.as_(self.sari).get("/layanan/cuti/draf/", follow=True)
        self.assertEqual(page.status_code, 404)  # no catalogue here; the service page explains
        self.assertIn("1 Juni 2027", balance_of(self.sari, on=TODAY).why_not())

    def test_a_pppk_is_told_that_the_rules_are_about_others(self) -> None:
        self.sari.emp_kind = "PPPK"
        self.assertIn("PNS dan CPNS", balance_of(self.sari, on=TODAY).why_not())

    def test_a_missing_record_is_said_and_counts_as_nothing_left(self) -> None:
        balance = balance_of(self.bayu, on=TODAY)
        self.assertEqual(balance.left, 12)
        self.assertEqual(balance.records_missing, (2025, 2024))

    def test_it_goes_to_the_next_one_up_while_the_supervisor_is_away(self) -> None:
        self.assertEqual(ask(self.sari).supervisor, self.bayu)
        self.bayu.left_on = TODAY
        self.bayu.save()
        later = ask(self.sari, start=date(2026, 11, 16), end=date(2026, 11, 16))
        # Budi would both advise and decide; one step is enough.
        self.assertIsNone(later.supervisor)
        self.assertEqual((later.official, later.state), (self.budi, "advised"))

    def test_the_leave_of_a_head_is_decided_one_up(self) -> None:
        self.assertEqual(ask(self.budi).official, self.dewi)
        with self.assertRaises(NobodyDecides):
            ask(Person.objects.get(pk=self.dewi.pk))
