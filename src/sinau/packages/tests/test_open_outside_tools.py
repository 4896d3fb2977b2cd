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
from sinau.packages.house_key import change_house_key, house_key
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


class ToolTestCase(CastTestCase):
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


class LaunchTests(ToolTestCase):
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

    def test_what_was_typed_of_a_thing_stays_when_something_is_missing(self) -> None:
        self.client.force_login(self.wulan)
        url = reverse("packages:tool_course", args=[self.tool.pk])
        answer = self.client.post(url, {"title": "Kuis kedua", "url": "ftp://x", "minutes": 7})
        self.assertContains(answer, 'value="Kuis kedua"', status_code=422)
        self.assertContains(answer, "dimulai dengan https://", status_code=422)
        self.assertEqual(ToolLink.objects.count(), 1)

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


class ChoiceTests(ToolTestCase):
    """Deep Linking 2.0: an officer chooses in the tool what a course is to have of it."""

    def begun(self, **more: str) -> dict[str, Any]:
        """Wulan goes to the tool; what the tool is told."""
        self.client.force_login(self.wulan)
        there = self.client.post(
            reverse("packages:tool_choose", args=[self.tool.pk]), {"course": self.course.pk}
        )
        told = dict(parse_qsl(urlsplit(there["Location"]).query))
        answer = self.client.get(
            reverse("packages:lti_auth"),
            {
                "scope": "openid",
                "response_type": "id_token",
                "response_mode": "form_post",
                "prompt": "none",
                "client_id": told["client_id"],
                "redirect_uri": BACK,
                "login_hint": told["login_hint"],
                "lti_message_hint": told["lti_message_hint"],
                "nonce": uuid.uuid4().hex,
            },
        )
        said: dict[str, Any] = jwt.decode(
            answer.context["token"],
            house_key().public_key(),
            algorithms=["RS256"],
            audience=self.tool.client_id,
        )
        return said

    def answered(self, said: dict[str, Any], key: Any = KEY, **more: Any) -> Any:
        """The tool's own page posts what was chosen, without our cookie."""
        at = int(now().timestamp())
        answer = {
            "iss": self.tool.client_id,
            "aud": settings.PUBLIC_URL,
            "iat": at,
            "exp": at + 60,
            words.MESSAGE_TYPE: words.DEEP_RESPONSE,
            words.VERSION_CLAIM: words.VERSION,
            words.DEPLOYMENT: str(self.tool.deployment),
            words.DEEP_DATA: said[words.DEEP_SETTINGS]["data"],
            words.DEEP_ITEMS: [
                {
                    "type": words.RESOURCE_ITEM,
                    "title": "Simulasi satu",
                    "url": "https://alat.example/buka/1",
                    "custom": {"bab": "1"},
                    "lineItem": {"scoreMaximum": 40, "tag": "ujian"},
                },
                {"type": words.RESOURCE_ITEM, "title": "Simulasi dua"},
                {"type": "link", "url": "https://alat.example/lain"},
            ],
            **more,
        }
        self.client.logout()
        return self.client.post(reverse("packages:lti_choice"), {"JWT": jwts.make(answer, key)})

    def test_what_is_chosen_becomes_part_of_the_course_once(self) -> None:
        """P-PKG-23"""
        said = self.begun()
        self.assertEqual(said[words.MESSAGE_TYPE], words.DEEP_REQUEST)
        self.assertEqual(said[words.ROLES], [words.INSTRUCTOR])
        there = self.answered(said)["Location"]
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(there).status_code, 404)
        self.client.force_login(self.wulan)
        page = self.client.get(there)
        self.assertContains(page, "Simulasi satu")
        self.assertContains(page, "Simulasi dua")
        before = ToolLink.objects.count()
        for _turn in range(2):
            self.client.post(there, {"bahan": ["0", "9"]})
        self.assertEqual(ToolLink.objects.count(), before + 1)
        link = ToolLink.objects.get(title="Simulasi satu")
        self.assertEqual(
            (link.custom, link.target_url), ({"bab": "1"}, "https://alat.example/buka/1")
        )
        item = link.line_items.get()
        self.assertEqual((item.score_maximum, item.tag), (40, "ujian"))
        self.assertContains(self.client.get(there), "sudah menjadi bagian")

    def test_an_answer_is_heard_once_and_only_from_the_tool_that_was_asked(self) -> None:
        """Deep Linking 2.0, 4.5"""
        said = self.begun()
        other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.assertEqual(self.answered(said, key=other).status_code, 400)
        self.assertEqual(self.answered(said, iss=str(uuid.uuid4())).status_code, 400)
        for wrong in (
            {words.DEPLOYMENT: "lain"},
            {words.DEEP_DATA: str(uuid.uuid4())},
            {words.MESSAGE_TYPE: words.RESOURCE_REQUEST},
            {"aud": "https://lain.example"},
        ):
            self.assertEqual(self.answered(said, **wrong).status_code, 400, wrong)
        self.assertEqual(self.answered(said).status_code, 302)
        self.assertEqual(self.answered(said).status_code, 400)

    def test_nobody_chooses_for_a_course_of_others(self) -> None:
        self.client.force_login(self.joko)
        url = reverse("packages:tool_choose", args=[self.tool.pk])
        self.assertEqual(self.client.post(url, {"course": self.course.pk}).status_code, 404)
        self.client.force_login(self.wulan)
        self.assertEqual(self.client.post(url, {"course": "x"}).status_code, 404)


