"""Coming in by number and password, and as one of the demo's cast."""

from typing import Any

from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from sinau.people.cast import CAST, PASSWORD
from sinau.people.nip import grouped
from sinau.people.testing import CastTestCase

WRONG = "NIP atau kata sandi tidak cocok"


class SignInTests(CastTestCase):
    def setUp(self) -> None:
        self.url = reverse("people:sign_in")

    def sign_in(self, nip: str, password: str = PASSWORD, **more: str) -> Any:
        return self.client.post(self.url, {"nip": nip, "password": password, **more})

    def test_the_door_is_where_django_sends_people(self) -> None:
        self.assertEqual(self.url, settings.LOGIN_URL)

    def test_it_lets_in_with_spaces_dots_or_dashes(self) -> None:
        spaced = grouped(self.sari.nip)
        for written in (self.sari.nip, spaced, spaced.replace(" ", "."), spaced.replace(" ", "-")):
            with self.subTest(written):
                answer = self.sign_in(written)
                self.assertRedirects(answer, "/", fetch_redirect_response=False)
                self.assertEqual(self.client.session["_auth_user_id"], str(self.sari.pk))
                self.client.post(reverse("people:sign_out"))

    def test_it_goes_on_to_the_page_one_wanted(self) -> None:
        answer = self.sign_in(self.sari.nip, next="/akun/sesi/")
        self.assertRedirects(answer, "/akun/sesi/", fetch_redirect_response=False)

    def test_it_never_goes_to_another_site(self) -> None:
        for wanted in ("https://jahat.example/", "//jahat.example/", "javascript:alert(1)"):
            with self.subTest(wanted):
                answer = self.sign_in(self.sari.nip, next=wanted)
                self.assertRedirects(answer, "/", fetch_redirect_response=False)
                self.client.post(reverse("people:sign_out"))

    def test_a_wrong_password_and_an_unknown_number_hear_the_same(self) -> None:
        """P-PPL-1"""
        known = self.sign_in(self.sari.nip, "salah-sekali")
        unknown = self.sign_in("199001012020011001", "salah-sekali")
        self.assertContains(known, WRONG)
        self.assertContains(unknown, WRONG)
        self.assertContains(known, f'value="{self.sari.nip}"')
        self.assertNotContains(known, "salah-sekali")
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_who_left_does_not_get_in_and_hears_the_same(self) -> None:
        """P-PPL-1"""
        self.sari.is_active = False
        self.sari.save()
        self.assertContains(self.sign_in(self.sari.nip), WRONG)

    def test_a_number_that_is_no_nip_is_explained(self) -> None:
        self.assertContains(self.sign_in("123"), "NIP terdiri atas 18 angka")

    def test_who_is_in_goes_on(self) -> None:
        self.client.force_login(self.sari)
        self.assertRedirects(self.client.get(self.url), "/", fetch_redirect_response=False)

    def test_leaving_needs_a_post_and_a_second_time_changes_nothing(self) -> None:
        self.client.force_login(self.sari)
        out = reverse("people:sign_out")
        self.assertEqual(self.client.get(out).status_code, 405)
        self.assertIn("_auth_user_id", self.client.session)
        for _time in range(2):
            self.assertRedirects(self.client.post(out), self.url)
            self.assertNotIn("_auth_user_id", self.client.session)

    def test_nobody_registers(self) -> None:
        """P-PPL-2"""
        for path in (
            "/daftar/",
            "/signup/",
            "/accounts/signup/",
            "/akun/daftar/",
            "/accounts/login/",
        ):
            with self.subTest(path):
                self.assertEqual(self.client.get(path).status_code, 404)

    def test_the_keepers_pages_have_no_door_of_their_own(self) -> None:
        """P-PPL-3"""
        answer = self.client.get("/kelola/login/?next=/kelola/")
        self.assertRedirects(answer, f"{self.url}?next=%2Fkelola%2F")
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get("/kelola/login/").status_code, 404)


@override_settings(DEMO=True)
class CastDoorTests(CastTestCase):
    def test_the_demo_lists_everybody_with_what_they_want(self) -> None:
        page = self.client.get(reverse("people:sign_in"))
        for key, part in CAST.items():
            self.assertContains(page, f'name="who" value="{key}"')
            self.assertContains(page, part.wants)

    def test_one_press_lets_in(self) -> None:
        answer = self.client.post(reverse("people:sign_in_as"), {"who": "sari", "next": "/akun/"})
        self.assertRedirects(answer, "/akun/")
        self.assertEqual(self.client.session["_auth_user_id"], str(self.sari.pk))

    def test_it_takes_the_place_of_who_was_in(self) -> None:
        self.client.force_login(self.joko)
        self.client.post(reverse("people:sign_in_as"), {"who": "sari"})
        self.assertEqual(self.client.session["_auth_user_id"], str(self.sari.pk))

    def test_somebody_who_is_not_of_the_cast_is_not_found(self) -> None:
        answer = self.client.post(reverse("people:sign_in_as"), {"who": "siapa"})
        self.assertEqual(answer.status_code, 404)

    @override_settings(DEMO=False)
    def test_without_the_demo_it_is_absent_and_refused(self) -> None:
        """P-PPL-4"""
        page = self.client.get(reverse("people:sign_in"))
        self.assertNotContains(page, 'name="who"')
        self.assertNotContains(page, CAST["sari"].name)
        answer = self.client.post(reverse("people:sign_in_as"), {"who": "sari"})
        self.assertEqual(answer.status_code, 404)
        self.assertNotIn("_auth_user_id", self.client.session)

    def test_the_list_costs_two_queries(self) -> None:
        with self.assertNumQueries(1):
            self.client.get(reverse("people:sign_in"))
