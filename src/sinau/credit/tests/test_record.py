"""What is learnt stands in the ledger, once."""

from datetime import date
from decimal import Decimal

from django.db import DatabaseError, connection, transaction

from sinau.credit.models import Entry, RuleVersion
from sinau.credit.ruling import load_rules
from sinau.credit.summaries import explanation, recomputed, year_of
from sinau.credit.tests.learning import learn
from sinau.credit.verifying import verify
from sinau.journal.delivering import retell
from sinau.journal.models import Entry as Told
from sinau.people.testing import CastTestCase


class RecordTests(CastTestCase):
    def test_it_credits_what_the_programme_states(self) -> None:
        learn(self.sari, jp="2.5")
        entry = Entry.objects.get(person=self.sari)
        self.assertEqual(entry.jp, Decimal("2.5"))
        self.assertEqual(explanation(entry), "2,5 JP tertulis pada program atau sertifikatnya.")

    def test_it_computes_by_the_table_what_states_none(self) -> None:
        learn(self.sari, jp=None, form="seminar")
        entry = Entry.objects.get(person=self.sari)
        self.assertEqual(entry.jp, Decimal(4))
        self.assertEqual(explanation(entry), "1 hari × 4 JP = 4 JP.")

    def test_it_credits_once_however_often_it_is_told(self) -> None:
        learn(self.sari)
        learn(self.sari)
        retell("credit.credit_learning")
        self.assertEqual(Entry.objects.filter(person=self.sari).count(), 1)
        self.assertEqual(year_of(self.sari, 2026).jp, Decimal(3))
        self.assertEqual(Told.objects.filter(kind="credit.jp.credited").count(), 1)

    def test_it_adds_up_each_year_by_itself(self) -> None:
        learn(self.sari, evidence="a", day=date(2025, 12, 31))
        learn(self.sari, evidence="b", day=date(2026, 1, 1), jp="6")
        self.assertEqual(year_of(self.sari, 2025).jp, Decimal(3))
        self.assertEqual(year_of(self.sari, 2026).jp, Decimal(6))
        self.assertEqual(recomputed(self.sari, 2026), Decimal(6))

    def test_it_says_what_the_year_should_hold(self) -> None:
        learn(self.sari, jp="12.5")
        year = year_of(self.sari, 2026)
        self.assertEqual((year.target, year.missing), (Decimal(20), Decimal("7.5")))
        self.assertFalse(year.is_reached)

    def test_it_warns_a_pppk_above_the_maximum_and_refuses_nothing(self) -> None:
        self.sari.emp_kind = "PPPK"
        self.sari.save()
        learn(self.sari, jp="30")
        year = year_of(self.sari, 2026)
        self.assertTrue(year.is_over)
        self.assertEqual(year.jp, Decimal(30))

    def test_the_database_refuses_to_change_or_delete_a_row(self) -> None:
        learn(self.sari)
        for words in ("update credit_entry set jp = 99", "delete from credit_entry"):
            with self.subTest(words), self.assertRaises(DatabaseError), transaction.atomic():
                connection.cursor().execute(words)

    def test_a_row_changed_behind_its_back_shows(self) -> None:
        learn(self.sari)
        learn(self.sari, evidence="b")
        self.assertEqual(list(verify()), [])
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("alter table credit_entry disable trigger user")
            cursor.execute("update credit_entry set jp = 99 where evidence = 'b'")
            cursor.execute("alter table credit_entry enable trigger user")
        reasons = {flaw.reason for flaw in verify(self.sari)}
        self.assertIn("Isi catatan JP berubah setelah ditulis.", reasons)
        self.assertIn("Jumlah setahun tidak sama dengan hitung ulang.", reasons)


class RuleTests(CastTestCase):
    def test_the_rules_are_known_as_soon_as_the_tables_are_there(self) -> None:
        self.assertGreater(RuleVersion.objects.filter(in_use=True).count(), 20)

    def test_loading_them_again_changes_nothing(self) -> None:
        before = RuleVersion.objects.count()
        self.assertEqual(load_rules(), 0)
        self.assertEqual(RuleVersion.objects.count(), before)
