"""From the screen in the room to the green page, also through the sign-in page."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from sinau.kernel.clock import freeze, now
from sinau.people.testing import CastTestCase
from sinau.university.actions import register
from sinau.university.actions.attendance import room_key
from sinau.university.attendance import codes
from sinau.university.models import Attendance
from sinau.university.testing import open_a_class
from sinau.university.views.attendance import RECEIPT_COOKIE

CONFIRM = reverse("university:attendance_confirm")
DIGITS = reverse("university:digits")


class ScanTests(CastTestCase):
    def setUp(self) -> None:
        self.moment = now().replace(microsecond=0)
        self.training_class = open_a_class(
            self.bkpsdm, self.wulan, starts_at=self.moment + dt.timedelta(minutes=5)
        )
        self.session = self.training_class.sessions.get()
        register(self.training_class, self.sari, by=self.sari)

    def shown(self, at: dt.datetime | None = None) -> codes.RoomCode:
        second = int((at or self.moment).timestamp())
        return codes.show(room_key(), self.session.pk, second)

    def scan(self, token: str) -> str:
        response = self.client.get(reverse("university:scan", args=[token]))
        return response["Location"] if response.status_code == 302 else str(response.status_code)

    def test_a_scan_and_one_button_is_all(self) -> None:
        self.client.force_login(self.sari)
        with freeze(self.moment):
            self.assertEqual(self.scan(self.shown().token), CONFIRM)
            self.assertContains(self.client.get(CONFIRM), self.sari.full_name)
            self.assertFalse(Attendance.objects.exists())
            response = self.client.post(CONFIRM)
        attendance = Attendance.objects.get()
        self.assertRedirects(response, reverse("university:attendance", args=[attendance.pk]))
        self.assertEqual((attendance.method, attendance.at), ("scan", self.moment))
        self.assertContains(self.client.get(response["Location"]), "No. 1")
        self.assertNotIn(RECEIPT_COOKIE, {k for k, v in self.client.cookies.items() if v.value})

    def test_signing_in_may_take_its_time(self) -> None:
        with freeze(self.moment):
            self.assertEqual(self.scan(self.shown().token), CONFIRM)
            response = self.client.get(CONFIRM)
        self.assertEqual(response.status_code, 302)
        self.assertIn("masuk", response["Location"])
        self.client.login(nip=self.sari.nip, password="belajar-terus")
        with freeze(self.moment + dt.timedelta(minutes=9)):
            self.client.post(CONFIRM)
        self.assertEqual(Attendance.objects.get().at, self.moment)

    def test_a_receipt_does_not_live_long(self) -> None:
        with freeze(self.moment):
            self.scan(self.shown().token)
        self.client.force_login(self.sari)
        with freeze(self.moment + dt.timedelta(minutes=16)):
            self.assertEqual(self.client.post(CONFIRM).status_code, 410)
        self.assertFalse(Attendance.objects.exists())

    def test_an_old_or_forged_code_is_explained(self) -> None:
        with freeze(self.moment + dt.timedelta(minutes=3)):
            url = reverse("university:scan", args=[self.shown().token])
            self.assertContains(self.client.get(url), "sudah berganti", status_code=410)
            url = reverse("university:scan", args=["1.2.abc"])
            self.assertContains(self.client.get(url), "tidak terbaca", status_code=410)
        self.assertNotIn(RECEIPT_COOKIE, self.client.cookies)

    def test_an_early_scan_says_when_to_come_back(self) -> None:
        early = self.moment - dt.timedelta(hours=2)
        self.client.force_login(self.sari)
        with freeze(early):
            self.scan(self.shown(early).token)
            self.assertContains(self.client.post(CONFIRM), "dibuka", status_code=409)

    def test_the_outsider_without_a_seat_is_not_recorded(self) -> None:
        """P-UNI-9: only who has a seat can be recorded in a session."""
        self.client.force_login(self.joko)
        with freeze(self.moment):
            self.scan(self.shown().token)
            self.assertEqual(self.client.post(CONFIRM).status_code, 409)
            shown = {"digits": self.shown().digits}
            self.assertEqual(self.client.post(DIGITS, shown).status_code, 422)
        self.assertFalse(Attendance.objects.exists())

    def test_the_green_page_is_ones_own(self) -> None:
        """P-UNI-9: the record of an attendance is shown to the person it is about."""
        self.client.force_login(self.sari)
        with freeze(self.moment):
            self.client.post(DIGITS, {"digits": self.shown().digits})
        url = reverse("university:attendance", args=[Attendance.objects.get().pk])
        self.assertEqual(self.client.get(url).status_code, 200)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(url).status_code, 404)

    def test_six_digits_do_the_same_and_are_not_guessed(self) -> None:
        self.client.force_login(self.sari)
        right = self.shown().digits
        wrong = f"{(int(right) + 1) % 1_000_000:06d}"
        with freeze(self.moment):
            for _turn in range(6):
                self.assertEqual(self.client.post(DIGITS, {"digits": wrong}).status_code, 422)
            self.assertEqual(self.client.post(DIGITS, {"digits": right}).status_code, 409)
            self.assertFalse(Attendance.objects.exists())
        later = self.moment + dt.timedelta(minutes=11)
        with freeze(later):
            shown = self.shown(later).digits
            said = f"{shown[:3]} {shown[3:]}"
            self.assertEqual(self.client.post(DIGITS, {"digits": said}).status_code, 302)
        self.assertEqual(Attendance.objects.get().method, "digits")

    def test_one_phone_for_two_people_shows_at_the_officer(self) -> None:
        register(self.training_class, self.bayu, by=self.bayu)
        with freeze(self.moment):
            for person in (self.sari, self.bayu):
                self.client.force_login(person)
                self.scan(self.shown().token)
                self.client.post(CONFIRM)
        self.client.force_login(self.wulan)
        url = reverse("university:participants", args=[self.training_class.pk])
        self.assertContains(self.client.get(url), "Satu perangkat, beberapa orang")


class RoomTests(CastTestCase):
    def setUp(self) -> None:
        self.moment = now().replace(microsecond=0)
        self.training_class = open_a_class(self.bkpsdm, self.wulan, starts_at=self.moment)
        self.url = reverse("university:room", args=[self.training_class.pk])
        self.client.force_login(self.wulan)

    def test_it_shows_a_code_that_changes(self) -> None:
        said = []
        for seconds in (0, 20):
            with freeze(self.moment + dt.timedelta(seconds=seconds)):
                response = self.client.get(self.url)
            said.append(response.context["digits"])
            self.assertContains(response, "<svg")
            self.assertContains(response, said[-1])
        self.assertNotEqual(*said)

    def test_without_scripts_the_page_asks_again_by_itself(self) -> None:
        self.assertContains(self.client.get(self.url), 'http-equiv="refresh"')

    def test_with_scripts_only_the_panel_is_sent(self) -> None:
        response = self.client.get(self.url, headers={"HX-Request": "true"})
        self.assertNotContains(response, "<html")

    def test_before_and_after_it_says_so(self) -> None:
        for hours, words in ((-2, "Absensi belum dibuka"), (8, "sudah berakhir")):
            with freeze(self.moment + dt.timedelta(hours=hours)):
                response = self.client.get(self.url)
            self.assertContains(response, words)
            self.assertNotContains(response, "room__digits")
