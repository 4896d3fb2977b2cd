"""A month and a year are checked, answered for and closed for ever."""

from datetime import date
from decimal import Decimal
from typing import Any
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from sinau.credit.actions import Learning, attach, record, reverse
from sinau.credit.closing import (
    EarlierMonthsOpen,
    FindingBlocks,
    FindingsOpen,
    NotTheirPeriod,
    PeriodNotOver,
    accept,
    close,
    is_genuine,
    sign_summary,
)
from sinau.credit.findings import findings_of, scope_of
from sinau.credit.models import AcceptedFinding, Closing, Entry, SignedSummary, YearTotal
from sinau.credit.recomputing import outcome_of, people_of_scope, recompute
from sinau.credit.tests.learning import learn
from sinau.journal.models import Entry as Told
from sinau.kernel import signing
from sinau.kernel.clock import freeze
from sinau.people.models import Agency, Person
from sinau.people.testing import CastTestCase
from sinau.ui.testing import cells, queries_of

TODAY = date(2026, 11, 25)


def claimed(evidence: str, *, day: date, last: date | None = None, **other: Any) -> Learning:
    """A training outside, with a page of its evidence unless said otherwise."""
    said: dict[str, Any] = {
        "form": "technical",
        "title": f"Pelatihan {evidence}",
        "organiser": "Lembaga lain",
        "minutes": 0,
        "stated_jp": Decimal(4),
        "evidence_url": "/bukti/",
    }
    return Learning(evidence=evidence, started_on=day, ended_on=last or day, **(said | other))


class ClosingTestCase(CastTestCase):
    def setUp(self) -> None:
        frozen = freeze(TODAY)
        frozen.__enter__()
        self.addCleanup(frozen.__exit__, None, None, None)

    def as_(self, person: Person) -> Any:
        self.client.force_login(person)
        return self.client

    def let_stand(self, agency: Agency, year: int, month: int) -> None:
        scope = scope_of(agency, year, month)
        accept(scope, findings_of(scope), reason="Sudah diperiksa", by=self.wulan)

    def close_until(self, agency: Agency, year: int, month: int) -> Closing:
        closing = None
        for each in range(1, month + 1):
            self.let_stand(agency, year, each)
            closing = close(agency, year, each, by=self.wulan)
        assert closing is not None
        return closing

    def close_year(self, agency: Agency, year: int) -> Closing:
        self.close_until(agency, year, 12)
        self.let_stand(agency, year, 0)
        return close(agency, year, 0, by=self.wulan)

    def kinds(self, agency: Agency, year: int, month: int) -> set[str]:
        return {f.kind for f in findings_of(scope_of(agency, year, month)) if not f.accepted}


