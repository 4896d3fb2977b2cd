"""Messages, choices and scores of LTI tools are read by their requirements, and hostile ones refused."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import SimpleTestCase

from sinau.packages.lti import claims, deep_linking, jwts, scores, words
from sinau.packages.lti.broken import Broken

AT = dt.datetime(2026, 11, 26, 1, 0, tzinfo=dt.UTC)
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
US = "https://sinau.example"


def said(**more: Any) -> dict[str, Any]:
    at = int(AT.timestamp())
    return {"iss": "alat", "aud": US, "iat": at, "exp": at + 300, **more}


def read(token: str) -> dict[str, Any]:
    return jwts.read(token, KEY.public_key(), issuer="alat", audiences=[US], at=AT)


class MessageTests(SimpleTestCase):
    def refused(self, token: str, requirement: str) -> None:
        with self.assertRaises(Broken) as told:
            read(token)
        self.assertIn(requirement, told.exception.requirement)

    def test_a_good_message_is_read(self) -> None:
        self.assertEqual(read(jwts.make(said(nonce="n"), KEY))["nonce"], "n")

    def test_wrong_sender_receiver_and_times_are_refused(self) -> None:
        at = int(AT.timestamp())
        for wrong, requirement in (
            ({"iss": "lain"}, "iss"),
            ({"aud": "https://lain.example"}, "aud"),
            ({"aud": ["https://lain.example", 3]}, "aud"),
            ({"exp": at - 61}, "exp"),
            ({"exp": "besok"}, "exp"),
            ({"exp": True}, "exp"),
            ({"iat": at + 61}, "iat"),
            ({"iat": at - 3601}, "iat"),
            ({"nbf": at + 61}, "nbf"),
        ):
            self.refused(jwts.make(said(**wrong), KEY), requirement)

    def test_unsigned_shared_secret_and_foreign_signatures_are_refused(self) -> None:
        self.refused(jwt.encode(said(), "", algorithm="none"), "5.1.3")
        self.refused(jwt.encode(said(), "rahasia" * 9, algorithm="HS256"), "5.1.3")
        self.refused(jwts.make(said(), OTHER), "5.1.3")
        for token in ("", "a.b.c", "x" * 100_001):
            self.refused(token, "5.1.3")

    def test_a_key_set_is_read_by_the_names_of_its_keys(self) -> None:
        public = KEY.public_key()
        rows = [jwts.as_jwk(public), {"kty": "oct", "k": "c2VjcmV0"}, {"kty": "RSA"}, 7]
        found = jwts.read_key_set(json.dumps({"keys": rows}))
        self.assertEqual(list(found), [jwts.kid_of(public)])
        token = jwts.make(said(), KEY)
        self.assertIn(jwts.kid_said(token), found)
        self.assertNotIn(jwts.kid_said(jwts.make(said(), OTHER)), found)

    def test_bad_key_sets_and_weak_keys_are_refused(self) -> None:
        for text in ("", "[]", '{"keys": 3}', json.dumps({"keys": [{}] * 51}), "[" * 100_000):
            with self.assertRaises(Broken):
                jwts.read_key_set(text)
        weak = rsa.generate_private_key(public_exponent=65537, key_size=1024).public_key()
        pem = weak.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ).decode()
        for text in (pem, "bukan kunci"):
            with self.assertRaises(Broken):
                jwts.read_pem(text)


class ClaimTests(SimpleTestCase):
    def test_a_launch_says_what_core_asks_and_no_name_unless_told(self) -> None:
        frame = claims.Frame(
            issuer=US,
            client_id="alat",
            deployment_id="1",
            nonce="n",
            sub="samaran",
            is_instructor=False,
            context_id="7",
            context_title="Kursus",
            platform_id="kota",
            platform_name="Sinau",
            return_url=US,
            locale="id",
            target="https://alat.example/buka",
        )
        told = claims.resource_link(
            frame, at=AT, link_id="l", title="Bahan", line_items_url=US, line_item_url=""
        )
        self.assertEqual(told[words.MESSAGE_TYPE], words.RESOURCE_REQUEST)
        self.assertEqual(told[words.ROLES], [words.LEARNER])
        self.assertEqual(told[words.RESOURCE_LINK]["id"], "l")
        self.assertNotIn("name", told)
        self.assertNotIn("email", told)
        asked = claims.deep_linking(frame, at=AT, return_url=US, data="d")
        self.assertEqual(asked[words.DEEP_SETTINGS]["data"], "d")


class ChoiceTests(SimpleTestCase):
    def chosen(self, *items: Any, **more: Any) -> list[deep_linking.Chosen]:
        told = {
            words.MESSAGE_TYPE: words.DEEP_RESPONSE,
            words.VERSION_CLAIM: words.VERSION,
            words.DEPLOYMENT: "1",
            words.DEEP_DATA: "d",
            words.DEEP_ITEMS: list(items),
            **more,
        }
        return deep_linking.read_response(told, deployment_id="1", data="d")

    def test_what_was_chosen_is_read_and_other_kinds_left_out(self) -> None:
        link = {
            "type": words.RESOURCE_ITEM,
            "title": "Kuis",
            "url": "https://alat.example/kuis",
            "lineItem": {"scoreMaximum": 20},
        }
        (one,) = self.chosen(link, {"type": "html", "html": "<b>"}, 3)
        self.assertEqual((one.title, one.score_maximum), ("Kuis", Decimal(20)))

    def test_hostile_choices_are_refused(self) -> None:
        item = {"type": words.RESOURCE_ITEM, "title": "x"}
        for items, more in (
            ([], {words.DEPLOYMENT: "2"}),
            ([], {words.DEEP_DATA: "lain"}),
            ([], {words.MESSAGE_TYPE: words.RESOURCE_REQUEST}),
            ([item] * 51, {}),
            ([item | {"url": "javascript:alert(1)"}], {}),
            ([item | {"url": "https://a@b.example"}], {}),
            ([item | {"title": "x" * 201}], {}),
            ([item | {"custom": {"a": 1}}], {}),
            ([item | {"lineItem": {"scoreMaximum": 0}}], {}),
        ):
            with self.assertRaises(Broken, msg=(items, more)):
                self.chosen(*items, **more)


class ScoreTests(SimpleTestCase):
    GOOD: dict[str, Any] = {
        "userId": "samaran",
        "timestamp": "2026-11-26T01:00:00Z",
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "scoreGiven": 15,
        "scoreMaximum": 20,
    }

    def test_a_score_is_read_in_percent(self) -> None:
        score = scores.read_score(self.GOOD)
        self.assertTrue(score.is_final)
        self.assertEqual(score.percent, Decimal(75))
        self.assertEqual(scores.read_score(self.GOOD | {"scoreGiven": 30}).percent, 100)
        self.assertFalse(scores.read_score(self.GOOD | {"gradingProgress": "Pending"}).is_final)

    def test_bad_scores_name_their_requirement(self) -> None:
        for wrong, requirement in (
            ({"userId": ""}, "userId"),
            ({"timestamp": "2026-11-26T01:00:00"}, "timestamp"),
            ({"timestamp": 3}, "timestamp"),
            ({"activityProgress": "Done"}, "activityProgress"),
            ({"gradingProgress": []}, "gradingProgress"),
            ({"scoreGiven": -1}, "scoreGiven"),
            ({"scoreGiven": float("nan")}, "scoreGiven"),
            ({"scoreGiven": True}, "scoreGiven"),
            ({"scoreMaximum": 0}, "scoreMaximum"),
            ({"scoreMaximum": None}, "scoreMaximum"),
        ):
            with self.assertRaises(Broken) as told:
                scores.read_score(self.GOOD | wrong)
            self.assertIn(requirement, told.exception.requirement)
