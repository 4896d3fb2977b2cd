"""Trying too often, under one number or from one address."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import TransactionTestCase
from django.urls import reverse

from sinau.journal.models import Entry
from sinau.kernel.clock import freeze, now
from sinau.people.accounts import guard
from sinau.people.cast import PASSWORD
from sinau.people.models import Attempt, AttemptKind
from sinau.people.testing import CastTestCase

HERE = "203.0.113.7"


class LockOutTests(CastTestCase):
    def attempt(self, password: str = "salah", *, nip: str = "", address: str = HERE) -> Any:
        return self.client.post(
            reverse("people:sign_in"),
            {"nip": nip or self.sari.nip, "password": password},
            REMOTE_ADDR=address,
        )

    def test_five_wrong_tries_lock_the_number_from_everywhere(self) -> None:
        """P-PPL-5"""
        for _time in range(5):
            self.assertEqual(self.attempt().status_code, 200)
        locked = self.attempt(PASSWORD, address="198.51.100.9")
        self.assertContains(locked, "Coba lagi 15 menit lagi", status_code=429)
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_the_lock_is_written_once_with_the_address(self) -> None:
        for _time in range(7):
            self.attempt()
        entry = Entry.objects.get(kind="people.sign_in.locked")
        self.assertEqual(entry.stream.name, f"people.account:{self.sari.pk}")
        self.assertEqual(entry.data["address"], HERE)
        self.assertIn("15 menit", entry.sentence())

    def test_it_opens_again_after_its_time(self) -> None:
        for _time in range(5):
            self.attempt()
        with freeze(now() + timedelta(minutes=14)):
            self.assertContains(self.attempt(PASSWORD), "1 menit lagi", status_code=429)
        with freeze(now() + timedelta(minutes=16)):
            self.assertEqual(self.attempt(PASSWORD).status_code, 302)

    def test_slow_tries_do_not_open_it_earlier(self) -> None:
        start = now()
        for minute in (0, 1, 2, 3, 14):
            with freeze(start + timedelta(minutes=minute)):
                self.attempt()
        with freeze(start + timedelta(minutes=20)):
            self.assertEqual(self.attempt(PASSWORD).status_code, 429)

    def test_getting_in_starts_from_nothing(self) -> None:
        for _time in range(4):
            self.attempt()
        self.assertEqual(self.attempt(PASSWORD).status_code, 302)
        self.assertFalse(Attempt.objects.exists())

    def test_a_colleague_behind_the_same_address_still_gets_in(self) -> None:
        for _time in range(6):
            self.attempt()
        self.assertEqual(self.attempt(PASSWORD, nip=self.joko.nip).status_code, 302)

    def test_one_address_that_tries_many_numbers_is_closed(self) -> None:
        """P-PPL-5"""
        for number in range(60):
            self.attempt(nip=f"19900101202001{number:04d}")
        self.assertEqual(self.attempt(PASSWORD).status_code, 429)
        self.assertEqual(self.attempt(PASSWORD, address="198.51.100.9").status_code, 302)
        self.assertEqual(Entry.objects.filter(kind="people.address.locked").count(), 1)

    def test_a_number_nobody_has_is_locked_alike_but_makes_no_entry(self) -> None:
        for _time in range(5):
            self.attempt(nip="199001012020011001")
        self.assertEqual(self.attempt(nip="199001012020011001").status_code, 429)
        self.assertFalse(Entry.objects.exists())

    def test_what_is_no_number_is_never_kept(self) -> None:
        guard.take_a_try(AttemptKind.PASSWORD, nip="kata-sandi-rahasia", address=HERE)
        self.assertEqual(Attempt.objects.get().nip, "")

    def test_old_tries_are_forgotten(self) -> None:
        with freeze(now() - timedelta(days=31)):
            self.attempt()
        self.attempt()
        self.assertEqual(Attempt.objects.count(), 1)

    def test_the_owner_is_told_of_failed_tries(self) -> None:
        self.attempt()
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(reverse("people:me")), "1 percobaan masuk")
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(reverse("people:me")), "percobaan masuk")


class SideBySideTests(TransactionTestCase):
    def test_twenty_tries_at_once_are_not_more_than_five(self) -> None:
        """P-PPL-5"""

        def one(_number: int) -> bool:
            try:
                guard.take_a_try(AttemptKind.PASSWORD, nip="199001012020011001", address=HERE)
            except guard.TriedTooOften:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(10) as pool:
            self.assertEqual(sum(pool.map(one, range(20))), 5)
