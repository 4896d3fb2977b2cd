"""Whoever presses a button twice has done it once."""

from __future__ import annotations

import datetime as dt
import re

from django.urls import reverse

from sinau.kernel import clock
from sinau.people.models import SentForm
from sinau.people.sending import FIELD
from sinau.people.testing import CastTestCase
from sinau.university.models import Room

NEW = reverse("university:class_room_new")


class SendOnceTests(CastTestCase):
    def setUp(self) -> None:
        self.client.force_login(self.wulan)
        page = self.client.get(NEW).content.decode()
        marks = re.findall(rf'name="{FIELD}" value="([^"]+)"', page)
        self.assertEqual(len(marks), 1)
        self.said = {
            "agency": self.bkpsdm.pk,
            "name": "Aula Sekali",
            "address": "Balai Kota",
            "capacity": 20,
            FIELD: marks[0],
        }

    def send(self, **more: object) -> str:
        answer = self.client.post(NEW, {**self.said, **more})
        return str(answer.headers.get("Location", answer.status_code))

    def test_the_second_press_is_led_to_what_the_first_made(self) -> None:
        first = self.send()
        self.assertEqual(self.send(), first)
        self.assertEqual(Room.objects.filter(name="Aula Sekali").count(), 1)

    def test_other_words_another_page_and_another_person_are_another_form(self) -> None:
        self.send()
        self.send(name="Aula Lain")
        self.send(**{FIELD: "lain"})
        self.assertEqual(Room.objects.filter(name__startswith="Aula ").count(), 3)
        self.assertEqual(SentForm.objects.count(), 3)

    def test_a_form_that_asks_again_is_not_held_against_anybody(self) -> None:
        self.assertEqual(self.send(name=""), "422")
        self.assertEqual(self.send(name=""), "422")
        self.assertEqual(SentForm.objects.count(), 0)

    def test_it_is_remembered_for_minutes(self) -> None:
        self.send()
        with clock.freeze(clock.now() + dt.timedelta(minutes=11)):
            self.send()
        self.assertEqual(Room.objects.filter(name="Aula Sekali").count(), 2)
