"""Codes of an authenticator app, recovery codes, and the second step of signing in."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import override_settings
from django.urls import reverse

from sinau.journal.models import Entry
from sinau.people.accounts import factors
from sinau.people.cast import PASSWORD
from sinau.people.models import Person
from sinau.people.testing import CastTestCase

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_of(secret: str = SECRET, *, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


class Doors(CastTestCase):
    def sign_in(self, person: Person | None = None) -> Any:
        nip = (person or self.sari).nip
        return self.client.post(reverse("people:sign_in"), {"nip": nip, "password": PASSWORD})

    def give(self, code: str, client: Any = None) -> Any:
        return (client or self.client).post(reverse("mfa_authenticate"), {"code": code})

    def is_in(self) -> bool:
        return "_auth_user_id" in self.client.session


class EnrolTests(Doors):
    url = "/akun/autentikator/"

    def test_the_first_right_code_puts_the_app_in_force(self) -> None:
        self.sign_in()
        page = self.client.get(self.url)
        self.assertContains(page, "<svg")
        secret = self.client.session["people_app_secret"]
        self.assertContains(page, factors.spelled(secret))
        answer = self.client.post(self.url, {"code": code_of(secret)})
        self.assertRedirects(answer, reverse("people:recovery_codes"))
        self.assertIsNotNone(factors.factors_of(self.sari).app)
        self.assertNotIn("people_app_secret", self.client.session)

    def test_the_secret_stays_while_codes_are_wrong(self) -> None:
        self.sign_in()
        self.client.get(self.url)
        secret = self.client.session["people_app_secret"]
        page = self.client.post(self.url, {"code": "000000"})
        self.assertContains(page, "jam di ponsel")
        self.assertContains(page, factors.spelled(secret))
        self.assertIsNone(factors.factors_of(self.sari).app)

    def test_it_is_written_and_its_owner_gets_a_letter(self) -> None:
        factors.add_app(self.sari, secret=SECRET, code=code_of())
        kinds = list(Entry.objects.values_list("kind", flat=True))
        self.assertEqual(kinds, ["people.second_factor.added", "people.recovery_codes.made"])
        self.assertNotIn(SECRET, str(list(Entry.objects.values_list("data", flat=True))))

    def test_a_second_time_changes_nothing(self) -> None:
        factors.add_app(self.sari, secret=SECRET, code=code_of())
        self.assertFalse(factors.add_app(self.sari, secret=SECRET, code=code_of()))
        self.assertEqual(Authenticator.objects.filter(user=self.sari, type="totp").count(), 1)

    def test_the_secret_is_not_readable_in_the_database(self) -> None:
        factors.add_app(self.sari, secret=SECRET, code=code_of())
        kept = str(list(Authenticator.objects.values_list("data", flat=True)))
        self.assertNotIn(SECRET, kept)

    def test_one_must_have_proved_who_one_is_a_moment_ago(self) -> None:
        """P-PPL-9"""
        self.client.force_login(self.sari)
        for name in ("authenticator_new", "authenticator_remove", "recovery_codes", "passkey_new"):
            with self.subTest(name):
                url = reverse(f"people:{name}")
                ask = f"{reverse('people:confirm')}?next={url.replace('/', '%2F')}"
                self.assertRedirects(self.client.get(url), ask)
        confirm = reverse("people:confirm")
        wrong = self.client.post(confirm, {"proof": "salah", "next": self.url})
        self.assertContains(wrong, "Kata sandi tidak cocok.")
        right = self.client.post(confirm, {"proof": PASSWORD, "next": self.url})
        self.assertRedirects(right, self.url)


class SecondStepTests(Doors):
    def setUp(self) -> None:
        factors.add_app(self.sari, secret=SECRET, code=code_of(steps=-1))

    def test_the_password_alone_does_not_let_in(self) -> None:
        """P-PPL-10"""
        self.assertRedirects(self.sign_in(), reverse("mfa_authenticate"))
        self.assertFalse(self.is_in())
        self.assertEqual(self.client.get("/akun/").status_code, 302)
        self.give(code_of())
        self.assertTrue(self.is_in())

    def test_it_goes_on_to_the_page_one_wanted(self) -> None:
        wanted = {"nip": self.sari.nip, "password": PASSWORD, "next": "/akun/sesi/"}
        self.client.post(reverse("people:sign_in"), wanted)
        self.assertRedirects(self.give(code_of()), "/akun/sesi/")

    def test_a_phone_that_is_half_a_minute_off_is_understood(self) -> None:
        self.sign_in()
        self.give(code_of(steps=1))
        self.assertTrue(self.is_in())

    def test_a_clock_that_is_minutes_off_is_explained(self) -> None:
        self.sign_in()
        answer = self.give(code_of(steps=5))
        self.assertContains(answer, "Pastikan jam di ponsel Anda diatur otomatis")
        self.assertFalse(self.is_in())

    def test_a_code_works_once(self) -> None:
        """P-PPL-10"""
        code = code_of()
        self.sign_in()
        self.give(code)
        self.assertTrue(self.is_in())
        self.client.post(reverse("people:sign_out"))
        self.sign_in()
        self.give(code)
        self.assertFalse(self.is_in())

    def test_five_wrong_codes_lock(self) -> None:
        """P-PPL-5"""
        self.sign_in()
        for _time in range(5):
            self.give("000000")
        self.assertContains(self.give(code_of()), "15 menit lagi", status_code=429)
        self.assertFalse(self.is_in())
        self.assertTrue(Entry.objects.filter(kind="people.sign_in.locked").exists())

    def test_a_recovery_code_works_once_and_is_written(self) -> None:
        codes = factors.recovery_codes_of(self.sari)
        self.assertEqual(len(codes), 10)
        self.sign_in()
        self.give(codes[0])
        self.assertTrue(self.is_in())
        entry = Entry.objects.get(kind="people.recovery_code.used")
        self.assertEqual(entry.data["codes_left"], 9)
        self.client.post(reverse("people:sign_out"))
        self.sign_in()
        self.give(codes[0])
        self.assertFalse(self.is_in())

    def test_nobody_stands_at_the_second_step_without_the_first(self) -> None:
        """P-PPL-10"""
        self.assertRedirects(self.give(code_of()), reverse("people:sign_in"))
        self.sign_in(self.joko)
        self.assertTrue(self.is_in())

    @override_settings(DEMO=True)
    def test_the_demo_door_asks_as_well(self) -> None:
        answer = self.client.post(reverse("people:sign_in_as"), {"who": "sari"})
        self.assertRedirects(answer, reverse("mfa_authenticate"))

    def test_under_another_secret_key_no_code_fits_and_nothing_breaks(self) -> None:
        with override_settings(SECRET_KEY="another"):
            self.sign_in()
            self.assertContains(self.give(code_of()), "Kode tidak cocok")


class RemoveTests(Doors):
    def setUp(self) -> None:
        factors.add_app(self.sari, secret=SECRET, code=code_of(steps=-1))
        self.sign_in()
        self.give(code_of())

    def test_it_says_what_it_means_and_then_the_password_is_enough(self) -> None:
        url = reverse("people:authenticator_remove")
        self.assertContains(self.client.get(url), "cukup dengan kata sandi")
        self.assertRedirects(self.client.post(url), reverse("people:me"))
        self.assertFalse(Authenticator.objects.filter(user=self.sari).exists())
        self.assertTrue(Entry.objects.filter(kind="people.second_factor.removed").exists())
        self.assertRedirects(self.client.post(url), reverse("people:me"))

    def test_codes_are_shown_kept_as_a_file_and_replaced(self) -> None:
        codes = factors.recovery_codes_of(self.sari)
        self.assertContains(self.client.get(reverse("people:recovery_codes")), codes[0])
        file = self.client.get(reverse("people:recovery_codes_download"))
        self.assertIn("attachment", file["Content-Disposition"])
        self.assertContains(file, codes[9])
        self.client.post(reverse("people:recovery_codes_create"))
        self.assertFalse(set(codes) & set(factors.recovery_codes_of(self.sari)))

    def test_an_officer_takes_them_away_from_who_lost_the_phone(self) -> None:
        self.assertEqual(factors.reset_factors(self.sari, by=self.wulan), 1)
        self.assertEqual(factors.reset_factors(self.sari, by=self.wulan), 0)
        entry = Entry.objects.get(kind="people.second_factor.removed")
        self.assertEqual(entry.told_by, self.wulan)

    def test_somebody_without_a_second_factor_has_no_codes(self) -> None:
        """P-PPL-11"""
        self.client.post(reverse("people:sign_out"))
        self.sign_in(self.joko)
        for name in ("recovery_codes", "recovery_codes_download"):
            self.assertEqual(self.client.get(reverse(f"people:{name}")).status_code, 404)
        self.client.post(reverse("people:recovery_codes_create"))
        self.assertFalse(Authenticator.objects.filter(user=self.joko).exists())