class CheckTests(ClosingTestCase):
    def test_it_finds_a_row_without_evidence(self) -> None:
        learn(self.sari)
        self.assertNotIn("no_evidence", self.kinds(self.dinkes, 2026, 3))
        record(claimed("a", day=date(2026, 3, 5), evidence_url=""), person=self.sari)
        self.assertIn("no_evidence", self.kinds(self.dinkes, 2026, 3))
        self.assertNotIn("no_evidence", self.kinds(self.dishub, 2026, 3))
        entry = Entry.objects.get(evidence="a")
        attach(entry, claimed("b", day=date(2026, 3, 5)), by=self.wulan)
        self.assertNotIn("no_evidence", self.kinds(self.dinkes, 2026, 3))

    def test_it_finds_trainings_at_the_same_time(self) -> None:
        record(claimed("a", day=date(2026, 2, 25), last=date(2026, 3, 1)), person=self.sari)
        record(claimed("b", day=date(2026, 2, 20), last=date(2026, 2, 26)), person=self.sari)
        self.assertIn("overlap", self.kinds(self.dinkes, 2026, 3))
        record(claimed("c", day=date(2026, 3, 1)), person=self.bayu)
        found = [f for f in findings_of(scope_of(self.dinkes, 2026, 3)) if f.kind == "overlap"]
        self.assertEqual([finding.person_id for finding in found], [self.sari.pk])

    def test_learning_at_ones_own_pace_does_not_overlap(self) -> None:
        for evidence in ("a", "b"):
            record(
                claimed(evidence, day=date(2026, 3, 5), form="elearning", stated_jp=Decimal(1)),
                person=self.sari,
            )
        self.assertNotIn("overlap", self.kinds(self.dinkes, 2026, 3))

    def test_it_finds_many_jp_in_one_day(self) -> None:
        record(claimed("a", day=date(2026, 3, 5), stated_jp=Decimal(10)), person=self.sari)
        self.assertNotIn("day", self.kinds(self.dinkes, 2026, 3))
        learn(self.sari, day=date(2026, 3, 5), jp="1")
        self.assertIn("day", self.kinds(self.dinkes, 2026, 3))

    def test_it_finds_what_looks_recorded_twice(self) -> None:
        record(claimed("a", day=date(2026, 3, 5), title="Arsip"), person=self.sari)
        record(claimed("b", day=date(2026, 3, 5), title="ARSIP"), person=self.sari)
        self.assertIn("double", self.kinds(self.dinkes, 2026, 3))

    def test_it_finds_caps_unverified_rules_and_people_over_the_maximum(self) -> None:
        learn(self.sari, form="community", jp=None, evidence="a")
        learn(self.sari, form="community", jp=None, evidence="b")
        Person.objects.filter(pk=self.bayu.pk).update(emp_kind="PPPK")
        record(claimed("c", day=date(2026, 3, 5), stated_jp=Decimal(30)), person=self.bayu)
        self.assertLessEqual({"cap", "unverified", "maximum"}, self.kinds(self.dinkes, 2026, 3))

    def test_people_below_the_minimum_are_found_when_the_year_ends(self) -> None:
        self.assertNotIn("minimum", self.kinds(self.dinkes, 2025, 12))
        found = [f for f in findings_of(scope_of(self.dinkes, 2025, 0)) if f.kind == "minimum"]
        self.assertEqual({f.person_id for f in found}, {self.sari.pk, self.bayu.pk, self.budi.pk})

    def test_a_changed_row_blocks(self) -> None:
        learn(self.sari, day=date(2026, 1, 5))
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("alter table credit_entry disable trigger user")
            cursor.execute("update credit_entry set jp = 99")
            cursor.execute("alter table credit_entry enable trigger user")
        scope = scope_of(self.dinkes, 2026, 1)
        self.assertLessEqual({"chain", "total"}, self.kinds(self.dinkes, 2026, 1))
        with self.assertRaises(FindingBlocks):
            accept(scope, findings_of(scope), reason="Biarkan", by=self.wulan)

    def test_what_is_put_right_is_not_found_any_more(self) -> None:
        entry = record(claimed("a", day=date(2026, 3, 5), evidence_url=""), person=self.sari)
        self.assertIn("no_evidence", self.kinds(self.dinkes, 2026, 3))
        reverse(entry, by=self.wulan, reason="Tanpa bukti")
        self.assertNotIn("no_evidence", self.kinds(self.dinkes, 2026, 3))


