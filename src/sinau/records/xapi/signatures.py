"""Signed statements: a JSON web signature as attachment (RFC 7515; 1.0.3 Data 2.6; 2.0 4.2).

Checking catches mistakes, as the specification says; whom to trust is another question.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from sinau.records.xapi import sections
from sinau.records.xapi.same import are_same
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.wellformed import decode

_ALGORITHMS: dict[str, hashes.HashAlgorithm] = {
    "RS256": hashes.SHA256(),
    "RS384": hashes.SHA384(),
    "RS512": hashes.SHA512(),
}
_COMPACT = re.compile(rb"([A-Za-z0-9_\-]+)\.([A-Za-z0-9_\-]+)\.([A-Za-z0-9_\-]+)\s*\Z")


def check(statement: dict[str, Any], signature: bytes) -> None:
    """Refuse a signature that is malformed, of something else, or not by its own certificate."""
    found = _COMPACT.match(signature)
    if found is None:
        raise _wrong("Tanda tangan harus JWS dalam bentuk ringkas (tiga bagian dengan titik).")
    header = _object(_bytes(found[1]), "Kepala JWS harus objek JSON.")
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in _ALGORITHMS:
        raise _wrong("Algoritma tanda tangan harus RS256, RS384, atau RS512.")
    if "crit" in header:
        raise _wrong("Kepala JWS memuat crit, yang tidak dikenal di sini. Hapus.")
    signed = _bytes(found[3])
    payload = _object(_bytes(found[2]), "Isi JWS harus pernyataan dalam JSON.")
    if "x5c" in header:
        _verify(header["x5c"], _ALGORITHMS[algorithm], found[1] + b"." + found[2], signed)
    if not are_same(payload, statement):
        raise _wrong("Pernyataan yang ditandatangani tidak sama dengan yang dikirim.")


def _verify(chain: Any, algorithm: hashes.HashAlgorithm, said: bytes, signed: bytes) -> None:
    """The first certificate of the chain is the signer's."""
    if not isinstance(chain, list) or not chain or not isinstance(chain[0], str):
        raise _wrong("x5c harus larik sertifikat X.509 dalam base64.")
    try:
        certificate = x509.load_der_x509_certificate(base64.b64decode(chain[0], validate=True))
        key = certificate.public_key()
    except Exception:  # the parser of certificates raises many kinds, all meaning the same here
        raise _wrong("Sertifikat pertama di x5c tidak dapat dibaca.") from None
    if not isinstance(key, RSAPublicKey):
        raise _wrong("Sertifikat pertama di x5c harus berkunci RSA.")
    try:
        key.verify(signed, said, PKCS1v15(), algorithm)
    except InvalidSignature:
        raise _wrong("Tanda tangan tidak cocok dengan sertifikat di x5c.") from None


def _bytes(text: bytes) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + b"=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise _wrong("Bagian JWS bukan base64url.") from None


def _object(raw: bytes, sentence: str) -> dict[str, Any]:
    try:
        value = decode(raw)
    except (Invalid, msgspec.DecodeError):
        raise _wrong(sentence) from None
    if not isinstance(value, dict):
        raise _wrong(sentence)
    return value


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, field="attachments", section=sections.SIGNATURE)
