"""What clumsy or hostile partners of LTI do is withstood, on either side."""

from __future__ import annotations

import json
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from sinau.kernel.clock import now, today
from sinau.packages import house_key
from sinau.packages.actions import register_partner
from sinau.packages.actions.platforms import begin_arrival, report
from sinau.packages.lti import jwts, words
from sinau.packages.lti.broken import Broken
from sinau.packages.models import (
    Arrival,
    LineItem,
    Platform,
    PlatformAccount,
    PlatformPlace,
    Tool,
    ToolAccount,
    ToolLaunch,
)
from sinau.packages.tests import test_open_outside_tools as opening
from sinau.packages.tests import test_read_lti as reading
from sinau.packages.views.platforms import COOKIE
from sinau.people.models import Audience
from sinau.people.testing import CastTestCase
from sinau.records import sending
from sinau.university.actions import write_course
from sinau.university.models import Completion, Course

FOREIGN = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ISSUER = "https://moodle.example"


class Counted:
    """A site outside that gives its key set and counts how often it is asked."""

    def __init__(self, *keys: rsa.RSAPrivateKey) -> None:
        self.text = json.dumps({"keys": [jwts.as_jwk(key.public_key()) for key in keys]})
        self.times = 0

    def get(self, *_said: Any, **_more: Any) -> sending.Answer:
        self.times += 1
        return sending.Answer(status=200, text=self.text)


class TimesTests(CastTestCase):
    def test_a_time_that_is_no_number_is_refused(self) -> None:
        """Security 1.0, 5.1.3: NaN, which JSON of Python knows, is never found late."""
        for name in ("exp", "iat", "nbf"):
            for wrong in (float("nan"), float("inf")):
                token = jwts.make(reading.said(**{name: wrong}), reading.KEY)
                with self.subTest(name, wrong=wrong), self.assertRaises(Broken):
                    reading.read(token)

    def test_the_times_of_a_good_message_end(self) -> None:
        token = jwts.make(reading.said(), reading.KEY)
        reading.read(token)
        with self.assertRaises(Broken):
            jwts.read(
                token,
                reading.KEY.public_key(),
                issuer="alat",
                audiences=[reading.US],
                at=reading.AT + timedelta(days=1),
            )


class FromToolsTests(opening.ToolTestCase):
    def test_an_unknown_resource_link_finds_no_line_item(self) -> None:
        """AGS 2.0, 3.2.1 (resource_link_id)"""
        LineItem.objects.create(
            tool=self.tool, course=self.course, label="Lepas", score_maximum=10, made_at=now()
        )
        secret = self.token(words.SCOPE_LINE_ITEM_READ).json()["access_token"]
        url = reverse("packages:lti_items", args=[self.tool.code, self.course.pk])
        told = {"Authorization": f"Bearer {secret}"}
        self.assertEqual(len(self.client.get(url, headers=told).json()), 2)
        found = self.client.get(url, {"resource_link_id": "bukan"}, headers=told)
        self.assertEqual(found.json(), [])

    def test_forged_choices_do_not_make_us_ask_the_tool_each_time(self) -> None:
        """Deep Linking 2.0, 4.5; Security 1.0, 6.3"""
        Tool.objects.update(keys_url="https://alat.example/jwks", public_key="")
        forged, site = jwts.make({"iss": self.tool.client_id}, FOREIGN), Counted(opening.KEY)
        with patch.object(sending, "get", site.get):
            for _time in range(5):
                answer = self.client.post(reverse("packages:lti_choice"), {"JWT": forged})
                self.assertEqual(answer.status_code, 400)
        self.assertEqual(site.times, 1)

    def test_choosing_nothing_is_asked_again_and_not_called_taken(self) -> None:
        """P-PKG-20"""
        self.client.force_login(self.wulan)
        url = reverse("packages:tool_choose", args=[self.tool.pk])
        self.client.post(url, {"course": self.course.pk})
        launch = ToolLaunch.objects.get(link=None)
        ToolLaunch.objects.update(answered_at=now(), chosen=[{"title": "A", "url": ""}])
        page = reverse("packages:tool_choice", args=[launch.code])
        self.assertRedirects(self.client.post(page, {}), page)
        self.assertNotContains(self.client.get(page), "sudah menjadi bagian kursus")

    def test_a_choice_is_not_taken_into_a_course_of_others(self) -> None:
        """P-PKG-20: also when the course left one's charge after the choice was begun."""
        account = ToolAccount.objects.create(tool=self.tool, person=self.joko)
        launch = ToolLaunch.objects.create(
            account=account,
            course=self.course,
            begun_at=now(),
            answered_at=now(),
            chosen=[{"title": "A", "url": ""}],
        )
        Tool.objects.update(agency=self.joko.agency)
        self.client.force_login(self.joko)
        page = reverse("packages:tool_choice", args=[launch.code])
        self.assertEqual(self.client.get(page).status_code, 404)
        self.assertEqual(self.client.post(page, {"bahan": "0"}).status_code, 404)
        Course.objects.update(agency=self.joko.agency)
        self.assertEqual(self.client.get(page).status_code, 200)


