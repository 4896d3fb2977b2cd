"""A tool registers itself, asks who takes part in a course, and signs with ES256."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import SimpleTestCase
from django.urls import reverse
from jwt.algorithms import ECAlgorithm

from sinau.kernel.clock import freeze, now
from sinau.packages.lti import jwts, registering, words
from sinau.packages.lti.broken import Broken
from sinau.packages.models import Tool, ToolAccount, ToolLink, ToolRegistration
from sinau.packages.tests import test_open_outside_tools as opening
from sinau.packages.tests import test_read_lti as reading
from sinau.people.testing import CastTestCase
from sinau.ui.testing import queries_of
from sinau.university.actions import enrol
from sinau.university.models import Enrolment

KEY = ec.generate_private_key(ec.SECP256R1())
HOME = "https://alat.example"


def pem(key: Any) -> str:
    return str(
        key.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ).decode()
    )


def jwk(key: ec.EllipticCurvePublicKey, kid: str = "e") -> dict[str, Any]:
    return {**json.loads(ECAlgorithm.to_jwk(key)), "kid": kid, "use": "sig", "alg": "ES256"}


class EllipticKeyTests(SimpleTestCase):
    def signed(self, key: Any = KEY, algorithm: str = "ES256", **more: Any) -> str:
        return jwt.encode(reading.said(**more), key, algorithm=algorithm, headers={"kid": "e"})

    def read(self, token: str, key: Any = None) -> dict[str, Any]:
        key = key or KEY.public_key()
        return jwts.read(token, key, issuer="alat", audiences=[reading.US], at=reading.AT)

    def test_a_message_signed_with_es256_is_read(self) -> None:
        self.assertEqual(self.read(self.signed(nonce="n"))["nonce"], "n")
        known = jwts.read_key_set(json.dumps({"keys": [jwk(KEY.public_key())]}))
        self.assertEqual(self.read(self.signed(), known["e"])["iss"], "alat")
        self.assertEqual(
            self.read(self.signed(), jwts.read_pem(pem(KEY.public_key())))["iss"], "alat"
        )

    def test_a_key_is_good_for_its_own_algorithm_and_signer_only(self) -> None:
        other = ec.generate_private_key(ec.SECP256R1())
        for token in (
            self.signed(other),
            self.signed(reading.KEY, "RS256"),
            jwt.encode(reading.said(), "rahasia" * 9, algorithm="HS256"),
        ):
            with self.assertRaises(Broken):
                self.read(token)
        with self.assertRaises(Broken):
            self.read(self.signed(), reading.KEY.public_key())

    def test_other_curves_are_left_out(self) -> None:
        far = ec.generate_private_key(ec.SECP384R1())
        self.assertEqual(jwts.read_key_set(json.dumps({"keys": [jwk(far.public_key())]})), {})
        with self.assertRaises(Broken):
            jwts.read_pem(pem(far.public_key()))


class PeopleTests(opening.ToolTestCase):
    def setUp(self) -> None:
        super().setUp()
        Tool.objects.update(lists_people=True)
        self.tool.refresh_from_db()
        enrol(self.course, person=self.sari)
        self.url = reverse("packages:lti_people", args=[self.tool.code, self.course.pk])

    def people(self, url: str = "", **asked: str) -> Any:
        secret = self.token(words.SCOPE_PEOPLE).json().get("access_token", "")
        told = {"Authorization": f"Bearer {secret}"}
        return self.client.get(url or self.url, asked, headers=told)

    def test_p_pkg_26_the_tool_hears_who_takes_part_by_pseudonyms(self) -> None:
        """P-PKG-26: NRPS 2.0"""
        said = self.opened(self.sari)
        service = said[words.NAMES_ROLES]
        self.assertEqual(service["service_versions"], ["2.0"])
        answer = self.people(urlsplit(service["context_memberships_url"]).path)
        self.assertEqual(answer.headers["Content-Type"], words.PEOPLE)
        found = {one["user_id"]: one for one in answer.json()["members"]}
        sari = found.pop(said["sub"])
        self.assertEqual((sari["roles"], sari["status"]), ([words.LEARNER], "Active"))
        self.assertEqual([one["roles"] for one in found.values()], [[words.INSTRUCTOR]])
        self.assertNotIn("Sari", answer.content.decode())

    def test_p_pkg_26_it_hears_names_only_where_the_officer_let_it(self) -> None:
        """P-PKG-26"""
        Tool.objects.update(tells_name=True)
        names = {one.get("name") for one in self.people().json()["members"]}
        self.assertEqual(names, {self.sari.name, self.wulan.name})
        self.client.force_login(self.sari)
        page = self.client.get(reverse("packages:tool_link", args=[self.link.pk]))
        self.assertContains(page, "daftar peserta kursus")

    def test_p_pkg_26_without_leave_there_is_no_list(self) -> None:
        """P-PKG-26"""
        secret = self.token(words.SCOPE_PEOPLE).json()["access_token"]
        Tool.objects.update(lists_people=False)
        told = {"Authorization": f"Bearer {secret}"}
        self.assertEqual(self.client.get(self.url, headers=told).status_code, 404)
        self.assertEqual(self.token(words.SCOPE_PEOPLE).status_code, 400)
        self.assertNotIn(words.NAMES_ROLES, self.opened(self.sari))

    def test_it_asks_by_role_by_page_and_for_one_thing(self) -> None:
        learners = self.people(role="Learner").json()["members"]
        self.assertEqual([one["roles"] for one in learners], [[words.LEARNER]])
        self.assertEqual(len(self.people(role=words.INSTRUCTOR).json()["members"]), 1)
        self.assertEqual(self.people(role="Mentor").json()["members"], [])
        first = self.people(limit="1")
        self.assertEqual(len(first.json()["members"]), 1)
        self.assertIn('rel="next"', first.headers["Link"])
        ToolLink.objects.update(custom={"bab": "2"})
        one = self.people(rlid=str(self.link.code)).json()["members"][0]
        self.assertEqual(one["message"][0][words.CUSTOM], {"bab": "2"})
        self.assertEqual(self.people(rlid="lain").status_code, 404)

    def test_it_asks_the_database_as_often_for_many_as_for_few(self) -> None:
        secret = self.token(words.SCOPE_PEOPLE).json()["access_token"]
        self.client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
        few = queries_of(self.client, self.url)
        for person in (self.bayu, self.budi, self.tri):
            at = now()
            Enrolment.objects.create(
                course=self.course, person=person, enrolled_at=at, last_seen_at=at
            )
        self.assertEqual(queries_of(self.client, self.url), few)
        self.assertEqual(ToolAccount.objects.filter(tool=self.tool).count(), 5)

    def test_p_pkg_22_a_tool_lists_nobody_of_other_courses(self) -> None:
        """P-PKG-22"""
        url = reverse("packages:lti_people", args=[self.tool.code, self.course.pk + 1])
        self.assertEqual(self.people(url).status_code, 404)


class RegistrationTests(CastTestCase):
    def setUp(self) -> None:
        self.client.force_login(self.wulan)
        self.begun = {"url": f"{HOME}/daftar?x=1", "agency": self.wulan.agency_id}
        answer = self.client.post(reverse("packages:tool_registration_new"), self.begun)
        self.row = ToolRegistration.objects.get()
        self.assertRedirects(answer, self.row.get_absolute_url())

    def said(self, **more: Any) -> dict[str, Any]:
        return {
            "application_type": "web",
            "client_name": "Alat simulasi",
            "initiate_login_uri": f"{HOME}/masuk",
            "redirect_uris": [f"{HOME}/kembali", f"{HOME}/pilih"],
            "jwks_uri": f"{HOME}/jwks",
            "token_endpoint_auth_method": "private_key_jwt",
            "scope": f"{words.SCOPE_SCORE} {words.SCOPE_PEOPLE} lain",
            words.TOOL_CONFIGURATION: {
                "domain": "alat.example",
                "target_link_uri": f"{HOME}/buka",
                "claims": ["iss", "sub", "name"],
                "messages": [{"type": words.DEEP_REQUEST}],
            },
            **more,
        }

    def tell(self, said: Any, secret: str = "") -> Any:
        self.client.logout()
        secret = secret or str(self.row.secret)
        return self.client.post(
            reverse("packages:lti_registration"),
            json.dumps(said),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )

    def test_p_pkg_27_it_is_usable_once_the_officer_has_looked(self) -> None:
        """P-PKG-27: Dynamic Registration 1.0"""
        page = self.client.get(self.row.get_absolute_url())
        there = dict(parse_qsl(urlsplit(page.context["there"]).query))
        self.assertEqual(there["x"], "1")
        offered = self.client.get(urlsplit(there["openid_configuration"]).path).json()
        self.assertTrue(offered["registration_endpoint"].endswith("/lti/pendaftaran"))
        self.assertIn(words.SCOPE_PEOPLE, offered["scopes_supported"])
        told = self.tell(self.said(), there["registration_token"]).json()
        self.assertEqual(told["scope"], f"{words.SCOPE_SCORE} {words.SCOPE_PEOPLE}")
        self.assertEqual(told["client_id"], str(self.row.code))
        self.assertEqual(Tool.objects.count(), 0)
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(reverse("packages:tools")), "Alat simulasi")
        page = self.client.get(self.row.get_absolute_url())
        self.assertContains(page, "Nama orang yang membukanya.")
        form = page.context["form"]
        kept = {name: form[name].value() or "" for name in form.fields}
        for name in ("lists_people", "tells_name", "tells_email"):
            self.assertFalse(kept.pop(name))
        self.client.post(self.row.get_absolute_url(), kept)
        tool = Tool.objects.get()
        self.assertEqual(tool.client_id, told["client_id"])
        deployment = told[words.TOOL_CONFIGURATION]["deployment_id"]
        self.assertEqual(str(tool.deployment), deployment)
        self.assertEqual(tool.redirect_urls, [f"{HOME}/kembali", f"{HOME}/pilih"])
        again = self.client.get(self.row.get_absolute_url())
        self.assertRedirects(again, tool.get_absolute_url())

    def test_p_pkg_27_it_is_said_once_within_an_hour_with_its_token(self) -> None:
        """P-PKG-27"""
        self.assertEqual(self.tell(self.said(), str(uuid.uuid4())).status_code, 400)
        self.assertEqual(self.tell(self.said(), "x").status_code, 400)
        with freeze(now() + timedelta(hours=2)):
            self.assertEqual(self.tell(self.said()).status_code, 400)
            self.client.force_login(self.wulan)
            self.assertContains(self.client.get(self.row.get_absolute_url()), "sudah lewat")
        self.assertEqual(self.tell(self.said()).status_code, 200)
        self.assertEqual(self.tell(self.said()).status_code, 400)

    def test_what_is_missing_is_named(self) -> None:
        for wrong, requirement in (
            ({"client_name": " "}, "client_name"),
            ({"redirect_uris": []}, "redirect_uris"),
            ({"redirect_uris": ["http://alat.example/"]}, "redirect_uris"),
            ({"redirect_uris": [f"{HOME}/{n}" for n in range(21)]}, "redirect_uris"),
            ({"jwks_uri": "ftp://alat.example"}, "jwks_uri"),
            ({"initiate_login_uri": 7}, "initiate_login_uri"),
            ({"token_endpoint_auth_method": "client_secret_basic"}, "auth_method"),
            ({words.TOOL_CONFIGURATION: []}, "lti-tool-configuration"),
        ):
            with self.subTest(requirement), self.assertRaises(Broken) as told:
                registering.read_registration(self.said(**wrong))
            self.assertIn(requirement, told.exception.requirement)
        self.assertEqual(self.tell([1]).status_code, 400)
        self.assertIsNone(ToolRegistration.objects.get().said_at)

    def test_p_pkg_27_nobody_else_finds_it(self) -> None:
        """P-PKG-27"""
        for who in (self.joko, self.sari, self.budi):
            self.client.force_login(who)
            with self.subTest(who.name):
                self.assertEqual(self.client.get(self.row.get_absolute_url()).status_code, 404)
        self.assertEqual(
            self.client.get(reverse("packages:tool_registration_new")).status_code, 404
        )
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(reverse("packages:tools")), "alat.example")
        answer = self.client.post(reverse("packages:tool_registration_new"), self.begun)
        self.assertEqual(answer.status_code, 422)
