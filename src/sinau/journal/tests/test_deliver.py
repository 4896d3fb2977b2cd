"""Listeners are told at least once, each failing alone."""

from datetime import timedelta

from django.test import TestCase

from sinau.journal.announcing import announce
from sinau.journal.delivering import deliver, deliver_due, deliver_entry
from sinau.journal.models import Delivery
from sinau.journal.tests.lamps import House, LampLit, a_listening_house
from sinau.kernel import clock


class DeliverTests(TestCase):
    house: House

    def setUp(self) -> None:
        self.house = self.enterContext(a_listening_house())

    def test_it_tells_the_listener_and_keeps_a_receipt(self) -> None:
        entry = announce(LampLit(lamp_id=3), by=None)
        deliver_entry(entry.pk)

        self.assertEqual(self.house.lit, {3})
        self.assertIsNotNone(Delivery.objects.get().done_at)

    def test_it_does_not_tell_again_what_has_a_receipt(self) -> None:
        entry = announce(LampLit(lamp_id=3), by=None)
        deliver_entry(entry.pk)
        deliver_entry(entry.pk)
        self.assertTrue(deliver(Delivery.objects.get().pk))

        self.assertEqual(self.house.times_told, 1)

    def test_it_tells_what_a_dead_worker_left_behind(self) -> None:
        # The worker died between the commit and the delivery: the job is gone, the receipt waits.
        announce(LampLit(lamp_id=3), by=None)

        self.assertEqual(deliver_due(), 1)
        self.assertEqual(self.house.lit, {3})

    def test_it_tries_a_failing_listener_again_later_and_later_still(self) -> None:
        entry = announce(LampLit(lamp_id=3), by=None)
        self.house.trouble = ValueError("lampu rusak")
        deliver_entry(entry.pk)

        delivery = Delivery.objects.get()
        self.assertIn("lampu rusak", delivery.error)
        self.assertEqual(deliver_due(), 0, "not before its time")

        with clock.freeze(clock.now() + timedelta(seconds=6)):
            deliver_due()
        delivery.refresh_from_db()
        self.assertEqual(delivery.attempts, 2)
        self.assertGreater(delivery.next_try_at, clock.now() + timedelta(seconds=8))

        self.house.trouble = None
        with clock.freeze(clock.now() + timedelta(hours=1)):
            self.assertEqual(deliver_due(), 1)
        self.assertEqual(self.house.lit, {3})
        self.assertEqual(Delivery.objects.get().error, "")

    def test_it_lets_one_listener_fail_alone(self) -> None:
        entry = announce(LampLit(lamp_id=3), by=None)
        announce(LampLit(lamp_id=4), by=None)
        self.house.trouble = ValueError("lampu rusak")
        deliver_entry(entry.pk)
        self.house.trouble = None
        deliver_due()

        self.assertEqual(self.house.lit, {4})