class LineItemTests(ToolTestCase):
    """AGS 2.0, 3.2: a tool keeps line items of its own in a course that has something of it."""

    def setUp(self) -> None:
        super().setUp()
        self.client.logout()
        secret = self.token(f"{words.SCOPE_LINE_ITEM} {words.SCOPE_RESULT}").json()["access_token"]
        self.headers = {"Authorization": f"Bearer {secret}"}
        self.items = reverse("packages:lti_items", args=[self.tool.code, self.course.pk])

    def made(self, method: str = "post", url: str = "", **more: Any) -> Any:
        said = {"label": "Tugas", "scoreMaximum": 50, "tag": "t", **more}
        return getattr(self.client, method)(
            url or self.items, json.dumps(said), content_type=words.LINE_ITEM, headers=self.headers
        )

    def test_line_items_are_made_read_changed_and_dropped(self) -> None:
        """P-PKG-22"""
        made = self.made(resourceLinkId=str(self.link.code))
        self.assertEqual(made.status_code, 201)
        url = urlsplit(made.json()["id"]).path
        changed = self.made("put", url, label="Tugas akhir")
        self.assertEqual(changed.json()["label"], "Tugas akhir")
        self.assertNotIn("resourceLinkId", changed.json())
        one = self.client.get(url, headers=self.headers).json()
        self.assertEqual((one["label"], one["scoreMaximum"]), ("Tugas akhir", 50))
        self.assertEqual(self.client.delete(url, headers=self.headers).status_code, 204)
        self.assertEqual(self.client.get(url, headers=self.headers).status_code, 404)

    def test_the_item_of_a_link_stays(self) -> None:
        url = reverse("packages:lti_item", args=[self.tool.code, self.item.pk])
        self.assertEqual(self.client.delete(url, headers=self.headers).status_code, 400)
        self.made("put", url, label="Nama baru")
        self.item.refresh_from_db()
        self.assertTrue(self.item.is_of_link)
        self.assertEqual(self.item.link, self.link)

    def test_lists_come_by_pages_and_filters(self) -> None:
        for number in range(3):
            self.made(label=f"T{number}", resourceId=f"r{number}")
        page = self.client.get(self.items, {"limit": "2"}, headers=self.headers)
        self.assertEqual(len(page.json()), 2)
        following = page.headers["Link"]
        self.assertIn('rel="next"', following)
        rest = self.client.get(
            following[1:].split(">")[0].removeprefix(settings.PUBLIC_URL), headers=self.headers
        )
        self.assertEqual(len(rest.json()), 2)
        self.assertNotIn("Link", rest.headers)
        for query, expected in (
            ({"resource_id": "r1"}, 1),
            ({"tag": "t"}, 3),
            ({"resource_link_id": str(self.link.code)}, 1),
            ({"resource_link_id": "x"}, 0),
        ):
            found = self.client.get(self.items, query, headers=self.headers)
            self.assertEqual(len(found.json()), expected, query)

    def test_what_breaks_a_requirement_is_refused_by_name(self) -> None:
        for wrong, words_said in (
            ({"label": ""}, "3.2.7"),
            ({"scoreMaximum": 0}, "3.2.8"),
            ({"scoreMaximum": "banyak"}, "3.2.8"),
            ({"resourceLinkId": str(uuid.uuid4())}, "3.2.11"),
        ):
            answer = self.made(**wrong)
            self.assertEqual(answer.status_code, 400)
            self.assertIn(words_said, answer.json()["error_description"])
        plain = self.client.post(
            self.items, "{}", content_type="application/json", headers=self.headers
        )
        self.assertEqual(plain.status_code, 400)
        self.assertEqual(self.client.put(self.items, headers=self.headers).status_code, 405)

    def test_a_course_without_the_tool_has_none_of_its_items(self) -> None:
        other = write_course(
            Course(slug="lain", title="Lain", aim="A.", agency=self.dinkes, owner=self.wulan),
            by=self.wulan,
        )
        url = reverse("packages:lti_items", args=[self.tool.code, other.pk])
        self.assertEqual(self.client.get(url, headers=self.headers).status_code, 404)

    def test_reading_does_not_allow_writing(self) -> None:
        secret = self.token(words.SCOPE_LINE_ITEM_READ).json()["access_token"]
        self.headers = {"Authorization": f"Bearer {secret}"}
        self.assertEqual(self.client.get(self.items, headers=self.headers).status_code, 200)
        self.assertEqual(self.made().status_code, 403)


class HouseKeyTests(ToolTestCase):
    def test_after_a_change_both_keys_are_published_for_a_while(self) -> None:
        """LTI Security 1.0, 6.2"""
        before = self.client.get(reverse("packages:lti_keys")).json()["keys"]
        change_house_key()
        after = self.client.get(reverse("packages:lti_keys")).json()["keys"]
        self.assertEqual(len(after), 2)
        self.assertEqual(after[1]["kid"], before[0]["kid"])
        self.assertNotIn("d", after[0])
