"""Signed statements (1.0.3 Data 2.6; 2.0 4.2)."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from sinau.records.tests.saying import UUID, attachment, encoded, statement
from sinau.records.xapi.signatures import check
from sinau.records.xapi.trouble import Invalid

HASHES: dict[str, hashes.HashAlgorithm] = {
    "RS256": hashes.SHA256(),
    "RS384": hashes.SHA384(),
    "RS512": hashes.SHA512(),
}


@lru_cache
def key(number: int = 0) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def certificate(private: Any) -> str:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Penanda tangan")])
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=365))
        .sign(private, hashes.SHA256())
    )
    return base64.b64encode(made.public_bytes(Encoding.DER)).decode()


def part(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def signed(payload: Any, alg: str = "RS256", **header: Any) -> bytes:
    raw = payload if isinstance(payload, bytes) else encoded(payload)
    said = part(json.dumps({"alg": alg, **header}).encode()) + b"." + part(raw)
    return said + b"." + part(key().sign(said, PKCS1v15(), HASHES.get(alg, hashes.SHA256())))


SAID = statement(id=UUID, result={"score": {"raw": 1}})
KEPT = {**SAID, "attachments": [attachment()], "stored": "2026-11-25T00:00:00Z"}


@pytest.mark.parametrize("alg", ["RS256", "RS384", "RS512"])
def test_the_three_algorithms_are_accepted(alg: str) -> None:
    """1.0.3 Data 2.6.s4.b4; 2.0 4.2: RSA with SHA-2; a certificate verifies when there is one."""
    check(KEPT, signed(SAID, alg))
    check(KEPT, signed(SAID, alg, x5c=[certificate(key()), "rantai"]))


@pytest.mark.parametrize("alg", ["HS256", "none", "ES256", "rs256", "", None, 5, ["RS256"]])
def test_other_algorithms_are_refused(alg: Any) -> None:
    """1.0.3 Data 2.6.s4.b4; 2.0 4.2: above all no shared secret and no `none`."""
    header = part(json.dumps({"alg": alg}).encode())
    with pytest.raises(Invalid, match="RS256"):
        check(KEPT, header + b"." + part(encoded(SAID)) + b".AAAA")


@pytest.mark.parametrize(
    "signature",
    [
        b"",
        b"a.b",
        b"a.b.c.d",
        b"a..c",
        b"a.b.c",
        b"\x00\xff",
        "é.é.é".encode(),
        part(b"[]") + b"." + part(encoded(SAID)) + b".AAAA",
        part(b'{"alg":"RS256","crit":["exp"]}') + b"." + part(encoded(SAID)) + b".AAAA",
        signed(encoded(SAID).replace(b'"', b"'", 1)),
        signed(b"[1]"),
        signed(b""),
        signed(b'{"a":' * 3_000 + b"1" + b"}" * 3_000),
        json.dumps({"payload": "x", "signatures": []}).encode(),
    ],
)
def test_a_malformed_signature_is_refused(signature: bytes) -> None:
    """1.0.3 Data 2.6.s5.b1 and s5.b3.b1; 2.0 4.2: compact form, JSON inside."""
    with pytest.raises(Invalid) as caught:
        check(KEPT, signature)
    assert caught.value.section


def test_a_signature_of_something_else_is_refused() -> None:
    """1.0.3 Data 2.6.s5.b3.b2; 2.0 4.2: logically the same statement."""
    with pytest.raises(Invalid, match="tidak sama"):
        check(KEPT, signed({**SAID, "result": {"score": {"raw": 2}}}))
    check(KEPT, signed({**SAID, "verb": {**SAID["verb"], "display": {"id": "x"}}}))


def test_a_certificate_that_does_not_fit_is_refused() -> None:
    """1.0.3 Data 2.6.s5.b3.b3; 2.0 4.2: the first of the chain must verify."""
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    curve = ec.generate_private_key(ec.SECP256R1())
    for chain in (
        [certificate(other)],
        [certificate(curve)],
        [],
        ["bukan base64"],
        [base64.b64encode(b"bukan sertifikat").decode()],
        [5],
        "x",
        None,
    ):
        with pytest.raises(Invalid):
            check(KEPT, signed(SAID, x5c=chain))
    broken = signed(SAID, x5c=[certificate(key())])
    with pytest.raises(Invalid, match="tidak cocok"):
        check(KEPT, broken[:-8] + b"AAAAAAAA")
