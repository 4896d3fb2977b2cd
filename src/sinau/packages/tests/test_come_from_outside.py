"""A small fake learning system brings people to a course of ours and waits for their score (P-PKG-24, 25)."""

from __future__ import annotations

import json
import uuid
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.urls import reverse

from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import now
from sinau.packages.actions.platforms import NotReported, course_path, report
from sinau.packages.house_key import house_key
from sinau.packages.lti import jwts, words
from sinau.packages.lti.arrivals import scores_url
from sinau.packages.lti.broken import Broken
from sinau.packages.models import Arrival, Platform, PlatformAccount, PlatformPlace
from sinau.packages.views.platforms import COOKIE
from sinau.people.models import Audience
from sinau.people.testing import CastTestCase
from sinau.records import sending
from sinau.university.actions import add_activity, do_activity, write_course
from sinau.university.models import Course, Publication

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
THERE = "https://moodle.example"
CLIENT, DEPLOYMENT = "klien-1", "7"
ITEM = f"{THERE}/mod/lti/services.php/2/lineitems/5/lineitem?type_id=1"


class PlatformTestCase(CastTestCase):
    def setUp(self) -> None:
        keys = json.dumps({"keys": [jwts.as_jwk(KEY.public_key())]})
        asked = patch.object(
            sending, "get", return_value=sending.Answer(status=200, text=keys), autospec=True
        )
        self.asked_for_keys = asked.start()
        self.addCleanup(asked.stop)
        self.client.force_login(self.wulan)
        self.client.post(
            reverse("packages:platform_new"),
            {
                "name": "Moodle provinsi",
                "agency": self.wulan.agency_id,
                "issuer": THERE,
                "client_id": CLIENT,
                "places": DEPLOYMENT,
                "auth_url": f"{THERE}/mod/lti/auth.php",
                "token_url": f"{THERE}/mod/lti/token.php",
                "keys_url": f"{THERE}/mod/lti/certs.php",
            },
        )
        self.platform = Platform.objects.get()
        self.course = write_course(
            Course(
                slug="kursus-dibuka",
                title="Kursus dibuka",
                aim="Belajar dari luar.",
                agency=self.dinkes,
                audience=Audience.AGENCY,
                owner=self.wulan,
            ),
            by=self.wulan,
        )
        Publication.objects.create(course=self.course, published_by=self.wulan, published_at=now())
        self.target = settings.PUBLIC_URL + self.course.get_absolute_url()
        self.client.logout()

    def begun(self, **more: str) -> dict[str, str]:
        """Somebody presses the link in the system; what we ask it."""
        said = {
            "iss": THERE,
            "client_id": CLIENT,
            "login_hint": "42",
            "lti_message_hint": "petunjuk",
            "target_link_uri": self.target,
            **more,
        }
        answer = self.client.post(reverse("packages:lti_come"), said)
        self.assertEqual(answer.status_code, 302, answer.content[:500])
        self.assertTrue(answer["Location"].startswith(f"{THERE}/mod/lti/auth.php?"))
        return dict(parse_qsl(urlsplit(answer["Location"]).query))

    def message(self, asked: dict[str, str], key: Any = KEY, **more: Any) -> str:
        at = int(now().timestamp())
        said = {
            "iss": THERE,
            "aud": CLIENT,
            "sub": "orang-42",
            "iat": at,
            "exp": at + 60,
            "nonce": asked["nonce"],
            words.MESSAGE_TYPE: words.RESOURCE_REQUEST,
            words.VERSION_CLAIM: words.VERSION,
            words.DEPLOYMENT: DEPLOYMENT,
            words.TARGET: self.target,
            words.RESOURCE_LINK: {"id": "3"},
            words.ENDPOINT: {"scope": [words.SCOPE_SCORE], "lineitem": ITEM},
            "email": "wulan@jogjakota.go.id",
            **more,
        }
        return jwts.make({name: value for name, value in said.items() if value is not None}, key)

    def arrives(self, key: Any = KEY, **more: Any) -> Any:
        asked = self.begun()
        said = {"state": asked["state"], "id_token": self.message(asked, key, **more)}
        return self.client.post(reverse("packages:lti_arrive"), said)

    def linked(self) -> str:
        """Sari has come once and said that it is her; where she arrives."""
        there = str(self.arrives()["Location"])
        self.client.force_login(self.sari)
        self.client.post(there)
        return there


