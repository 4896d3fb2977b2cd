"""Signing in through an OpenID Connect provider, against a real one that is made for tests."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any, ClassVar

import requests
from django.core.exceptions import ImproperlyConfigured
from django.test import SimpleTestCase, override_settings
from django.urls import reverse
from oidc_provider_mock import User, run_server_in_thread

from config import env
from sinau.people.accounts import factors
from sinau.people.accounts.provider import person_of
from sinau.people.cast import CAST
from sinau.people.models import Person
from sinau.people.nip import grouped
from sinau.people.testing import CastTestCase
from sinau.people.tests.test_second_factor import SECRET, code_of

USERS = (
    User(sub="sari-di-sso", claims={"nip": grouped(CAST["sari"].nip), "name": "Sari"}),
    User(sub="orang-lain", claims={"nip": "199001012020011001"}),
    User(sub="tanpa-nip", claims={"email": "x@kota.example"}),
)


def block(issuer: str) -> dict[str, Any]:
    return env.provider(issuer=issuer, client_id="sinau", secret="rahasia", name="SSO Kota")


class ProviderTests(CastTestCase):
    stack: ClassVar[ExitStack]
    issuer: ClassVar[str]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        cls.stack = ExitStack()
        server = cls.stack.enter_context(run_server_in_thread(user_claims=USERS))
        cls.issuer = f"http://localhost:{server.server_port}"
        cls.stack.enter_context(override_settings(SOCIALACCOUNT_PROVIDERS=block(cls.issuer)))

    @classmethod
    def tearDownClass(cls) -> None:
        cls.stack.close()
        super().tearDownClass()

    def go(self, onward: str = "") -> str:
        answer = self.client.get(reverse("people:sign_in_provider"), {"next": onward})
        self.assertEqual(answer.status_code, 302)
        return str(answer["Location"])

    def come_back(self, sub: str, onward: str = "", **said: str) -> Any:
        """What the browser does: to the provider, say who one is, and back."""
        there = requests.post(
            self.go(onward), data=said or {"sub": sub}, allow_redirects=False, timeout=10
        )
        back = there.headers["Location"].removeprefix("http://testserver")
        return self.client.get(back)

    def is_in(self) -> bool:
        return "_auth_user_id" in self.client.session

    def test_the_sign_in_page_has_its_button(self) -> None:
        page = self.client.get(reverse("people:sign_in"))
        self.assertContains(page, "Masuk lewat SSO Kota")

    def test_it_asks_with_a_proof_key_and_a_state(self) -> None:
        where = self.go()
        self.assertTrue(where.startswith(f"{self.issuer}/oauth2/authorize?"))
        for word in ("code_challenge=", "code_challenge_method=S256", "state=", "openid"):
            self.assertIn(word, where)

    def test_it_lets_in_who_has_this_number_and_goes_on(self) -> None:
        answer = self.come_back("sari-di-sso", "/akun/")
        self.assertRedirects(answer, "/akun/")
        self.assertEqual(self.client.session["_auth_user_id"], str(self.sari.pk))

    def test_it_never_makes_anybody(self) -> None:
        """P-PPL-16"""
        before = Person.objects.count()
        for sub in ("orang-lain", "tanpa-nip", "tak-dikenal"):
            with self.subTest(sub):
                answer = self.come_back(sub)
                self.assertRedirects(
                    answer, reverse("people:sign_in"), fetch_redirect_response=False
                )
                page = self.client.get(reverse("people:sign_in"))
                self.assertContains(page, "NIP Anda tidak terdaftar")
                self.assertFalse(self.is_in())
        self.assertEqual(Person.objects.count(), before)

    def test_who_left_is_not_let_in(self) -> None:
        """P-PPL-16"""
        Person.objects.filter(pk=self.sari.pk).update(is_active=False)
        self.come_back("sari-di-sso")
        self.assertFalse(self.is_in())

    def test_a_second_factor_set_up_here_is_still_asked(self) -> None:
        factors.add_app(self.sari, secret=SECRET, code=code_of(steps=-1))
        answer = self.come_back("sari-di-sso", "/akun/")
        self.assertRedirects(answer, reverse("mfa_authenticate"))
        self.assertFalse(self.is_in())
        answer = self.client.post(reverse("mfa_authenticate"), {"code": code_of()})
        self.assertRedirects(answer, "/akun/")

    def test_saying_no_there_is_one_sentence_here(self) -> None:
        answer = self.come_back("", action="deny")
        self.assertRedirects(answer, reverse("people:sign_in"), fetch_redirect_response=False)
        self.assertContains(self.client.get(reverse("people:sign_in")), "tidak berhasil")

    def test_an_answer_nobody_asked_for_is_refused(self) -> None:
        """P-PPL-16"""
        url = reverse("openid_connect_callback", args=["kota"])
        answer = self.client.get(url, {"code": "abc", "state": "made-up"}, follow=True)
        self.assertContains(answer, "tidak berhasil")
        self.assertFalse(self.is_in())

    def test_it_never_goes_on_to_another_site(self) -> None:
        answer = self.come_back("sari-di-sso", "https://jahat.example/")
        self.assertRedirects(answer, "/", fetch_redirect_response=False)

    def test_a_provider_that_is_away_is_one_sentence(self) -> None:
        with override_settings(SOCIALACCOUNT_PROVIDERS=block("http://localhost:1")):
            answer = self.client.get(reverse("people:sign_in_provider"), follow=True)
        self.assertContains(answer, "Masuk lewat SSO Kota tidak berhasil")


class WithoutProviderTests(CastTestCase):
    def test_without_the_setting_there_is_no_such_door(self) -> None:
        page = self.client.get(reverse("people:sign_in"))
        self.assertNotContains(page, "SSO")
        for url in (
            reverse("people:sign_in_provider"),
            reverse("openid_connect_callback", args=["kota"]),
        ):
            self.assertEqual(self.client.get(url).status_code, 404)

    def test_answers_about_two_different_people_are_not_used(self) -> None:
        """P-PPL-16"""
        said = {"nip": self.sari.nip, "sub": "a"}
        self.assertEqual(person_of({"userinfo": said, "id_token": {"sub": "a"}}), self.sari)
        self.assertIsNone(person_of({"userinfo": said, "id_token": {"sub": "b"}}))

    @override_settings(OIDC_NIP_CLAIM="employee_number")
    def test_the_claim_is_a_setting(self) -> None:
        self.assertEqual(person_of({"id_token": {"employee_number": self.sari.nip}}), self.sari)


class SettingTests(SimpleTestCase):
    def test_a_wrong_block_is_named(self) -> None:
        with self.assertRaisesMessage(ImproperlyConfigured, "SINAU_OIDC_ISSUER"):
            block("http://sso.example")
        with self.assertRaisesMessage(ImproperlyConfigured, "SINAU_OIDC_CLIENT_ID"):
            env.provider(issuer="https://sso.example", client_id="", secret="", name="")
        self.assertEqual(env.provider(issuer="", client_id="", secret="", name=""), {})
