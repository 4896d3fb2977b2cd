"""Who guesses at certificates waits; who checks one that exists, and who is signed in, does not."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from unittest import mock

from django.urls import reverse

from sinau.kernel import clock
from sinau.people.testing import CastTestCase
from sinau.university.actions import enrol
from sinau.university.actions.certificates import draw_place
from sinau.university.actions.probing import MOST
from sinau.university.certificates.credential import status
from sinau.university.models import Certificate, CheckWindow
from sinau.university.testing import finish_a_course, open_a_course

UNKNOWN = reverse("university:certificate", args=["7K3M-9QXA-4T6V"])
VERIFY = reverse("university:verify")


class ProbeTests(CastTestCase):
    certificate: Certificate

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        finish_a_course(enrol(open_a_course(cls.bkpsdm, cls.wulan), cls.sari))
        cls.certificate = Certificate.objects.get(person=cls.sari)

    def look(self, url: str, address: str = "203.0.113.7") -> int:
        return self.client.get(url, REMOTE_ADDR=address).status_code

    def test_p_uni_86_looking_in_vain_ends_with_a_pause(self) -> None:
        """P-UNI-86"""
        for _turn in range(MOST):
            self.assertEqual(self.look(UNKNOWN), 404)
        self.assertEqual(self.look(UNKNOWN), 429)
        self.assertEqual(self.look(self.certificate.get_absolute_url()), 429)
        form = self.client.post(VERIFY, {"code": "x"}, REMOTE_ADDR="203.0.113.7")
        self.assertEqual(form.status_code, 429)
        self.assertEqual(self.look(UNKNOWN, "203.0.113.8"), 404)
        with clock.freeze(clock.now() + dt.timedelta(minutes=16)):
            self.assertEqual(self.look(UNKNOWN), 404)

    def test_what_exists_may_be_looked_at_by_a_whole_hall(self) -> None:
        for _turn in range(MOST + 5):
            self.assertEqual(self.look(self.certificate.get_absolute_url()), 200)
        self.assertEqual(CheckWindow.objects.count(), 0)

    def test_who_is_signed_in_is_not_counted(self) -> None:
        self.client.force_login(self.joko)
        for _turn in range(MOST + 2):
            self.assertEqual(self.look(UNKNOWN), 404)

    def test_rows_are_kept_for_a_day_and_name_no_address(self) -> None:
        self.look(UNKNOWN)
        with clock.freeze(clock.now() + dt.timedelta(days=2)):
            self.look(UNKNOWN)
        row = CheckWindow.objects.get()
        self.assertNotIn("203", row.address[:7])

    def test_places_of_revocation_are_drawn_by_lot(self) -> None:
        places = [draw_place() for _turn in range(5)]
        self.assertEqual(len(set(places)), 5)
        self.assertTrue(all(place < status.LENGTH for place in places))
        self.assertNotEqual([b - a for a, b in pairwise(places)], [1] * 4)
        taken = self.certificate.status_at
        with mock.patch("secrets.randbelow", side_effect=[taken, taken, taken + 1]):
            self.assertEqual(draw_place(), taken + 1)
