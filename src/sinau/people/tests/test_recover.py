"""A forgotten password: the letter, its link, and the link an officer hands over."""

import re
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from sinau.journal.models import Entry
from sinau.people.accounts import actions, letters
from sinau.people.cast import PASSWORD
from sinau.people.models import Attempt, Person
from sinau.people.testing import CastTestCase

NEW = "sawah-menguning-7"


class RecoverTests(CastTestCase):
    def ask(self, nip: str) -> Any:
        return self.client.post(reverse("people:recovery_new"), {"nip": nip}, follow=True)

    def deliver(self) -> None:
        """What the job worker does."""
        for job in ProcrastinateJob.objects.filter(task_name="people.send_letter"):
            letters.send(**job.args)

    def letter(self) -> str:
        self.ask(self.sari.nip)
        self.deliver()
        return str(mail.outbox[-1].body)

    def path(self) -> str:
        found = re.search(r"https?://[^/]+(/pulihkan/\S+)", self.letter())
        assert found
        return found[1]

    def put(self, path: str, password: str = NEW, again: str = "") -> Any:
        return self.client.post(path, {"password": password, "again": again or password})

    def test_the_letter_goes_to_the_office_address_in_indonesian(self) -> None:
        body = self.letter()
        self.assertEqual(mail.outbox[0].to, [self.sari.email])
        self.assertIn("Sari Lestari, S.A.P.", body)
        self.assertIn("berlaku 3 jam", body)

    def test_the_page_says_the_same_for_numbers_nobody_has(self) -> None:
        """P-PPL-6"""
        known = self.ask(self.sari.nip).content
        unknown = self.ask("199001012020011001").content
        token = re.compile(rb"X-CSRFToken[^}]*")
        self.assertEqual(token.sub(b"", known), token.sub(b"", unknown))
        # The answer takes as long: both only leave a job.
        self.assertEqual(ProcrastinateJob.objects.count(), 2)
        self.deliver()
        self.assertEqual(len(mail.outbox), 1)

    def test_who_has_no_address_or_has_left_gets_no_letter(self) -> None:
        """P-PPL-6"""
        Person.objects.filter(pk=self.sari.pk).update(email="")
        Person.objects.filter(pk=self.joko.pk).update(is_active=False)
        for nip in (self.sari.nip, self.joko.nip):
            self.assertContains(self.ask(nip), "Tidak punya surel dinas?")
        self.deliver()
        self.assertEqual(mail.outbox, [])

    def test_more_than_three_an_hour_are_dropped_without_a_word(self) -> None:
        for _time in range(5):
            self.assertContains(self.ask(self.sari.nip), "Periksa surel dinas Anda")
        self.assertEqual(ProcrastinateJob.objects.count(), 3)

    def test_the_link_sets_a_password_once(self) -> None:
        """P-PPL-7"""
        path = self.path()
        self.assertRedirects(self.put(path), reverse("people:sign_in"))
        self.assertTrue(Person.objects.get(pk=self.sari.pk).check_password(NEW))
        self.assertEqual(self.client.get(path).status_code, 410)
        self.assertEqual(self.put(path, "yang-lain-lagi-8").status_code, 410)
        self.assertTrue(Person.objects.get(pk=self.sari.pk).check_password(NEW))

    def test_the_link_grows_old(self) -> None:
        """P-PPL-7"""
        path = self.path()
        self.assertEqual(self.client.get(path).status_code, 200)
        generator = "django.contrib.auth.tokens.PasswordResetTokenGenerator"

        with patch(f"{generator}._now", return_value=datetime.now() + timedelta(hours=4)):
            self.assertEqual(self.client.get(path).status_code, 410)

    def test_made_up_links_are_refused(self) -> None:
        """P-PPL-7"""
        for key in ("abc", "MQ", "AAAA", "9" * 40):
            with self.subTest(key):
                path = reverse("people:recovery_edit", args=[key, "x-y"])
                self.assertEqual(self.client.get(path).status_code, 410)

    def test_a_weak_or_differing_password_is_explained(self) -> None:
        path = self.path()
        self.assertContains(self.put(path, "pendek"), "10 karakter")
        self.assertContains(self.put(path, NEW, "lain-sekali-9"), "Kedua kata sandi berbeda")
        self.assertTrue(Person.objects.get(pk=self.sari.pk).check_password(PASSWORD))

    def test_it_ends_a_lock_out_and_every_session(self) -> None:
        self.client.post(reverse("people:sign_in"), {"nip": self.sari.nip, "password": PASSWORD})
        other = self.client_class()
        for _time in range(5):
            other.post(reverse("people:sign_in"), {"nip": self.sari.nip, "password": "salah"})
        self.assertTrue(Attempt.objects.filter(nip=self.sari.nip).exists())
        self.assertEqual(self.client.get("/akun/").status_code, 200)
        path = actions.recovery_link(Person.objects.get(pk=self.sari.pk)).split("/", 3)[3]
        other.post(f"/{path}", {"password": NEW, "again": NEW})
        self.assertFalse(Attempt.objects.filter(nip=self.sari.nip).exists())
        self.assertRedirects(
            self.client.get("/akun/"), "/masuk/?next=/akun/", fetch_redirect_response=False
        )

    def test_it_is_written(self) -> None:
        self.put(self.path())
        entry = Entry.objects.get(kind="people.password.changed")
        self.assertEqual((entry.data["way"], entry.told_by), ("recovery", self.sari))


