"""Credentials as tokens: VC-JWT (`vc+jwt`), signed with EdDSA; RS256 and ES256 are read too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from sinau.university.certificates.credential.multikey import base64url, from_base64url

PublicKey = Ed25519PublicKey | rsa.RSAPublicKey | ec.EllipticCurvePublicKey
_P256_HALF = 32


class NotAToken(ValueError):
    """Not three parts of base64url with a JSON object in the first two."""


@dataclass(frozen=True)
class Token:
    """The parts of one token."""

    header: dict[str, Any]
    claims: dict[str, Any]
    signed: bytes
    signature: bytes

    @property
    def key_id(self) -> str:
        """The address of the key that signed, as the token itself says."""
        return str(self.header.get("kid", ""))


def sign(claims: Mapping[str, Any], *, key: Ed25519PrivateKey, key_id: str) -> str:
    """A token over these claims."""
    header = {"alg": "EdDSA", "kid": key_id, "typ": "vc+jwt", "cty": "vc"}
    signed = f"{_part(header)}.{_part(claims)}"
    return f"{signed}.{base64url(key.sign(signed.encode()))}"


def read(word: str) -> Token:
    """The parts of a token, nothing of it believed yet."""
    parts = word.strip().split(".")
    if len(parts) != 3:
        raise NotAToken("a token has three parts")
    try:
        header, claims = (json.loads(from_base64url(part)) for part in parts[:2])
        signature = from_base64url(parts[2])
    except (ValueError, RecursionError) as error:
        raise NotAToken(str(error)) from error
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise NotAToken("header and claims are objects")
    return Token(header, claims, f"{parts[0]}.{parts[1]}".encode(), signature)


def holds(token: Token, key: PublicKey) -> bool:
    """Whether the signature is over these parts and by this key; the key decides the algorithm."""
    algorithm = token.header.get("alg")
    try:
        if isinstance(key, Ed25519PublicKey) and algorithm in ("EdDSA", "Ed25519"):
            key.verify(token.signature, token.signed)
        elif isinstance(key, rsa.RSAPublicKey) and algorithm == "RS256":
            key.verify(token.signature, token.signed, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey) and algorithm == "ES256":
            key.verify(_der(token.signature), token.signed, ec.ECDSA(hashes.SHA256()))
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True


def _der(raw: bytes) -> bytes:
    if len(raw) != 2 * _P256_HALF:
        raise ValueError("a signature of ES256 has 64 bytes")
    return encode_dss_signature(int.from_bytes(raw[:_P256_HALF]), int.from_bytes(raw[_P256_HALF:]))


def _part(value: Mapping[str, Any]) -> str:
    return base64url(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