class CloseTests(ClosingTestCase):
    def test_it_keeps_everybodys_total_and_newest_hash(self) -> None:
        learn(self.sari, day=date(2026, 1, 5), jp="3")
        entry = Entry.objects.get()
        closing = self.close_until(self.dinkes, 2026, 1)
        total = closing.totals.get(person=self.sari)
        self.assertEqual((total.jp, total.entries, total.head), (Decimal(3), 1, entry.hash))
        self.assertEqual(closing.people, 3)
        self.assertTrue(is_genuine(closing))
        told = Told.objects.get(kind="credit.period.closed")
        self.assertEqual(told.data["digest"], closing.digest)

    def test_a_second_time_changes_nothing(self) -> None:
        first = self.close_until(self.dinkes, 2026, 1)
        self.assertEqual(close(self.dinkes, 2026, 1, by=self.wulan), first)
        self.assertEqual(Told.objects.filter(kind="credit.period.closed").count(), 1)

    def test_each_month_holds_what_came_since_the_one_before(self) -> None:
        learn(self.sari, day=date(2026, 1, 5), jp="3", evidence="a")
        self.close_until(self.dinkes, 2026, 1)
        learn(self.sari, day=date(2026, 1, 9), jp="2", evidence="late")
        learn(self.sari, day=date(2026, 2, 9), jp="4", evidence="b")
        self.let_stand(self.dinkes, 2026, 2)
        february = close(self.dinkes, 2026, 2, by=self.wulan)
        self.assertEqual((february.jp, february.in_period), (Decimal(9), Decimal(6)))
        self.assertEqual(february.previous, Closing.objects.get(month=1))

    def test_it_goes_in_order_and_only_into_the_past(self) -> None:
        with self.assertRaises(EarlierMonthsOpen) as refused:
            close(self.dinkes, 2026, 3, by=self.wulan)
        self.assertEqual(refused.exception.reasons, ["Januari 2026", "Februari 2026"])
        with self.assertRaises(PeriodNotOver):
            close(self.dinkes, 2026, 11, by=self.wulan)
        with self.assertRaises(EarlierMonthsOpen):
            close(self.dinkes, 2025, 0, by=self.wulan)

    def test_open_findings_stand_in_the_way(self) -> None:
        record(claimed("a", day=date(2026, 1, 5), evidence_url=""), person=self.sari)
        with self.assertRaises(FindingsOpen) as refused:
            close(self.dinkes, 2026, 1, by=self.wulan)
        self.assertEqual(len(refused.exception.reasons), 1)
        self.close_until(self.dinkes, 2026, 1)
        self.assertEqual(AcceptedFinding.objects.get().reason, "Sudah diperiksa")
        self.assertEqual(Told.objects.filter(kind="credit.findings.accepted").count(), 1)

    def test_what_the_city_closed_is_closed_for_its_agencies(self) -> None:
        closing = self.close_until(self.agencies["kota"], 2026, 1)
        self.assertEqual(close(self.dinkes, 2026, 1, by=self.wulan), closing)

    def test_the_rows_of_a_closing_are_never_changed(self) -> None:
        self.close_until(self.dinkes, 2026, 1)
        for words in (
            "update credit_closing set jp = 1",
            "delete from credit_closedtotal",
            "update credit_closedtotal set jp = 1",
        ):
            with self.subTest(words), self.assertRaises(DatabaseError), transaction.atomic():
                connection.cursor().execute(words)

    def test_only_the_officer_of_the_agency_closes(self) -> None:
        for person in (self.joko, self.budi, self.tri):
            with self.assertRaises(NotTheirPeriod):
                close(self.dinkes, 2026, 1, by=person)


