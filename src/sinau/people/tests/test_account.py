"""My account, my password, my devices: mine alone."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse

from sinau.journal.models import Entry
from sinau.kernel.clock import freeze, now
from sinau.people.accounts.sessions import device
from sinau.people.cast import PASSWORD
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.ui.testing import queries_of

NEW = "sawah-menguning-7"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; SM-A055F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)


class Signed(CastTestCase):
    def client_of(self, person: Person, agent: str = "") -> Any:
        client = self.client_class(headers={"user-agent": agent} if agent else None)
        client.post(reverse("people:sign_in"), {"nip": person.nip, "password": PASSWORD})
        return client


class MeTests(Signed):
    def test_it_shows_who_i_am(self) -> None:
        """P-PPL-12"""
        page = self.client_of(self.wulan).get(reverse("people:me"))
        for words in (
            self.wulan.nip_grouped,
            "Penata Tingkat I, III/d",
            "Badan Kepegawaian",
            "Dewi Anggraini",
            "Pejabat kepegawaian",
            "Pemerintah Kota",
        ):
            self.assertContains(page, words)

    def test_it_shows_nobody_else(self) -> None:
        """P-PPL-12"""
        page = self.client_of(self.joko).get(reverse("people:me"))
        self.assertNotContains(page, self.sari.nip_grouped)
        self.assertContains(page, self.joko.nip_grouped)

    def test_strangers_are_asked_to_sign_in(self) -> None:
        for name in ("me", "sessions", "password_edit", "passkeys", "recovery_codes", "confirm"):
            with self.subTest(name):
                answer = self.client.get(reverse(f"people:{name}"))
                self.assertEqual(answer.status_code, 302)
                self.assertTrue(answer["Location"].startswith("/masuk/?next="))

    def test_its_cost_is_the_same_with_many_roles_and_devices(self) -> None:
        client = self.client_of(self.agung)
        url = reverse("people:me")
        cost = queries_of(client, url)
        for _time in range(4):
            self.client_of(self.agung)
        with self.assertNumQueries(cost):
            client.get(url)


class ChangePasswordTests(Signed):
    def put(self, client: Any, old: str = PASSWORD, new: str = NEW) -> Any:
        said = {"old": old, "password": new, "again": new}
        return client.post(reverse("people:password_edit"), said)

    def test_it_is_in_force_here_and_ends_the_other_devices(self) -> None:
        here, there = self.client_of(self.sari), self.client_of(self.sari)
        self.assertEqual(there.get("/akun/").status_code, 200)
        self.assertRedirects(self.put(here), reverse("people:me"))
        self.assertEqual(here.get("/akun/").status_code, 200)
        self.assertEqual(there.get("/akun/").status_code, 302)
        self.assertEqual(UserSession.objects.filter(user=self.sari).count(), 1)
        self.assertTrue(Person.objects.get(pk=self.sari.pk).check_password(NEW))
        self.assertEqual(Entry.objects.get(kind="people.password.changed").data["way"], "own")

    def test_it_needs_the_old_one(self) -> None:
        """P-PPL-13"""
        client = self.client_of(self.sari)
        self.assertContains(self.put(client, old="salah"), "Kata sandi sekarang tidak cocok.")
        self.assertTrue(Person.objects.get(pk=self.sari.pk).check_password(PASSWORD))
        for _time in range(4):
            self.put(client, old="salah")
        self.assertContains(self.put(client), "Terlalu banyak percobaan")

    def test_a_number_is_no_password(self) -> None:
        page = self.put(self.client_of(self.sari), new=self.sari.nip)
        self.assertContains(page, "field__error")
        self.assertTrue(Person.objects.get(pk=self.sari.pk).check_password(PASSWORD))


class SessionsTests(Signed):
    def test_it_lists_devices_and_marks_this_one(self) -> None:
        self.client_of(self.sari, ANDROID)
        page = self.client_of(self.sari).get(reverse("people:sessions"))
        self.assertContains(page, "Chrome di Android")
        self.assertContains(page, "Perangkat ini", count=1)
        self.assertContains(page, "Akhiri semua sesi lain")

    def test_ending_one_signs_that_device_out(self) -> None:
        there, here = self.client_of(self.sari), self.client_of(self.sari)
        row = UserSession.objects.get(session_key=there.session.session_key)
        url = reverse("people:session_remove", args=[row.pk])
        self.assertRedirects(here.post(url), reverse("people:sessions"))
        self.assertEqual(there.get("/akun/").status_code, 302)
        self.assertEqual(here.get("/akun/").status_code, 200)
        self.assertEqual(Entry.objects.get(kind="people.sessions.ended").data["count"], 1)
        self.assertEqual(here.post(url).status_code, 404)

    def test_ending_all_others_keeps_this_one(self) -> None:
        others = [self.client_of(self.sari) for _time in range(3)]
        here = self.client_of(self.sari)
        here.post(reverse("people:sessions_remove_others"))
        self.assertEqual([other.get("/akun/").status_code for other in others], [302] * 3)
        self.assertEqual(here.get("/akun/").status_code, 200)
        here.post(reverse("people:sessions_remove_others"))
        self.assertEqual(Entry.objects.filter(kind="people.sessions.ended").count(), 1)

    def test_nobody_sees_or_ends_the_devices_of_somebody_else(self) -> None:
        """P-PPL-14"""
        there, joko = self.client_of(self.sari, ANDROID), self.client_of(self.joko)
        self.assertNotContains(joko.get(reverse("people:sessions")), "Android")
        row = UserSession.objects.get(user=self.sari)
        answer = joko.post(reverse("people:session_remove", args=[row.pk]))
        self.assertEqual(answer.status_code, 404)
        self.assertEqual(there.get("/akun/").status_code, 200)

    def test_last_seen_is_written_at_most_every_ten_minutes(self) -> None:
        client = self.client_of(self.sari)
        url, row = reverse("people:sessions"), UserSession.objects.get(user=self.sari)
        client.get(url)
        self.assertEqual(UserSession.objects.get().last_seen_at, row.last_seen_at)
        with freeze(now() + timedelta(minutes=11)):
            client.get(url)
        self.assertGreater(UserSession.objects.get().last_seen_at, row.last_seen_at)

    def test_a_session_that_came_by_no_door_is_listed_when_one_looks(self) -> None:
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(reverse("people:sessions")), "Perangkat ini")

    def test_devices_have_names(self) -> None:
        self.assertEqual(device(ANDROID), "Chrome di Android")
        self.assertEqual(
            device("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"), "Firefox di Linux"
        )
        self.assertEqual(device("curl/8"), "Perangkat tidak dikenal")


class PasskeyTests(Signed):
    def passkey_of(self, person: Person) -> Authenticator:
        return Authenticator.objects.create(user=person, type="webauthn", data={"name": "Ponsel"})

    def test_nobody_renames_or_removes_the_passkey_of_somebody_else(self) -> None:
        """P-PPL-15"""
        passkey = self.passkey_of(self.sari)
        joko = self.client_of(self.joko)
        self.assertNotContains(joko.get(reverse("people:passkeys")), "Ponsel")
        for name in ("passkey_edit", "passkey_remove"):
            url = reverse(f"people:{name}", args=[passkey.pk])
            self.assertEqual(joko.get(url).status_code, 404)
            self.assertEqual(joko.post(url, {"name": "x"}).status_code, 404)
        self.assertTrue(Authenticator.objects.filter(pk=passkey.pk).exists())

    def test_it_is_renamed_and_removed_by_its_owner(self) -> None:
        passkey = self.passkey_of(self.sari)
        client = self.client_of(self.joko)
        client = self.client_class()
        client.force_login(self.sari)
        client.post(reverse("people:confirm"), {"proof": PASSWORD})
        client.post(reverse("people:passkey_edit", args=[passkey.pk]), {"name": "Ponsel Sari"})
        self.assertContains(client.get(reverse("people:passkeys")), "Ponsel Sari")
        url = reverse("people:passkey_remove", args=[passkey.pk])
        self.assertContains(client.get(url), "pengaman terakhir")
        client.post(url)
        self.assertFalse(Authenticator.objects.filter(user=self.sari).exists())

    def test_what_is_no_passkey_is_refused_with_a_sentence(self) -> None:
        url = reverse("people:sign_in_passkey")
        self.assertIn("publicKey", self.client.get(url).json())
        for said in ("", "[]", "{}", "nonsense", '{"response": {}}', '{"id":"a","rawId":"b"}'):
            with self.subTest(said):
                answer = self.client.post(url, {"credential": said}, follow=True)
                self.assertContains(answer, "Kunci masuk tidak dikenali")
                self.assertNotIn("_auth_user_id", self.client.session)

    def test_making_one_with_nonsense_is_refused_with_a_sentence(self) -> None:
        client = self.client_of(self.sari)
        client.get(reverse("people:passkey_challenge"))
        for said in ("", "[]", "{}", '{"response": {}}'):
            with self.subTest(said):
                url = reverse("people:passkey_new")
                answer = client.post(url, {"name": "Ponsel", "credential": said})
                self.assertEqual(answer.status_code, 200)
                self.assertFalse(Authenticator.objects.exists())
