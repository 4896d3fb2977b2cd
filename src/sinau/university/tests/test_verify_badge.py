"""P-UNI-85: programs with the scope check badges of anybody, hostile ones too."""

from __future__ import annotations

import base64
import json
from typing import Any
from unittest import mock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import SimpleTestCase, override_settings

from sinau.people.tests.test_use_token import TokenTestCase
from sinau.records.sending import Answer
from sinau.university.actions import enrol, press_file, revoke
from sinau.university.actions.verifying import check_badge, check_badge_file
from sinau.university.certificates.credential import badge, baking, did, proof, status, token
from sinau.university.models import Certificate
from sinau.university.testing import finish_a_course, open_a_course

PATH = "/api/v1/badges/verify"


def foreign(key: Ed25519PrivateKey, **more: Any) -> dict[str, Any]:
    """A badge of somebody who is named by their key."""
    issuer = did.key_did(key.public_key())
    return {
        "@context": badge.CONTEXTS,
        "id": "urn:uuid:11111111-1111-4111-8111-111111111111",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": issuer, "type": ["Profile"], "name": "Universitas Lain"},
        "validFrom": "2024-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "did:example:orang",
            "type": ["AchievementSubject"],
            "achievement": {"id": "urn:uuid:2", "type": ["Achievement"], "name": "Statistika"},
        },
        **more,
    }


def sealed(key: Ed25519PrivateKey, document: dict[str, Any]) -> dict[str, Any]:
    method = did.proof_method(did.key_did(key.public_key()), key.public_key())
    return proof.with_proof(document, key=key, method=method, created="2024-01-01T00:00:00Z")


class ApiTests(TokenTestCase):
    def setUp(self) -> None:
        finish_a_course(enrol(open_a_course(self.bkpsdm, self.wulan), self.sari))
        self.paper = press_file(Certificate.objects.get()).paper
        self.secret = self.secret_of(self.wulan, "badges:read")

    def verdict(self, said: object) -> str:
        return str(self.send(self.secret, PATH, {"badge": said}).json()["verdict"])

    def test_p_uni_85_ours_is_valid_until_it_is_revoked(self) -> None:
        for said in (self.paper.credential, json.dumps(self.paper.credential), self.paper.token):
            self.assertEqual(self.verdict(said), "valid")
        revoke(Certificate.objects.get(), reason="Keliru.", by=self.wulan)
        self.assertEqual(self.verdict(self.paper.token), "invalid")

    def test_p_uni_85_without_the_scope_nothing_is_checked(self) -> None:
        other = self.secret_of(self.wulan, "courses:read")
        self.problem(self.send(other, PATH, {"badge": self.paper.token}), 403)


