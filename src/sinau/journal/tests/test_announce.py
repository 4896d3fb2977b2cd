"""A fact is written once, in the same transaction as what it describes."""

import pytest
from django.db import transaction
from django.test import TransactionTestCase
from procrastinate.contrib.django.models import ProcrastinateJob

from sinau.journal.announcing import AnnouncedOutsideTransaction, announce
from sinau.journal.models import Delivery, Entry, Stream
from sinau.journal.tests.lamps import LampLit, a_listening_house
from sinau.people.testing import CastTestCase


class AnnounceTests(CastTestCase):
    def test_it_writes_who_what_and_when_in_the_stream_of_its_subject(self) -> None:
        entry = announce(LampLit(lamp_id=3), by=self.sari)

        written = Entry.objects.get()
        self.assertEqual(written, entry)
        self.assertEqual((written.kind, written.told_by), ("journal.lamp.lit", self.sari))
        self.assertEqual(written.stream.name, "journal.lamp:3")
        self.assertEqual(written.data, {"lamp_id": 3})

    def test_it_chains_each_entry_to_the_one_before(self) -> None:
        first = announce(LampLit(lamp_id=3), by=self.sari)
        second = announce(LampLit(lamp_id=3), by=None)

        self.assertEqual(second.previous_hash, first.hash)
        self.assertEqual((first.position, second.position), (1, 2))
        stream = Stream.objects.get()
        self.assertEqual((stream.length, stream.head), (2, second.hash))

    def test_it_leaves_a_receipt_and_one_job_for_its_listeners(self) -> None:
        with a_listening_house():
            entry = announce(LampLit(lamp_id=3), by=self.sari)

        delivery = Delivery.objects.get()
        self.assertEqual((delivery.entry, delivery.listener), (entry, "journal.count_lamps"))
        # Jobs outlive the tests that commit: Django does not empty tables it does not manage.
        self.assertEqual(ProcrastinateJob.objects.filter(args={"entry_id": entry.pk}).count(), 1)


class TransactionTests(TransactionTestCase):
    def test_it_is_undone_with_the_change_it_describes(self) -> None:
        jobs = ProcrastinateJob.objects.count()
        with a_listening_house(), self.assertRaises(ZeroDivisionError), transaction.atomic():
            announce(LampLit(lamp_id=3), by=None)
            raise ZeroDivisionError

        self.assertFalse(Entry.objects.exists())
        self.assertEqual(ProcrastinateJob.objects.count(), jobs)

    def test_it_refuses_to_be_announced_outside_a_transaction(self) -> None:
        with pytest.raises(AnnouncedOutsideTransaction):
            announce(LampLit(lamp_id=3), by=None)