class OfficerLinkTests(CastTestCase):
    def test_the_officer_gets_a_working_link_and_it_is_written(self) -> None:
        with self.assertNumQueries(6):
            link = actions.issue_recovery_link(self.sari, by=self.wulan)
        entry = Entry.objects.get(kind="people.recovery_link.issued")
        self.assertEqual(
            (entry.told_by, entry.sentence()),
            (self.wulan, "membuat tautan pemulihan untuk Sari Lestari"),
        )
        self.assertNotIn("pulihkan", str(entry.data))
        path = f"/{link.split('/', 3)[3]}"
        self.assertContains(self.client.get(path), "Sari Lestari")

    def test_the_page_makes_a_link_and_shows_it_once(self) -> None:
        self.client.force_login(self.wulan)
        url = reverse("people:recovery_help", args=[self.sari.pk])
        self.assertNotContains(self.client.get(url), "/pulihkan/")
        made = self.client.post(url)
        self.assertContains(made, "/pulihkan/", count=1)
        self.assertNotContains(self.client.get(url), "/pulihkan/")

    def test_the_page_takes_a_lost_phone_away(self) -> None:
        Authenticator.objects.create(user=self.sari, type="webauthn", data={"name": "Ponsel"})
        self.client.force_login(self.wulan)
        self.assertContains(
            self.client.get(reverse("people:recovery_help", args=[self.sari.pk])), "Ponsel hilang"
        )
        url = reverse("people:recovery_help_factors", args=[self.sari.pk])
        self.assertContains(self.client.post(url, follow=True), "Tidak terpasang")
        self.assertFalse(Authenticator.objects.exists())

    def test_the_page_is_not_there_for_anybody_else(self) -> None:
        """P-PPL-17"""
        for person in (self.joko, self.sari, self.bayu, self.tri):
            self.client.force_login(person)
            for name in ("recovery_help", "recovery_help_factors"):
                url = reverse(f"people:{name}", args=[self.budi.pk])
                with self.subTest(person=person.name, page=name):
                    self.assertEqual(self.client.post(url).status_code, 404)
        self.assertFalse(Entry.objects.filter(kind="people.recovery_link.issued").exists())

    def test_an_officer_helps_only_the_own_people(self) -> None:
        """P-PPL-8"""
        reach = set(actions.recoverable_by(self.joko))
        self.assertNotIn(self.sari, reach)
        self.assertIn(self.sari, set(actions.recoverable_by(self.wulan)))
        self.assertEqual(list(actions.recoverable_by(self.sari)), [])
        self.assertNotIn(self.wulan, set(actions.recoverable_by(self.wulan)))

    def test_only_an_administrator_helps_an_administrator(self) -> None:
        """P-PPL-8"""
        self.assertNotIn(self.agung, set(actions.recoverable_by(self.wulan)))
        self.assertIn(self.wulan, set(actions.recoverable_by(self.agung)))
