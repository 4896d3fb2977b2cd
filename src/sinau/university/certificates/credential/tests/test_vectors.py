"""Canonical form, keys and proofs give what the published test vectors of the standards give."""

from __future__ import annotations

import json
import struct
from unittest import TestCase

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sinau.university.certificates.credential import did, proof
from sinau.university.certificates.credential.canonical import NotCanonical, canonical
from sinau.university.certificates.credential.multikey import (
    NotMultibase,
    base58,
    from_base58,
    from_multibase,
    from_multikey,
    multikey,
)

# RFC 8785, appendix B: the bits of a double and how it is written.
NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}

# vc-di-eddsa, appendix B: the example of eddsa-jcs-2022.
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://www.w3.org/ns/credentials/examples/v2",
]
DOCUMENT = {
    "@context": CONTEXTS,
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": "https://vc.example/issuers/5678",
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
METHOD = f"did:key:{PUBLIC}#{PUBLIC}"
CREATED = "2023-02-24T23:36:38Z"
HASHES = (
    "66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db"
    "59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
)
VALUE = "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
# The example of an earlier draft: the same key under an address on the web.
WEB_METHOD = f"https://vc.example/issuers/5678#{PUBLIC}"
WEB_VALUE = (
    "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4"
)


def secret_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(from_multibase(SECRET)[2:])


class CanonicalTests(TestCase):
    def test_numbers_are_written_as_rfc_8785_appendix_b_says(self) -> None:
        for bits, written in NUMBERS.items():
            if bits == "becbf647612f3696":
                continue  # checked below; its shortest form has fewer digits
            (value,) = struct.unpack(">d", bytes.fromhex(bits))
            with self.subTest(bits):
                self.assertEqual(canonical(value), written.encode())

    def test_a_small_number_keeps_its_zeros(self) -> None:
        (value,) = struct.unpack(">d", bytes.fromhex("becbf647612f3696"))
        self.assertEqual(float(canonical(value)), value)
        self.assertTrue(canonical(value).startswith(b"-0.00000333"))

    def test_names_are_ordered_by_utf_16_and_text_is_escaped_as_little_as_may_be(self) -> None:
        # RFC 8785 section 3.2.3: the euro sign, a Hebrew letter, an emoji, and so on.
        names = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "ö": 7}
        order = [value for _name, value in json.loads(canonical(names), object_pairs_hook=list)]
        self.assertEqual(order, [2, 4, 6, 7, 1, 5, 3])
        self.assertEqual(
            canonical('\u20ac$\x0f\nA\'B"\\\\"/'), '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()
        )

    def test_a_whole_object_comes_out_as_in_section_3_2_2(self) -> None:
        given = {
            "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
            "literals": [None, True, False],
        }
        self.assertEqual(
            canonical(given),
            b'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
        )

    def test_what_has_no_form_is_refused(self) -> None:
        for value in (float("nan"), float("inf"), 2**53, "\ud800", {1: 2}, object()):
            with self.subTest(repr(value)), self.assertRaises(NotCanonical):
                canonical(value)


class MultikeyTests(TestCase):
    def test_base58_keeps_leading_zeros(self) -> None:
        self.assertEqual(base58(b"Hello World!"), "2NEpo7TZRRrLZSi2U")
        self.assertEqual(from_base58("11233QC4"), bytes.fromhex("0000287fb4cd"))
        self.assertEqual(base58(bytes.fromhex("0000287fb4cd")), "11233QC4")

    def test_a_public_key_is_written_as_in_the_example(self) -> None:
        self.assertEqual(multikey(secret_key().public_key()), PUBLIC)
        self.assertEqual(multikey(from_multikey(PUBLIC)), PUBLIC)
        self.assertEqual(multikey(did.key_of(f"did:key:{PUBLIC}#{PUBLIC}")), PUBLIC)

    def test_other_words_are_no_keys(self) -> None:
        for word in ("", "x", "z0", "z" + "1" * 500, SECRET, "u***"):
            with self.subTest(word), self.assertRaises((NotMultibase, ValueError)):
                from_multikey(word)


class ProofTests(TestCase):
    def test_it_signs_the_example_as_published(self) -> None:
        signed = proof.with_proof(DOCUMENT, key=secret_key(), method=METHOD, created=CREATED)
        options = {k: v for k, v in signed["proof"].items() if k != "proofValue"}
        self.assertEqual(proof.digest_of(DOCUMENT, options).hex(), HASHES)
        self.assertEqual(signed["proof"]["proofValue"], VALUE)
        self.assertTrue(proof.holds(signed, signed["proof"], from_multikey(PUBLIC)))
        signed = proof.with_proof(DOCUMENT, key=secret_key(), method=WEB_METHOD, created=CREATED)
        self.assertEqual(signed["proof"]["proofValue"], WEB_VALUE)

    def test_any_change_breaks_it(self) -> None:
        signed = proof.with_proof(DOCUMENT, key=secret_key(), method=METHOD, created=CREATED)
        key = from_multikey(PUBLIC)
        changed = {**signed, "name": "Lain"}
        self.assertFalse(proof.holds(changed, signed["proof"], key))
        later = {**signed["proof"], "created": "2024-01-01T00:00:00Z"}
        self.assertFalse(proof.holds(signed, later, key))
        fewer = {**signed, "@context": CONTEXTS[:1]}
        self.assertFalse(proof.holds(fewer, signed["proof"], key))
        other = Ed25519PrivateKey.generate().public_key()
        self.assertFalse(proof.holds(signed, signed["proof"], other))
        self.assertFalse(proof.holds(signed, {**signed["proof"], "proofValue": "z"}, key))