class ArriveTests(PlatformTestCase):
    def test_whoever_comes_signs_in_links_once_and_reaches_the_course(self) -> None:
        """P-PKG-24"""
        there = self.arrives()["Location"]
        # Nobody is signed in by a message from outside, whatever e-mail it says.
        self.assertTrue(self.client.get(there)["Location"].startswith("/masuk/"))
        self.client.force_login(self.sari)
        page = self.client.get(there)
        self.assertContains(page, "Tautkan akun saya")
        self.assertContains(page, "wulan@jogjakota.go.id")
        self.assertFalse(PlatformAccount.objects.exists())
        self.assertEqual(self.client.post(there)["Location"], self.course.get_absolute_url())
        account = PlatformAccount.objects.get()
        self.assertEqual((account.person, account.subject), (self.sari, "orang-42"))
        again = self.arrives()["Location"]
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(again)["Location"], self.course.get_absolute_url())
        self.assertEqual(PlatformPlace.objects.get().line_item_url, ITEM)

    def test_another_person_does_not_take_over_a_linked_account(self) -> None:
        """P-PKG-24"""
        self.linked()
        there = self.arrives()["Location"]
        self.client.force_login(self.bayu)
        self.assertEqual(self.client.get(there).status_code, 409)
        self.assertEqual(self.client.post(there).status_code, 409)
        other = self.arrives(sub="orang-lain")["Location"]
        self.client.force_login(self.sari)
        self.assertEqual(self.client.post(other).status_code, 409)
        self.assertEqual(PlatformAccount.objects.count(), 1)

    def test_a_course_that_is_not_theirs_stays_hidden(self) -> None:
        """P-PKG-24"""
        there = self.arrives()["Location"]
        self.client.force_login(self.joko)
        self.assertEqual(self.client.post(there).status_code, 404)

    def test_messages_that_break_a_requirement_are_refused(self) -> None:
        """LTI Security 1.0, 5.1.3; LTI 1.3 Core, 5.3"""
        other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        at = int(now().timestamp())
        self.assertEqual(self.arrives(other).status_code, 400)
        for wrong in (
            {"iss": "https://lain.example"},
            {"aud": "klien-lain"},
            {"aud": [CLIENT, "klien-lain"]},
            {"aud": [CLIENT, "klien-lain"], "azp": "klien-lain"},
            {"exp": at - 120},
            {"iat": at + 600},
            {"nonce": "lain"},
            {words.DEPLOYMENT: "8"},
            {words.VERSION_CLAIM: "1.1"},
            {words.MESSAGE_TYPE: "Lain"},
            {words.RESOURCE_LINK: None},
            {words.TARGET: "https://jahat.example/belajar/kursus/kursus-dibuka/"},
            {"sub": ""},
            {"sub": None},
            {words.ENDPOINT: {"scope": [words.SCOPE_SCORE], "lineitem": "http://10.0.0.1/x"}},
        ):
            with self.subTest(wrong=wrong):
                self.assertEqual(self.arrives(**wrong).status_code, 400)
        good = {"aud": [CLIENT, "klien-lain"], "azp": CLIENT}
        self.assertEqual(self.arrives(**good).status_code, 302)
        for token in (
            jwt.encode({"iss": THERE}, "", algorithm="none"),
            jwt.encode({"iss": THERE}, "rahasia" * 9, algorithm="HS256"),
            "bukan-jwt",
        ):
            asked = self.begun()
            said = {"state": asked["state"], "id_token": token}
            self.assertEqual(
                self.client.post(reverse("packages:lti_arrive"), said).status_code, 400
            )

    def test_a_state_is_good_once_and_in_the_browser_that_began(self) -> None:
        """LTI Security 1.0, 7.3.1"""
        asked = self.begun()
        said = {"state": asked["state"], "id_token": self.message(asked)}
        cookie = self.client.cookies.pop(COOKIE)
        self.assertEqual(self.client.post(reverse("packages:lti_arrive"), said).status_code, 400)
        self.client.cookies[COOKIE] = cookie.value
        self.assertEqual(self.client.post(reverse("packages:lti_arrive"), said).status_code, 302)
        self.client.cookies[COOKIE] = cookie.value
        self.assertEqual(self.client.post(reverse("packages:lti_arrive"), said).status_code, 400)

    def test_who_is_not_registered_or_leads_elsewhere_does_not_begin(self) -> None:
        for wrong in (
            {"iss": "https://lain.example"},
            {"client_id": "lain"},
            {"login_hint": ""},
            {"target_link_uri": "https://jahat.example/"},
            {"target_link_uri": "javascript:alert(1)"},
            {"target_link_uri": settings.PUBLIC_URL + "/akun/keluar/"},
            {"target_link_uri": settings.PUBLIC_URL + "/belajar/kursus/a/b/"},
            {"target_link_uri": settings.PUBLIC_URL + "@jahat.example/belajar/kursus/a/"},
        ):
            said = {
                "iss": THERE,
                "client_id": CLIENT,
                "login_hint": "1",
                "target_link_uri": self.target,
            }
            answer = self.client.post(reverse("packages:lti_come"), {**said, **wrong})
            self.assertEqual(answer.status_code, 400, wrong)
        self.assertFalse(Arrival.objects.exists())
        self.assertEqual(course_path(f"{settings.PUBLIC_URL}/belajar/"), "")
        with self.assertRaises(Broken):
            course_path("//jahat.example/belajar/kursus/a/")

    def test_in_a_frame_a_window_of_its_own_is_offered(self) -> None:
        answer = self.client.post(
            reverse("packages:lti_come"),
            {"iss": THERE, "login_hint": "1", "target_link_uri": self.target},
            headers={"Sec-Fetch-Dest": "iframe"},
        )
        self.assertContains(answer, "Buka di jendela baru")
        self.assertContains(answer, 'target="_blank"')
        self.assertNotIn("X-Frame-Options", answer.headers)

    def test_keys_are_asked_for_once_and_again_for_a_new_name(self) -> None:
        self.arrives()
        self.arrives()
        self.assertEqual(self.asked_for_keys.call_count, 1)
        # Within a minute a flood of unknown names does not become a flood of questions.
        other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.arrives(other)
        self.assertEqual(self.asked_for_keys.call_count, 1)


