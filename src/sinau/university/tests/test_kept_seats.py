"""Seats kept for an agency, permission of a supervisor, and the days one may register and cancel."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from sinau.inbox.models import Notice
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import freeze, now, today
from sinau.people.testing import CastTestCase
from sinau.university.actions import (
    cancel,
    permit,
    refuse_permission,
    register,
    release_due,
    reserve,
    write_class,
)
from sinau.university.actions.permissions import AlreadyAnswered
from sinau.university.actions.registrations import RegistrationIsOver, TooLateToCancel
from sinau.university.actions.reserving import MoreThanThereAre
from sinau.university.models import AgencyQuota
from sinau.university.testing import open_a_class


class ReserveTests(CastTestCase):
    def setUp(self) -> None:
        self.training_class = open_a_class(self.bkpsdm, self.wulan, quota=2)

    def keep_one(self, days: int = 3) -> AgencyQuota:
        day = today() + dt.timedelta(days=days)
        return reserve(self.training_class, self.dinkes, seats=1, release_on=day, by=self.wulan)

    def test_a_kept_seat_is_for_its_agency_until_its_day_then_for_the_line(self) -> None:
        """P-UNI-60: seats kept for an agency go to nobody else before their day."""
        self.keep_one()
        first = register(self.training_class, self.joko, by=self.joko)
        second = register(self.training_class, self.wulan, by=self.wulan)
        self.assertFalse(first.is_waiting)
        self.assertTrue(second.is_waiting)
        self.assertEqual(release_due(), 0)
        with freeze(now() + dt.timedelta(days=3)):
            self.assertEqual(release_due(), 1)
            self.assertEqual(release_due(), 0)
        second.refresh_from_db()
        self.assertFalse(second.is_waiting)

    def test_its_agency_takes_it(self) -> None:
        self.keep_one()
        register(self.training_class, self.joko, by=self.joko)
        self.assertFalse(register(self.training_class, self.sari, by=self.sari).is_waiting)

    def test_more_than_there_are_cannot_be_kept(self) -> None:
        self.keep_one()
        with self.assertRaises(MoreThanThereAre):
            reserve(self.training_class, self.dishub, seats=2, release_on=today(), by=self.wulan)

    def test_only_the_desk_keeps_and_releases(self) -> None:
        """P-UNI-61: kept seats, material, minutes and rooms are written by officers over the agency."""
        quota = self.keep_one()
        pages = [
            ("reservations", (self.training_class.pk,)),
            ("reservation_release", (self.training_class.pk, quota.pk)),
            ("material_new", (self.training_class.pk,)),
            ("minutes", (self.training_class.pk, self.training_class.sessions.get().pk)),
            ("sheet", (self.training_class.pk, self.training_class.sessions.get().pk)),
            ("class_invite", (self.training_class.pk,)),
            ("class_reopen", (self.training_class.pk,)),
        ]
        for name, args in pages:
            url = reverse(f"university:{name}", args=args)
            for outsider in (self.joko, self.sari):
                self.client.force_login(outsider)
                with self.subTest(name, who=outsider.name):
                    self.assertEqual(self.client.post(url, {"reason": "x"}).status_code, 404)
        quota.refresh_from_db()
        self.assertIsNone(quota.released_at)
        self.client.force_login(self.wulan)
        url = reverse("university:reservation_release", args=[self.training_class.pk, quota.pk])
        self.assertEqual(self.client.post(url).status_code, 302)
        quota.refresh_from_db()
        self.assertIsNotNone(quota.released_at)


class PermissionTests(CastTestCase):
    def setUp(self) -> None:
        self.training_class = open_a_class(self.bkpsdm, self.wulan, quota=1)
        self.training_class.needs_permission = True
        write_class(self.training_class, by=self.wulan)

    def test_a_seat_follows_the_permission_of_the_supervisor(self) -> None:
        """P-UNI-62: the supervisor asked, or the head of the agency, permits; nobody else finds it."""
        registration = register(self.training_class, self.sari, by=self.sari)
        self.assertTrue(registration.is_asking)
        self.assertFalse(registration.is_waiting)
        self.assertEqual(registration.asked_of, self.bayu)
        tell_everyone()
        self.assertTrue(Notice.objects.filter(person=self.bayu, kind="class_permission").exists())
        give = reverse("university:permission_give", args=[registration.pk])
        for outsider in (self.joko, self.sari):
            self.client.force_login(outsider)
            self.assertEqual(self.client.post(give).status_code, 404)
            self.assertNotContains(self.client.get(reverse("university:permissions")), "Izinkan")
        self.client.force_login(self.bayu)
        page = self.client.get(reverse("university:permissions"))
        self.assertContains(page, self.sari.full_name)
        self.assertEqual(self.client.post(give).status_code, 302)
        registration.refresh_from_db()
        self.assertIsNotNone(registration.seated_at)
        permit(registration, by=self.bayu)

    def test_a_no_has_a_reason_and_is_final(self) -> None:
        registration = register(self.training_class, self.sari, by=self.sari)
        refuse_permission(registration, reason="Ada vaksinasi.", by=self.bayu)
        with self.assertRaises(AlreadyAnswered):
            permit(registration, by=self.bayu)
        tell_everyone()
        notice = Notice.objects.get(person=self.sari, kind="class_seat")
        self.assertIn("vaksinasi", str(notice.words))

    def test_who_is_sent_by_the_organiser_needs_none(self) -> None:
        self.assertFalse(register(self.training_class, self.sari, by=self.wulan).is_asking)


class WindowTests(CastTestCase):
    def test_one_registers_between_two_days_and_cancels_before_one(self) -> None:
        held = open_a_class(self.bkpsdm, self.wulan)
        held.opens_at, held.shuts_at = now() + dt.timedelta(1), now() + dt.timedelta(3)
        held.cancel_until = now() + dt.timedelta(4)
        write_class(held, by=self.wulan)
        with self.assertRaisesMessage(RegistrationIsOver, "dibuka"):
            register(held, self.sari, by=self.sari)
        with freeze(now() + dt.timedelta(2)):
            registration = register(held, self.sari, by=self.sari)
        with freeze(now() + dt.timedelta(3, 60)), self.assertRaises(RegistrationIsOver):
            register(held, self.bayu, by=self.bayu)
        with freeze(now() + dt.timedelta(5)):
            with self.assertRaises(TooLateToCancel):
                cancel(registration, by=self.sari)
            cancel(registration, by=self.wulan, reason="Digantikan.")
