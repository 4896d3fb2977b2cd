"""A small fake tool goes through login, launch, token and score (P-PKG-20 to P-PKG-22)."""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.urls import reverse

from sinau.kernel.clock import now
from sinau.packages.house_key import house_key
from sinau.packages.lti import jwts, words
from sinau.packages.models import LineItem, Tool, ToolLink
from sinau.people.models import Audience, Person
from sinau.people.testing import CastTestCase
from sinau.university.actions import write_course
from sinau.university.models import ActivityDone, Course, Publication

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = (
    KEY.public_key()
    .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    .decode()
)
BACK = "https://alat.example/kembali"


class ToolTests(CastTestCase):
    def setUp(self) -> None:
        self.client.force_login(self.wulan)
        self.client.post(
            reverse("packages:tool_new"),
            {
                "name": "Alat kuis",
                "agency": self.wulan.agency_id,
                "target_url": "https://alat.example/buka",
                "login_url": "https://alat.example/masuk",
                "redirects": BACK,
                "public_key": PEM,
            },
        )
        self.tool = Tool.objects.get()
        self.course = write_course(
            Course(
                slug="kursus-alat",
                title="Kursus alat",
                aim="Belajar dengan alat.",
                agency=self.dinkes,
                audience=Audience.AGENCY,
                owner=self.wulan,
            ),
            by=self.wulan,
        )
        self.client.post(
            reverse("packages:tool_course", args=[self.tool.pk]),
            {"title": "Kuis luar", "course": self.course.pk, "minutes": 5, "required": "on"},
        )
        # What a course needs before it opens is looked at elsewhere.
        Publication.objects.create(course=self.course, published_by=self.wulan, published_at=now())
        self.link = ToolLink.objects.get()
        self.item = LineItem.objects.get()

    def asked(self, person: Person, **more: str) -> Any:
        """The person opens it and the tool asks who it is."""
        self.client.force_login(person)
        answer = self.client.post(reverse("packages:tool_launch", args=[self.link.pk]))
        self.assertTrue(answer["Location"].startswith("https://alat.example/masuk?"))
        told = dict(parse_qsl(urlsplit(answer["Location"]).query))
        self.question = {
            "scope": "openid",
            "response_type": "id_token",
            "response_mode": "form_post",
            "prompt": "none",
            "client_id": told["client_id"],
            "redirect_uri": BACK,
            "login_hint": told["login_hint"],
            "lti_message_hint": told["lti_message_hint"],
            "nonce": uuid.uuid4().hex,
            "state": "s",
            **more,
        }
        return self.client.get(reverse("packages:lti_auth"), self.question)

    def opened(self, person: Person) -> dict[str, Any]:
        """What the tool is told of the person."""
        answer = self.asked(person)
        self.assertEqual(answer.status_code, 200)
        said: dict[str, Any] = jwt.decode(
            answer.context["token"],
            house_key().public_key(),
            algorithms=["RS256"],
            audience=self.tool.client_id,
        )
        return said

    def token(self, scope: str = words.SCOPE_SCORE, **more: Any) -> Any:
        at = int(now().timestamp())
        said = {
            "iss": self.tool.client_id,
            "sub": self.tool.client_id,
            "aud": settings.PUBLIC_URL + reverse("packages:lti_token"),
            "iat": at,
            "exp": at + 60,
            "jti": uuid.uuid4().hex,
            **more,
        }
        self.proof = {
            "grant_type": "client_credentials",
            "client_assertion_type": words.ASSERTION_TYPE,
            "client_assertion": jwts.make(said, KEY),
            "scope": scope,
        }
        return self.client.post(reverse("packages:lti_token"), self.proof)

    def scored(self, token: str, user: str, given: int = 15) -> Any:
        return self.client.post(
            reverse("packages:lti_score", args=[self.tool.code, self.item.pk]),
            json.dumps(
                {
                    "userId": user,
                    "timestamp": now().isoformat(),
                    "activityProgress": "Completed",
                    "gradingProgress": "FullyGraded",
                    "scoreGiven": given,
                    "scoreMaximum": 20,
                }
            ),
            content_type=words.SCORE,
            headers={"Authorization": f"Bearer {token}"},
        )

    def test_a_score_of_the_tool_completes_the_activity(self) -> None:
        """P-PKG-21, P-PKG-22"""
        said = self.opened(self.sari)
        self.assertEqual(said[words.ROLES], [words.LEARNER])
        self.assertEqual(said["nonce"], self.question["nonce"])
        self.assertNotIn("name", said)
        self.assertNotIn(str(self.sari.pk), said["sub"].split("-"))
        self.assertEqual(self.opened(self.sari)["sub"], said["sub"])
        token = self.token(f"{words.SCOPE_SCORE} {words.SCOPE_RESULT}").json()["access_token"]
        self.assertEqual(self.scored(token, said["sub"]).status_code, 204)
        self.assertEqual(ActivityDone.objects.get().score, 75)
        results = self.client.get(
            reverse("packages:lti_results", args=[self.tool.code, self.item.pk]),
            headers={"Authorization": f"Bearer {token}"},
        )
        self.assertEqual(results.json()[0]["resultScore"], 75)
        self.assertEqual(self.scored(token, str(uuid.uuid4())).status_code, 400)
        self.assertEqual(self.scored("palsu", said["sub"]).status_code, 401)
        reading = self.token(words.SCOPE_RESULT).json()["access_token"]
        self.assertEqual(self.scored(reading, said["sub"]).status_code, 403)

    def test_hints_and_nonces_are_good_once_and_addresses_strict(self) -> None:
        self.assertEqual(self.asked(self.sari).status_code, 200)
        again = self.client.get(reverse("packages:lti_auth"), self.question)
        self.assertEqual(again.status_code, 400)
        nonce = self.question["nonce"]
        self.assertEqual(self.asked(self.sari, nonce=nonce).status_code, 400)
        self.assertEqual(self.asked(self.sari, redirect_uri=BACK + "/").status_code, 400)
        self.assertEqual(self.asked(self.sari, login_hint="x").status_code, 400)
        self.assertEqual(self.asked(self.sari, lti_message_hint="x").status_code, 400)

    def test_assertions_are_good_once_and_for_us(self) -> None:
        self.assertEqual(self.token().status_code, 200)
        again = self.client.post(reverse("packages:lti_token"), self.proof)
        self.assertEqual(again.status_code, 401)
        self.assertEqual(self.token(aud="https://lain.example").status_code, 401)
        self.assertEqual(self.token(iss=str(uuid.uuid4())).status_code, 401)
        self.assertEqual(self.token("lain").status_code, 400)

    def test_nobody_else_finds_it(self) -> None:
        """P-PKG-20, P-PKG-21"""
        page = reverse("packages:tool_link", args=[self.link.pk])
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(page), "nama samaran")
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(reverse("packages:tools")), "Alat kuis")
        self.assertContains(self.client.get(self.tool.get_absolute_url()), self.tool.client_id)
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(reverse("packages:tools")), "Alat kuis")
        self.assertEqual(self.client.get(page).status_code, 404)
        for name in ("tool", "tool_edit", "tool_withdraw"):
            url = reverse(f"packages:{name}", args=[self.tool.pk])
            self.assertEqual(self.client.get(url).status_code, 404)
        for name, pk in (("tool_course", self.tool.pk), ("tool_launch", self.link.pk)):
            url = reverse(f"packages:{name}", args=[pk])
            self.assertEqual(self.client.post(url).status_code, 404)

    def test_a_withdrawn_tool_is_opened_no_longer(self) -> None:
        """P-PKG-20"""
        token = self.token().json()["access_token"]
        self.client.force_login(self.wulan)
        url = reverse("packages:tool_withdraw", args=[self.tool.pk])
        self.assertEqual(self.client.post(url).status_code, 422)
        self.client.post(url, {"reason": "Kontrak berakhir"})
        self.assertContains(self.client.get(self.tool.get_absolute_url()), "Kontrak berakhir")
        self.client.force_login(self.sari)
        answer = self.client.post(reverse("packages:tool_launch", args=[self.link.pk]))
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(self.token().status_code, 401)
        self.assertEqual(self.scored(token, "x").status_code, 401)