class ClosedYearTests(ClosingTestCase):
    def setUp(self) -> None:
        super().setUp()
        learn(self.sari, day=date(2025, 5, 5), jp="3", evidence="a")
        self.entry = Entry.objects.get()
        self.closing = self.close_year(self.agencies["kota"], 2025)

    def year(self, year: int) -> Decimal:
        total = YearTotal.objects.filter(person=self.sari, year=year).first()
        return total.jp if total else Decimal(0)

    def test_what_comes_late_counts_in_the_open_year_and_says_so(self) -> None:
        learn(self.sari, day=date(2025, 12, 30), jp="4", evidence="late")
        late = Entry.objects.get(evidence="late")
        self.assertEqual((late.counts_in, late.is_late), (2026, True))
        self.assertEqual((self.year(2025), self.year(2026)), (Decimal(3), Decimal(4)))
        page = self.as_(self.sari).get(late.get_absolute_url())
        self.assertContains(page, "Tahun 2025 sudah ditutup")

    def test_a_reversal_counts_in_the_open_year_and_leads_to_the_closed_one(self) -> None:
        undone = reverse(self.entry, by=self.wulan, reason="Keliru")
        self.assertEqual((undone.counts_in, undone.reverses), (2026, self.entry))
        self.assertEqual((self.year(2025), self.year(2026)), (Decimal(3), Decimal(-3)))
        self.assertTrue(is_genuine(self.closing))
        self.assertEqual(outcome_of(recompute(people_of_scope())).differences, [])

    def test_caps_of_a_closed_year_are_not_shared_out_again(self) -> None:
        learn(self.sari, form="community", jp=None, day=date(2026, 1, 5), evidence="x")
        learn(self.sari, form="community", jp=None, day=date(2026, 1, 5), evidence="y")
        with freeze(date(2027, 2, 1)):
            self.close_year(self.agencies["kota"], 2026)
            reverse(Entry.objects.get(evidence="x"), by=self.wulan, reason="Keliru")
        self.assertFalse(Entry.objects.exclude(adjusts=None).exists())
        self.assertEqual(self.year(2026), Decimal(2))
        self.assertEqual(self.year(2027), Decimal(-2))
        self.assertEqual(outcome_of(recompute(people_of_scope())).differences, [])

    def test_the_summary_is_signed_once_and_known_again(self) -> None:
        summary = sign_summary(self.closing)
        self.assertEqual(sign_summary(self.closing), summary)
        with summary.file.open("rb") as file:
            paper = file.read()
        key = signing.signer()
        assert isinstance(key, signing.CityKey)
        verdict = key.examine(paper)
        assert verdict is not None
        self.assertTrue(verdict.is_ours and verdict.is_whole)
        address = f"/jp/ringkasan/{self.closing.code}/"
        self.assertContains(self.client.get(address), "Tahun 2025")
        for content, words in ((paper, "Berkas ini asli"), (paper + b" ", "bukan ringkasan")):
            upload = SimpleUploadedFile("a.pdf", content)
            self.assertContains(self.client.post(address, {"file": upload}), words)
        self.assertContains(self.client.post("/jp/ringkasan/", {}), "Pilih berkas PDF")
        large = self.client.post("/jp/ringkasan/", {}, CONTENT_LENGTH=str(30 * 1024 * 1024))
        self.assertContains(large, "lebih besar dari 20 MB", status_code=413)
        strict = Client(enforce_csrf_checks=True)
        upload = SimpleUploadedFile("a.pdf", paper)
        self.assertEqual(strict.post(address, {"file": upload}).status_code, 403)
        self.assertEqual(self.client.get("/jp/ringkasan/TIDAK-ADA/").status_code, 404)

    def test_a_total_changed_behind_its_back_shows(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("alter table credit_closedtotal disable trigger user")
            cursor.execute("update credit_closedtotal set jp = 99 where jp = 3")
            cursor.execute("alter table credit_closedtotal enable trigger user")
        self.assertFalse(is_genuine(Closing.objects.get(pk=self.closing.pk)))
        page = self.as_(self.tri).get(self.closing.get_absolute_url())
        self.assertContains(page, "Laporkan kepada auditor")


class ClosingPageTests(ClosingTestCase):
    url = "/jp/tutup/dinkes/2026/1/"

    def test_the_officer_accepts_and_closes(self) -> None:
        record(claimed("a", day=date(2026, 1, 5), evidence_url=""), person=self.sari)
        client = self.as_(self.wulan)
        self.assertContains(client.get("/jp/tutup/?unit=dinkes"), "Periksa dan tutup")
        page = client.get(self.url)
        self.assertContains(page, "Bukti yang tidak dapat dibuka")
        self.assertNotContains(page, "Tutup periode ini")
        key = findings_of(scope_of(self.dinkes, 2026, 1))[0].key
        page = client.post(f"{self.url}temuan/", {"pilih": [key], "reason": ""})
        self.assertContains(page, "Tuliskan alasannya")
        client.post(f"{self.url}temuan/", {"pilih": [key], "reason": "Ada di map"})
        page = client.get(self.url)
        self.assertContains(page, "Ada di map")
        self.assertContains(page, "Tutup periode ini")
        self.assertContains(client.get(f"{self.url}penutupan/"), "tidak dapat dibuka lagi")
        client.post(f"{self.url}penutupan/")
        closing = Closing.objects.get()
        self.assertRedirects(client.get(self.url), closing.get_absolute_url())
        self.assertContains(client.get(closing.get_absolute_url()), "Januari 2026")
        answer = client.get(f"{closing.get_absolute_url()}ringkasan/")
        self.assertTrue(answer.content.startswith(b"%PDF"))
        rows = cells(client.get(f"{closing.get_absolute_url()}unduh/").content)
        self.assertIn("Lestari", str(rows))
        self.assertEqual(SignedSummary.objects.count(), 1)

    def test_all_of_one_kind_are_accepted_at_once(self) -> None:
        for number in range(3):
            record(
                claimed(f"a{number}", day=date(2026, 1, 5 + number), evidence_url=""),
                person=self.sari,
            )
        said = {"semua": "no_evidence", "reason": "Ada di map"}
        self.as_(self.wulan).post(f"{self.url}temuan/", said)
        self.assertEqual(AcceptedFinding.objects.count(), 3)

    def test_an_open_finding_is_a_refusal_when_closed_all_the_same(self) -> None:
        record(claimed("a", day=date(2026, 1, 5), evidence_url=""), person=self.sari)
        answer = self.as_(self.wulan).post(f"{self.url}penutupan/")
        self.assertContains(answer, "belum diselesaikan", status_code=409)

    def test_p_cre_21_heads_and_auditors_read_and_do_not_close(self) -> None:
        """P-CRE-21"""
        closing = self.close_until(self.dinkes, 2026, 1)
        for reader in (self.budi, self.tri, self.dewi):
            client = self.as_(reader)
            self.assertContains(client.get("/jp/tutup/?unit=dinkes"), "Ditutup")
            self.assertEqual(client.get(closing.get_absolute_url()).status_code, 200)
            self.assertNotContains(client.get("/jp/tutup/dinkes/2026/2/"), "Terima")
            for tail in ("temuan/", "penutupan/"):
                answer = client.post(f"/jp/tutup/dinkes/2026/2/{tail}", {"reason": "x"})
                self.assertEqual(answer.status_code, 404)

    def test_p_cre_21_elsewhere_nothing_is_found(self) -> None:
        """P-CRE-21"""
        closing = self.close_until(self.dinkes, 2026, 1)
        address = closing.get_absolute_url()
        for reader in (self.joko, self.sari, self.ratna):
            client = self.as_(reader)
            for url in (self.url, address, f"{address}ringkasan/", f"{address}unduh/"):
                with self.subTest(reader.name, url=url):
                    self.assertEqual(client.get(url).status_code, 404)
            self.assertEqual(client.post(f"{self.url}penutupan/").status_code, 404)
        client = self.as_(self.joko)
        self.assertEqual(client.get("/jp/tutup/?unit=dinkes").status_code, 404)
        self.assertNotContains(client.get("/jp/tutup/"), "Dinas Kesehatan")

    def test_the_pages_cost_the_same_however_many_rows_there_are(self) -> None:
        record(claimed("a", day=date(2026, 1, 5), evidence_url=""), person=self.sari)
        client = self.as_(self.wulan)
        urls = ("/jp/tutup/?unit=dinkes", self.url)
        few = [queries_of(client, url) for url in urls]
        for number in range(5):
            record(
                claimed(f"b{number}", day=date(2026, 1, 6 + number), evidence_url=""),
                person=self.bayu,
            )
        self.assertEqual([queries_of(client, url) for url in urls], few)

    def test_the_worker_signs(self) -> None:
        from sinau.credit.tasks import sign_summary_of

        closing = self.close_until(self.dinkes, 2026, 1)
        with mock.patch("sinau.credit.closing.sign_summary") as sign:
            sign_summary_of(closing.pk)
        sign.assert_called_once_with(closing)
