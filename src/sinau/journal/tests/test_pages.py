"""Who reads the journal, what is shown of it, and how failed deliveries are told again."""

from __future__ import annotations

import json

from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from sinau.journal.announcing import announce
from sinau.journal.checking import run_check
from sinau.journal.delivering import deliver_entry
from sinau.journal.models import Check, Delivery, Entry
from sinau.journal.tests.lamps import House, LampLit, a_listening_house
from sinau.kernel.clock import today
from sinau.people.models import Grant, Person, Role
from sinau.people.testing import CastTestCase
from sinau.ui.testing import cells, queries_of


class EntriesTests(CastTestCase):
    house: House

    def setUp(self) -> None:
        self.house = self.enterContext(a_listening_house())
        self.first = announce(LampLit(lamp_id=3), by=self.sari)
        self.second = announce(LampLit(lamp_id=3), by=self.joko)
        self.client.force_login(self.tri)

    def an_auditor_of_the_health_agency(self) -> Person:
        Grant.objects.create(
            person=self.bayu,
            role=Role.AUDITOR,
            agency=self.dinkes,
            valid_from=today(),
            valid_to=today(),
            purpose="Pemeriksaan internal",
        )
        return self.bayu

    def test_auditor_and_administrator_of_the_city_read_everything(self) -> None:
        """P-JRN-1, P-JRN-2"""
        for person in (self.tri, self.agung):
            self.client.force_login(person)
            page = self.client.get("/jejak/")
            self.assertContains(page, "Sari Lestari menyalakan lampu 3")
            self.assertContains(page, "Joko Susilo menyalakan lampu 3")

    def test_an_auditor_of_an_agency_reads_what_its_people_told(self) -> None:
        """P-JRN-3"""
        self.client.force_login(self.an_auditor_of_the_health_agency())
        page = self.client.get("/jejak/")
        self.assertContains(page, "Sari Lestari menyalakan")
        self.assertNotContains(page, "Joko Susilo menyalakan")
        self.assertEqual(self.client.get(self.second.get_absolute_url()).status_code, 404)
        lines = self.client.get("/jejak/unduh.ndjson").content.decode().splitlines()
        self.assertEqual([json.loads(line)["id"] for line in lines], [self.first.pk])

    def test_nobody_else_finds_the_journal(self) -> None:
        """P-JRN-4"""
        row = Check.objects.create()
        for person in (self.joko, self.sari, self.wulan, self.budi):
            self.client.force_login(person)
            for address in (
                "/jejak/",
                self.first.get_absolute_url(),
                "/jejak/unduh.xlsx",
                "/jejak/unduh.ndjson",
                f"/jejak/pemeriksaan/{row.pk}/",
                "/jejak/operasi/",
            ):
                with self.subTest(person=person.name, address=address):
                    self.assertEqual(self.client.get(address).status_code, 404)

    def test_filters_by_kind_person_subject_and_day(self) -> None:
        for query, count in (
            ({"oleh": "sari"}, 1),
            ({"oleh": self.joko.nip}, 1),
            ({"tentang": "journal.lamp:"}, 2),
            ({"tentang": "journal.lamp:4"}, 0),
            ({"jenis": LampLit.kind}, 2),
            ({"dari": today().isoformat(), "sampai": today().isoformat()}, 2),
            ({"sampai": "2020-01-01"}, 0),
            ({"dari": "besok"}, 2),
        ):
            with self.subTest(query):
                page = self.client.get("/jejak/", query)
                self.assertEqual(len(page.context["entries"]), count)

    def test_an_entry_shows_its_data_and_that_the_chain_holds(self) -> None:
        page = self.client.get(self.second.get_absolute_url())
        for shown in (self.second.hash, self.second.previous_hash, "Utuh", "lamp_id"):
            self.assertContains(page, shown)

    def test_an_entry_shows_where_its_chain_breaks(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
        Entry.objects.filter(pk=self.first.pk).update(data={"lamp_id": 4})
        page = self.client.get(self.second.get_absolute_url())
        self.assertContains(page, "Isi catatan berubah setelah ditulis.")

    def test_the_list_is_paged_by_key_and_asks_as_much_for_many_as_for_few(self) -> None:
        self.client.get("/jejak/")
        few = queries_of(self.client, "/jejak/")
        for number in range(60):
            announce(LampLit(lamp_id=number), by=self.sari)
        self.assertEqual(queries_of(self.client, "/jejak/"), few)
        page = self.client.get("/jejak/")
        older = self.client.get(f"/jejak/?{page.context['older']}")
        seen = {e.pk for e in page.context["entries"]} | {e.pk for e in older.context["entries"]}
        self.assertTrue({self.first.pk, self.second.pk} <= seen)

    def test_an_export_holds_what_is_shown_and_is_written_down(self) -> None:
        """P-JRN-5"""
        answer = self.client.get("/jejak/unduh.xlsx", {"oleh": "sari"})
        self.assertEqual(len(cells(answer.content)), 2)
        entry = Entry.objects.get(kind="journal.entries.exported")
        self.assertEqual((entry.told_by, entry.data["count"]), (self.tri, 1))

    def test_the_whole_chain_is_checked_by_the_worker_and_the_result_is_kept(self) -> None:
        for _twice in range(2):
            self.client.post("/jejak/pemeriksaan/")
        check = Check.objects.get()
        jobs = ProcrastinateJob.objects.filter(task_name="journal.check_chain")
        self.assertEqual(jobs.count(), 1)
        page = f"/jejak/pemeriksaan/{check.pk}/"
        self.assertContains(self.client.get(page), "Menunggu")
        run_check(check.pk)
        run_check(check.pk)
        check.refresh_from_db()
        self.assertTrue(check.is_intact)
        self.assertEqual(check.entries, 2)
        self.assertContains(self.client.get(page), "Utuh")
        self.assertEqual(Entry.objects.filter(kind="journal.chain.checked").count(), 1)

    def test_a_check_names_what_was_changed_behind_its_back(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
        Entry.objects.filter(pk=self.first.pk).update(data={"lamp_id": 4})
        check = Check.objects.create(asked_by=self.tri)
        run_check(check.pk)
        page = self.client.get(f"/jejak/pemeriksaan/{check.pk}/")
        self.assertContains(page, "journal.lamp:3")
        self.client.force_login(self.an_auditor_of_the_health_agency())
        hidden = self.client.get(f"/jejak/pemeriksaan/{check.pk}/")
        self.assertNotContains(hidden, "journal.lamp:3")


class OperationsTests(CastTestCase):
    house: House

    def setUp(self) -> None:
        self.house = self.enterContext(a_listening_house())
        self.house.trouble = ValueError("lampu rusak")
        for lamp_id in (3, 4):
            deliver_entry(announce(LampLit(lamp_id=lamp_id), by=self.sari).pk)
        self.client.force_login(self.agung)

    def test_it_shows_what_failed_and_why(self) -> None:
        """P-JRN-6"""
        page = self.client.get("/jejak/operasi/")
        self.assertContains(page, "ValueError: lampu rusak")
        self.assertContains(page, "journal.count_lamps")
        self.client.force_login(self.tri)
        self.assertEqual(self.client.get("/jejak/operasi/").status_code, 404)

    def test_one_is_told_again_at_once(self) -> None:
        delivery = Delivery.objects.order_by("pk")[0]
        self.client.post(f"/jejak/operasi/kiriman/{delivery.pk}/")
        delivery.refresh_from_db()
        self.assertEqual((delivery.done_at, delivery.attempts), (None, 2))
        self.house.trouble = None
        for _twice in range(2):
            self.client.post(f"/jejak/operasi/kiriman/{delivery.pk}/")
        delivery.refresh_from_db()
        self.assertIsNotNone(delivery.done_at)
        self.assertEqual(self.house.lit, {3})

    def test_all_of_a_listener_are_due_now_and_the_worker_is_woken(self) -> None:
        from sinau.journal.tasks import deliver_everything_due

        self.house.trouble = None
        self.client.post("/jejak/operasi/kiriman/", {"listener": "journal.count_lamps"})
        jobs = ProcrastinateJob.objects.filter(task_name="journal.deliver_everything_due")
        self.assertEqual(jobs.count(), 1)
        deliver_everything_due()
        self.assertEqual(self.house.lit, {3, 4})
        self.assertContains(self.client.get("/jejak/operasi/"), "Semua fakta sudah sampai")

    def test_it_asks_as_much_for_many_as_for_few(self) -> None:
        self.client.get("/jejak/operasi/")
        few = queries_of(self.client, "/jejak/operasi/")
        with transaction.atomic():
            for lamp_id in range(20):
                announce(LampLit(lamp_id=lamp_id), by=self.sari)
        many = queries_of(self.client, "/jejak/operasi/")
        self.assertEqual(many, few)

    def test_nobody_else_tells_again(self) -> None:
        """P-JRN-6"""
        delivery = Delivery.objects.order_by("pk")[0]
        for person in (self.tri, self.joko, self.wulan):
            self.client.force_login(person)
            for address in ("/jejak/operasi/kiriman/", f"/jejak/operasi/kiriman/{delivery.pk}/"):
                self.assertEqual(self.client.post(address).status_code, 404)
        delivery.refresh_from_db()
        self.assertEqual(delivery.attempts, 1)