class FromPlatformsTests(CastTestCase):
    def setUp(self) -> None:
        self.platform = Platform(
            name="Moodle",
            agency=self.dinkes,
            issuer=ISSUER,
            client_id="sinau",
            deployments=["1"],
            auth_url=f"{ISSUER}/auth",
            token_url=f"{ISSUER}/token",
            keys_url=f"{ISSUER}/certs",
        )
        register_partner(self.platform, by=self.wulan)

    def begun(self) -> Arrival:
        said = {"iss": ISSUER, "login_hint": "7", "target_link_uri": f"{settings.PUBLIC_URL}/"}
        return begin_arrival(said)[0]

    def test_forged_arrivals_do_not_make_us_ask_the_system_each_time(self) -> None:
        """Security 1.0, 6.3"""
        forged, site = jwts.make({"iss": ISSUER}, FOREIGN), Counted(reading.KEY)
        with patch.object(sending, "get", site.get):
            for _time in range(5):
                state = str(self.begun().state)
                self.client.cookies[COOKIE] = state
                told = {"state": state, "id_token": forged}
                answer = self.client.post(reverse("packages:lti_arrive"), told)
                self.assertEqual(answer.status_code, 400)
        self.assertEqual(site.times, 1)

    def test_only_the_browser_that_began_is_offered_to_link_the_account(self) -> None:
        """Security 1.0, 7.3.1: the address of one's own arrival, sent to a colleague, links nothing."""
        arrival = self.begun()
        said = {"kind": words.RESOURCE_REQUEST, "deployment": "1", "course": "", "line_item": ""}
        Arrival.objects.update(heard_at=now(), subject="orang lain", said=said)
        self.client.force_login(self.sari)
        page = reverse("packages:lti_arrived", args=[arrival.code])
        self.assertEqual(self.client.get(page).status_code, 400)
        self.assertEqual(self.client.post(page).status_code, 400)
        self.assertFalse(PlatformAccount.objects.exists())
        self.client.cookies[COOKIE] = str(arrival.state)
        self.assertEqual(self.client.get(page).status_code, 200)
        self.client.post(page)
        self.assertEqual(PlatformAccount.objects.get().person, self.sari)

    def test_a_frame_of_another_site_is_shown_the_way_to_a_window_only(self) -> None:
        said = {"iss": ISSUER, "login_hint": "7", "target_link_uri": f"{settings.PUBLIC_URL}/"}
        framed = {"Sec-Fetch-Dest": "iframe"}
        answer = self.client.post(reverse("packages:lti_come"), said, headers=framed)
        policy = answer["Content-Security-Policy"]
        self.assertIn("frame-ancestors https:", policy)
        self.assertNotIn("X-Frame-Options", answer)
        self.assertFalse(Arrival.objects.exists())

    def test_a_score_that_is_there_already_is_not_sent_for_ever(self) -> None:
        """AGS 2.0, 3.4: Moodle answers 409 to a score with a timestamp that it has."""
        course = write_course(
            Course(
                slug="k",
                title="K",
                aim="x",
                agency=self.dinkes,
                audience=Audience.AGENCY,
                owner=self.wulan,
            ),
            by=self.wulan,
        )
        Completion.objects.create(
            person=self.sari,
            course=course,
            title="K",
            organiser="D",
            minutes=10,
            started_on=today(),
            ended_on=today(),
            completed_at=now(),
        )
        account = PlatformAccount.objects.create(
            platform=self.platform, subject="7", person=self.sari, linked_at=now()
        )
        place = PlatformPlace.objects.create(
            account=account, course=course, line_item_url=f"{ISSUER}/li", opened_at=now()
        )

        def post(url: str, *_said: Any) -> sending.Answer:
            if url.endswith("/token"):
                return sending.Answer(status=200, text='{"access_token": "t"}')
            return sending.Answer(status=409, text="")

        with patch.object(sending, "post", post):
            report(place.pk)
        place.refresh_from_db()
        self.assertIsNotNone(place.reported_at)


class KeyTests(CastTestCase):
    def test_every_process_signs_with_the_key_that_another_changed(self) -> None:
        """Security 1.0, 6.3: both keys stand in the set."""
        with tempfile.TemporaryDirectory() as folder, override_settings(DATA_DIR=folder):
            former = jwts.kid_of(house_key.house_key().public_key())
            # As another process does it: nothing in the memory of this one is changed.
            file = Path(folder) / house_key.KEY_FILE
            file.replace(Path(folder) / house_key.BEFORE_FILE)
            house_key._make(file)
            kids = [jwts.kid_of(key.public_key()) for key in house_key.house_keys()]
            self.assertEqual(len(set(kids)), 2)
            self.assertEqual(kids[1], former)