class ChooseTests(PlatformTestCase):
    """Deep Linking 2.0: somebody in the other system picks a course of ours."""

    def test_the_choice_goes_back_signed(self) -> None:
        """P-PKG-24"""
        settings_said: dict[str, Any] = {
            "deep_link_return_url": f"{THERE}/mod/lti/contentitem_return.php",
            "accept_types": [words.RESOURCE_ITEM],
            "data": "rahasia-moodle",
        }
        deep = {
            words.MESSAGE_TYPE: words.DEEP_REQUEST,
            words.DEEP_SETTINGS: settings_said,
            words.RESOURCE_LINK: None,
        }
        there = self.arrives(**deep)["Location"]
        self.client.force_login(self.sari)
        self.assertContains(self.client.post(there), "Kursus dibuka")
        answer = self.client.post(there, {"kursus": self.course.slug})
        self.assertContains(answer, settings_said["deep_link_return_url"])
        said = jwt.decode(
            answer.context["answer"],
            house_key().public_key(),
            algorithms=["RS256"],
            audience=THERE,
        )
        self.assertEqual(said["iss"], CLIENT)
        self.assertEqual(said[words.DEEP_DATA], "rahasia-moodle")
        self.assertEqual(said[words.DEPLOYMENT], DEPLOYMENT)
        self.assertEqual(said[words.DEEP_ITEMS][0]["url"], self.target)
        self.assertIn(THERE, answer.headers["Content-Security-Policy"])
        self.assertEqual(self.client.post(there, {"kursus": "tidak-ada"}).status_code, 404)

    def test_a_return_address_without_https_is_refused(self) -> None:
        for wrong in (
            {"deep_link_return_url": "http://jahat.example", "accept_types": [words.RESOURCE_ITEM]},
            {"deep_link_return_url": f"{THERE}/x", "accept_types": ["link"]},
            None,
        ):
            deep = {words.MESSAGE_TYPE: words.DEEP_REQUEST, words.DEEP_SETTINGS: wrong}
            self.assertEqual(self.arrives(**deep).status_code, 400)


class ReportTests(PlatformTestCase):
    """AGS 2.0, 3.4: a completed course is a score in the other system."""

    def setUp(self) -> None:
        super().setUp()
        self.linked()
        self.place = PlatformPlace.objects.get()
        self.activity = add_activity(
            self.course, by=self.wulan, address="x:1", kind_label="Latihan", title="L", url="/"
        )

    def completed(self) -> None:
        do_activity(self.activity, self.sari)

    def test_completing_defers_one_report_which_is_sent_once(self) -> None:
        """P-PKG-25"""
        with patch("sinau.packages.tasks.report_score.defer") as deferred:
            self.completed()
            tell_everyone()
        deferred.assert_called_once_with(place_id=self.place.pk)
        answers = [
            sending.Answer(status=200, text=json.dumps({"access_token": "kunci"})),
            sending.Answer(status=200, text=""),
        ]
        with patch.object(sending, "post", side_effect=answers, autospec=True) as sent:
            report(self.place.pk)
            report(self.place.pk)
        (token_url, form, _headers), (score_url, body, headers) = (
            call.args for call in sent.call_args_list
        )
        proof = jwt.decode(
            dict(parse_qsl(form.decode()))["client_assertion"],
            house_key().public_key(),
            algorithms=["RS256"],
            audience=token_url,
        )
        self.assertEqual((proof["iss"], proof["sub"]), (CLIENT, CLIENT))
        self.assertEqual(score_url, ITEM.replace("lineitem?", "lineitem/scores?"))
        self.assertEqual(headers["Authorization"], "Bearer kunci")
        said = json.loads(body)
        self.assertEqual(
            (said["userId"], said["scoreGiven"], said["gradingProgress"]),
            ("orang-42", 100.0, "FullyGraded"),
        )
        self.place.refresh_from_db()
        self.assertIsNotNone(self.place.reported_at)

    def test_a_system_that_is_away_is_asked_again_and_the_officer_sees_why(self) -> None:
        """P-PKG-25"""
        self.completed()
        for answer in (
            sending.Answer(status=500, text=""),
            sending.Answer(status=200, text="bukan json"),
            sending.Unreachable("Tidak ada jawaban dalam 10 detik."),
        ):
            with (
                patch.object(sending, "post", side_effect=[answer], autospec=True),
                self.assertRaises(NotReported),
            ):
                report(self.place.pk)
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(self.platform.get_absolute_url()), "Tidak ada jawaban")

    def test_what_was_completed_before_is_reported_on_arrival(self) -> None:
        self.completed()
        with patch("sinau.packages.tasks.report_score.defer") as deferred:
            there = self.arrives()["Location"]
            self.client.force_login(self.sari)
            self.client.get(there)
        deferred.assert_called_once()

    def test_scores_go_beside_the_query(self) -> None:
        self.assertEqual(scores_url("https://a.example/i/5"), "https://a.example/i/5/scores")
        self.assertEqual(
            scores_url("https://a.example/i/5/?x=1"), "https://a.example/i/5/scores?x=1"
        )


