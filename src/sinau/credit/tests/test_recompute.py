"""Everything is computed again from the facts, and whatever differs is named."""

from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from sinau.credit.actions import record, reverse
from sinau.credit.auditing import ask, run
from sinau.credit.models import Entry, Recomputation, RuleVersion, YearTotal
from sinau.credit.recomputing import outcome_of, people_of_scope, recompute
from sinau.credit.tests.learning import learn
from sinau.credit.tests.test_merge import learning
from sinau.journal.announcing import announce
from sinau.journal.models import Entry as Told
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.university.events import LearningCompleted


class RecomputeTests(CastTestCase):
    def setUp(self) -> None:
        learn(self.sari, evidence="a", jp=None, form="seminar")
        learn(self.sari, evidence="b", jp=None, form="community")
        learn(self.sari, evidence="c", jp=None, form="community")
        learn(self.sari, evidence="d", jp=None, minutes=90)
        record(learning("claim:1", number="0012/2026"), person=self.sari)
        record(learning("claim:2", number="0012 2026"), person=self.sari)
        reverse(Entry.objects.get(evidence="b"), by=self.wulan, reason="Keliru")
        learn(self.bayu, evidence="e")
        self.assertEqual(self.found(), [])

    def found(self) -> list[str]:
        return [each.words for each in outcome_of(recompute(people_of_scope())).differences]

    def behind_its_back(self, words: str, values: list[Any] | None = None) -> None:
        """What somebody with the keys of the database could do."""
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            for table in ("credit_entry", "credit_evidencealias"):
                cursor.execute(f"alter table {table} disable trigger user")
            cursor.execute(words, values)
            cursor.execute("set constraints all immediate")
            for table in ("credit_entry", "credit_evidencealias"):
                cursor.execute(f"alter table {table} enable trigger user")

    def test_a_changed_number_shows(self) -> None:
        self.behind_its_back("update credit_entry set jp = 99 where evidence = 'a'")
        found = " · ".join(self.found())
        self.assertIn("berubah setelah ditulis", found)
        self.assertIn("tersimpan 99 JP, hitung ulang 4 JP", found)
        self.assertIn("jumlah tahun 2026", found)

    def test_a_row_changed_together_with_its_hash_and_total_shows(self) -> None:
        entry = Entry.objects.filter(person=self.bayu).get()
        entry.jp, entry.stated_jp = Decimal(9), Decimal(9)
        self.behind_its_back(
            "update credit_entry set jp = 9, stated_jp = 9, hash = %s where id = %s",
            [entry.computed_hash(), entry.pk],
        )
        YearTotal.objects.filter(person=self.bayu).update(jp=9)
        found = " · ".join(self.found())
        self.assertNotIn("berubah setelah ditulis", found)
        self.assertIn("lain dari yang diumumkan", found)
        self.assertIn("lain dari fakta", found)

    def test_a_missing_row_shows(self) -> None:
        self.behind_its_back("delete from credit_entry where evidence = 'e'")
        found = " · ".join(self.found())
        self.assertIn("hilang dari buku", found)
        self.assertIn("belum ada di buku", found)

    def test_an_extra_row_shows(self) -> None:
        first = Entry.objects.get(evidence="e")
        extra = Entry.objects.get(evidence="e")
        extra.pk, extra.position, extra.evidence = None, 2, "forged"
        extra.fact_entry, extra.previous_hash = None, first.hash
        extra.hash = extra.computed_hash()
        extra.save(force_insert=True)
        YearTotal.objects.filter(person=self.bayu).update(jp=first.jp * 2, entries=2)
        self.assertEqual(len(self.found()), 1)
        self.assertIn("tidak pernah diumumkan", self.found()[0])

    def test_a_wrong_total_shows(self) -> None:
        YearTotal.objects.filter(person=self.bayu).update(jp=20)
        self.assertEqual(
            self.found(),
            [
                "jumlah tahun 2026: tersimpan 20 JP dari 1 baris, hitung ulang 3 JP dari 1 baris",
            ],
        )
        YearTotal.objects.filter(person=self.bayu).delete()
        self.assertEqual(self.found(), ["jumlah tahun 2026 belum tersimpan"])

    def test_a_changed_version_of_a_rule_shows(self) -> None:
        rule = RuleVersion.objects.get(form="seminar", in_use=True)
        rule.content |= {"jp_national": "9"}
        rule.save()
        self.assertIn("tersimpan 4 JP, hitung ulang 9 JP", " · ".join(self.found()))

    def test_a_missing_second_evidence_shows(self) -> None:
        self.behind_its_back("delete from credit_evidencealias")
        self.assertIn("bukti claim:2 hilang dari buku", self.found())

    def test_a_fact_on_its_way_is_no_difference_and_one_that_was_lost_is(self) -> None:
        with transaction.atomic():
            fact = Told.objects.filter(kind=LearningCompleted.kind).first()
            assert fact is not None
            told = LearningCompleted.from_data({**fact.data, "evidence": "new"})
            announce(told, by=self.sari)
        self.assertEqual(self.found(), [])
        from sinau.journal.models import Delivery

        Delivery.objects.pending().update(done_at="2026-01-01T00:00:00Z")
        self.assertIn("belum ada di buku", " · ".join(self.found()))

    def test_it_asks_as_often_for_many_people_as_for_few(self) -> None:
        with CaptureQueriesContext(connection) as few:
            self.found()
        for number in range(3):
            for person in (self.joko, self.agung, self.ratna):
                learn(person, evidence=f"{person.pk}-{number}")
        with self.assertNumQueries(len(few)):
            self.found()


