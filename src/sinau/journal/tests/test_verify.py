"""Whatever is done to a row behind the journal's back shows."""

from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test import TestCase

from sinau.journal.announcing import announce
from sinau.journal.models import Entry
from sinau.journal.tests.lamps import LampLit
from sinau.journal.verifying import verify


class VerifyTests(TestCase):
    def setUp(self) -> None:
        self.entries = [announce(LampLit(lamp_id=3), by=None) for _ in range(3)]
        with connection.cursor() as cursor:
            # As somebody with the keys to the database would: past the append-only trigger.
            cursor.execute("set local session_replication_role = replica")

    def test_the_database_refuses_to_change_an_entry(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = origin")
        with self.assertRaises(ProgrammingError), transaction.atomic():
            Entry.objects.filter(pk=self.entries[1].pk).update(kind="x")
        with self.assertRaises(ProgrammingError), transaction.atomic():
            Entry.objects.filter(pk=self.entries[1].pk).delete()

    def positions(self) -> list[int]:
        return [found.position for found in verify()]

    def test_it_finds_nothing_when_all_is_as_written(self) -> None:
        self.assertEqual(self.positions(), [])
        call_command("verify_journal", verbosity=0)

    def test_it_finds_a_changed_row(self) -> None:
        Entry.objects.filter(pk=self.entries[1].pk).update(data={"lamp_id": 4})
        self.assertEqual(self.positions(), [2])
        with self.assertRaises(CommandError):
            call_command("verify_journal", verbosity=0)

    def test_it_finds_a_missing_row_in_the_middle(self) -> None:
        Entry.objects.filter(pk=self.entries[1].pk).delete()
        self.assertEqual(self.positions(), [2])

    def test_it_finds_missing_newest_rows(self) -> None:
        Entry.objects.filter(pk=self.entries[2].pk).delete()
        self.assertEqual(self.positions(), [3])

    def test_it_finds_a_row_rewritten_with_a_fitting_hash(self) -> None:
        forged = self.entries[1]
        forged.data = {"lamp_id": 4}
        forged.hash = forged.computed_hash()
        forged.save()
        self.assertEqual(self.positions(), [3])
