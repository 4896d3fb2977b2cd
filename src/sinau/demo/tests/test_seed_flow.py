"""Learning in other systems has counted in the demo city."""

from django.test import TestCase

from sinau.credit.models import Entry
from sinau.demo import flow, people, records
from sinau.demo.city import City
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import today
from sinau.records.models import Forwarder, PseudonymRequest, Reported, Stranger


class SeedFlowTests(TestCase):
    def test_hours_of_other_systems_count_and_what_waits_is_seen(self) -> None:
        city = City(today=today())
        people.seed(city)
        records.seed(city)
        self.assertEqual(Reported.objects.count(), 0)
        flow.seed(city)
        tell_everyone()
        self.assertGreater(Reported.objects.filter(rule__key="moodle-course").count(), 2)
        self.assertGreater(Reported.objects.filter(rule__key="h5p").count(), 2)
        counted = Entry.objects.filter(evidence__startswith="records.learning:")
        self.assertEqual(counted.count(), Reported.objects.count())
        stranger = Stranger.objects.unknown().get()
        self.assertEqual(stranger.name, "Peserta tamu")
        forwarder = Forwarder.objects.get()
        self.assertIsNotNone(forwarder.paused_at)
        self.assertIsNotNone(forwarder.waiting_since)
        self.assertTrue(PseudonymRequest.objects.get().is_open)