class OfficerTests(PlatformTestCase):
    def test_the_pages_are_for_officers_of_the_agency(self) -> None:
        """P-PKG-20"""
        page = self.platform.get_absolute_url()
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(reverse("packages:tools")), "Moodle provinsi")
        self.assertContains(self.client.get(page), reverse("packages:lti_come"))
        for person in (self.joko, self.sari):
            self.client.force_login(person)
            self.assertNotContains(
                self.client.get(reverse("packages:tools")),
                "Moodle provinsi",
                status_code=self.client.get(reverse("packages:tools")).status_code,
            )
            for name in ("platform", "platform_edit", "platform_withdraw"):
                url = reverse(f"packages:{name}", args=[self.platform.pk])
                self.assertEqual(self.client.get(url).status_code, 404)
            url = reverse("packages:platform_test", args=[self.platform.pk])
            self.assertEqual(self.client.post(url).status_code, 404)

    def test_a_test_says_what_is_wrong(self) -> None:
        self.client.force_login(self.wulan)
        url = reverse("packages:platform_test", args=[self.platform.pk])
        self.assertContains(self.client.post(url, follow=True), "1 kunci terbaca")
        self.asked_for_keys.side_effect = sending.Unreachable(
            "Nama moodle.example tidak ditemukan."
        )
        self.assertContains(self.client.post(url, follow=True), "tidak ditemukan")
        self.asked_for_keys.side_effect = None
        self.asked_for_keys.return_value = sending.Answer(status=200, text="<html>")
        self.assertContains(self.client.post(url, follow=True), "tidak dapat dibaca")

    def test_bad_input_is_named_and_nothing_typed_is_lost(self) -> None:
        self.client.force_login(self.wulan)
        answer = self.client.post(
            reverse("packages:platform_new"),
            {"name": "Uji coba", "issuer": THERE, "keys_url": "http://a.example", "places": "1"},
        )
        self.assertEqual(answer.status_code, 422)
        self.assertContains(answer, "Uji coba", status_code=422)
        self.assertContains(answer, "https://", status_code=422)
        self.assertEqual(Platform.objects.count(), 1)

    def test_a_withdrawn_system_brings_nobody_and_hears_nothing(self) -> None:
        """P-PKG-20"""
        there = self.linked()
        self.client.force_login(self.wulan)
        url = reverse("packages:platform_withdraw", args=[self.platform.pk])
        self.client.post(url, {"reason": "Kontrak berakhir"})
        self.assertContains(self.client.get(self.platform.get_absolute_url()), "Kontrak berakhir")
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(there).status_code, 400)
        said = {"iss": THERE, "login_hint": "1", "target_link_uri": self.target}
        self.assertEqual(self.client.post(reverse("packages:lti_come"), said).status_code, 400)

    def test_a_link_is_let_go_by_the_officer(self) -> None:
        self.linked()
        account = PlatformAccount.objects.get()
        url = reverse("packages:platform_unlink", args=[self.platform.pk, account.pk])
        self.client.force_login(self.joko)
        self.assertEqual(self.client.post(url).status_code, 404)
        self.client.force_login(self.wulan)
        for _turn in range(2):
            self.assertEqual(self.client.post(url).status_code, 302)
        self.assertFalse(PlatformAccount.objects.exists())

    def test_a_number_is_nobody(self) -> None:
        self.client.force_login(self.sari)
        url = reverse("packages:lti_arrived", args=[uuid.uuid4()])
        self.assertEqual(self.client.get(url).status_code, 404)