class ForeignTests(SimpleTestCase):
    def setUp(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.badge = sealed(self.key, foreign(self.key))

    def codes(self, said: object) -> list[str]:
        text = said if isinstance(said, str) else json.dumps(said)
        return [finding.code for finding in check_badge(text).findings]

    def test_a_key_named_by_itself_is_checked_whole(self) -> None:
        self.assertEqual(check_badge(json.dumps(self.badge)).verdict, "valid")
        issuer = did.key_did(self.key.public_key())
        plain = foreign(self.key)
        word = token.sign({**plain, "iss": issuer}, key=self.key, key_id=f"{issuer}#x")
        self.assertEqual(check_badge(word).verdict, "valid")
        picture = baking.into_svg("<svg xmlns='http://www.w3.org/2000/svg'></svg>", token=word)
        self.assertEqual(check_badge_file(picture.encode()).verdict, "valid")
        with_json = baking.into_svg(
            "<svg xmlns='http://www.w3.org/2000/svg'></svg>", credential=json.dumps(self.badge)
        )
        self.assertEqual(check_badge_file(with_json.encode()).verdict, "valid")

    def test_a_badge_in_a_png_is_found(self) -> None:
        from sinau.university.tests.pictures import png

        baked = baking.into_png(png(20, 20), content=json.dumps(self.badge))
        self.assertEqual(check_badge_file(baked).verdict, "valid")

    def test_somebody_elses_key_does_not_speak_for_the_issuer(self) -> None:
        thief = Ed25519PrivateKey.generate()
        self.assertIn("key-of-somebody-else", self.codes(sealed(thief, foreign(self.key))))
        word = token.sign(foreign(self.key), key=thief, key_id=did.key_did(thief.public_key()))
        self.assertIn("key-of-somebody-else", self.codes(word))

    def test_a_token_may_not_choose_no_algorithm(self) -> None:
        head = base64.urlsafe_b64encode(b'{"alg":"none","kid":"x"}').rstrip(b"=").decode()
        claims = base64.urlsafe_b64encode(json.dumps(foreign(self.key)).encode()).decode()
        self.assertEqual(check_badge(f"{head}.{claims}.").verdict, "invalid")
        issuer = did.key_did(self.key.public_key())
        header = json.dumps({"alg": "HS256", "kid": issuer}).encode()
        head = base64.urlsafe_b64encode(header).rstrip(b"=").decode()
        self.assertIn("signature-wrong", self.codes(f"{head}.{claims}.AAAA"))

    def test_dates_are_looked_at(self) -> None:
        for more, code in (
            ({"validFrom": "2999-01-01T00:00:00Z"}, "not-yet-valid"),
            ({"validUntil": "2024-02-01T00:00:00Z"}, "expired"),
            ({"validFrom": "kemarin"}, "date-unreadable"),
        ):
            self.assertIn(code, self.codes(sealed(self.key, foreign(self.key, **more))))

    def test_the_web_is_asked_only_where_that_is_allowed(self) -> None:
        web = "did:web:lain.example"
        plain = {**foreign(self.key), "issuer": web}
        method = did.proof_method(web, self.key.public_key())
        said = proof.with_proof(plain, key=self.key, method=method, created="2024-01-01T00:00:00Z")
        with mock.patch("sinau.records.sending.get") as get:
            self.assertIn("issuer-not-looked-up", self.codes(said))
            self.assertEqual(check_badge(json.dumps(said)).verdict, "unknown")
            get.assert_not_called()
            document = did.document(web, [self.key.public_key()])
            get.return_value = Answer(status=200, text=json.dumps(document))
            with override_settings(BADGES_FETCH=True):
                self.assertEqual(check_badge(json.dumps(said)).verdict, "valid")
            self.assertEqual(get.call_args[0][0], "https://lain.example/.well-known/did.json")

    def test_a_status_list_of_another_issuer_is_not_believed(self) -> None:
        address = "https://lain.example/status/1"
        entry = status.entry(address, 5)
        said = sealed(self.key, foreign(self.key, credentialStatus=entry))
        thief = Ed25519PrivateKey.generate()
        for signer, at, code in (
            (self.key, [], "not-revoked"),
            (self.key, [5], "revoked"),
            (thief, [], "status-unreadable"),
        ):
            listing = status.credential(
                address,
                issuer=did.key_did(signer.public_key()),
                valid_from="2024-01-01T00:00:00Z",
                revoked=at,
            )
            answer = Answer(status=200, text=json.dumps(sealed(signer, listing)))
            with (
                override_settings(BADGES_FETCH=True),
                mock.patch("sinau.records.sending.get", return_value=answer),
            ):
                self.assertIn(code, self.codes(said))

    def test_hostile_input_is_answered_and_nothing_else(self) -> None:
        deep = "[" * 5000 + "]" * 5000
        hostile: list[object] = [
            "",
            "{",
            "a.b.c",
            "null",
            deep,
            '{"a":' + deep + "}",
            '{"type": 1, "type": 2}',
            '{"a": NaN}',
            "x" * 600_000,
            {**self.badge, "proof": "x"},
            {**self.badge, "proof": {**self.badge["proof"], "proofValue": "z" + "1" * 9000}},
            {**self.badge, "proof": {**self.badge["proof"], "verificationMethod": 7}},
            {**self.badge, "proof": {**self.badge["proof"], "created": 1e400}},
            {**self.badge, "issuer": {"id": ["x"]}},
            {**self.badge, "credentialSubject": [1, None]},
            {**self.badge, "credentialStatus": {"type": "BitstringStatusListEntry"}},
            {**self.badge, "type": [{}, "VerifiableCredential"]},
            {**self.badge, "@context": [{"a": "b"}]},
        ]
        for said in hostile:
            with self.subTest(str(said)[:60]):
                text = said if isinstance(said, str) else json.dumps(said)
                self.assertNotEqual(check_badge(text).verdict, "valid")
        bomb = b"<!DOCTYPE a [<!ENTITY b 'c'>]><svg>&b;</svg>"
        for content in (bomb, b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"\xff" * 40, b"\xff\xfe\x00"):
            self.assertEqual(check_badge_file(content).verdict, "invalid")