class CommandTests(CastTestCase):
    def setUp(self) -> None:
        learn(self.sari, day=date(2026, 3, 2))

    def say(self, **options: str) -> str:
        out = StringIO()
        call_command("recompute_credit", stdout=out, stderr=out, **options)
        return out.getvalue()

    def test_it_says_that_all_is_well(self) -> None:
        self.assertIn("Cocok: 1 catatan milik 9 pegawai", self.say())
        self.assertIn("Cocok: 1 catatan milik 1 pegawai", self.say(person=self.sari.nip))
        self.assertIn("Cocok: 0 catatan", self.say(agency="dishub"))

    def test_it_names_what_differs_and_fails(self) -> None:
        YearTotal.objects.update(jp=20)
        self.assertIn("Cocok", self.say(agency="dishub"))
        out = StringIO()
        with self.assertRaises(CommandError) as failed:
            call_command("recompute_credit", stdout=out, stderr=out)
        self.assertIn(f"{self.sari.nip} Sari Lestari: jumlah tahun 2026", out.getvalue())
        self.assertEqual(failed.exception.returncode, 1)

    def test_it_asks_for_a_person_or_agency_that_exists(self) -> None:
        for options in ({"person": "123"}, {"agency": "tidak-ada"}):
            with self.subTest(options), self.assertRaises(CommandError):
                self.say(**options)


class ButtonTests(CastTestCase):
    def as_(self, person: Person) -> Any:
        self.client.force_login(person)
        return self.client

    def test_the_auditor_has_it_computed_and_reads_the_result(self) -> None:
        learn(self.sari)
        client = self.as_(self.tri)
        self.assertContains(client.get("/jp/hitung-ulang/"), "Belum pernah dihitung ulang")
        client.post("/jp/hitung-ulang/baru/", {"unit": "dinkes"})
        asked = Recomputation.objects.get()
        self.assertContains(client.get(asked.get_absolute_url()), "Berjalan")
        run(asked.pk)
        run(asked.pk)
        self.assertContains(client.get(asked.get_absolute_url()), "sama dengan hitung ulang")
        self.assertContains(client.get("/jp/hitung-ulang/"), "Cocok")
        self.assertEqual(Told.objects.filter(kind="credit.ledger.recomputed").count(), 1)

    def test_differences_are_listed(self) -> None:
        learn(self.sari)
        YearTotal.objects.update(jp=20)
        asked = ask(self.dinkes, by=self.tri)
        self.assertEqual(ask(self.dinkes, by=self.tri), asked)
        run(asked.pk)
        page = self.as_(self.tri).get(asked.get_absolute_url())
        self.assertContains(page, "tersimpan 20 JP")

    def test_p_cre_22_it_is_for_auditors_and_officers_of_the_agency(self) -> None:
        """P-CRE-22"""
        asked = ask(self.dinkes, by=self.tri)
        for person in (self.sari, self.budi):
            client = self.as_(person)
            self.assertEqual(client.get("/jp/hitung-ulang/").status_code, 404)
            self.assertEqual(client.post("/jp/hitung-ulang/baru/").status_code, 404)
        client = self.as_(self.joko)
        self.assertEqual(client.get(asked.get_absolute_url()).status_code, 404)
        self.assertNotContains(client.get("/jp/hitung-ulang/"), "Dinas Kesehatan")
        answer = client.post("/jp/hitung-ulang/baru/", {"unit": "dinkes"})
        self.assertEqual(answer.status_code, 404)
