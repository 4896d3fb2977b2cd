"""Signed messages (JWT): made with our key, and read with the key of whom they must be from.

We sign with RS256, which the Security Framework asks of everybody; ES256 is taken as well. "none" and
shared secrets, with which a public key could be misused as a password, never. A key is good for the
algorithm of its own kind only.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from collections.abc import Sequence
from typing import Any, TypeGuard

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from sinau.packages.lti.broken import Broken

ALGORITHM = "RS256"
TAKEN = (ALGORITHM, "ES256")
LONGEST = 100_000
KEYS_AT_MOST = 50
LEEWAY_SECONDS = 60
OLDEST_SECONDS = 60 * 60
_BITS_AT_LEAST = 2048
Claims = dict[str, Any]
PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey


def make(claims: Claims, key: rsa.RSAPrivateKey) -> str:
    """The claims signed with this key, its name in the header."""
    return jwt.encode(claims, key, algorithm=ALGORITHM, headers={"kid": kid_of(key.public_key())})


def kid_of(key: rsa.RSAPublicKey) -> str:
    """The name of a key: its thumbprint."""
    der = key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(der).hexdigest()[:32]


def as_jwk(key: rsa.RSAPublicKey) -> Claims:
    """The public half as a key set has it."""
    said = json.loads(RSAAlgorithm.to_jwk(key))
    return {
        "kty": "RSA",
        "e": said["e"],
        "n": said["n"],
        "kid": kid_of(key),
        "alg": ALGORITHM,
        "use": "sig",
    }


_KINDS: dict[str, type[RSAAlgorithm] | type[ECAlgorithm]] = {"RSA": RSAAlgorithm, "EC": ECAlgorithm}


def read_pem(text: str) -> PublicKey:
    """A pasted public key."""
    try:
        key = serialization.load_pem_public_key(text.encode())
    except (ValueError, UnsupportedAlgorithm):
        raise Broken("Security 1.0, 6.1", "Kunci publik harus berbentuk PEM.") from None
    return _strong(key)


def read_key_set(text: str) -> dict[str, PublicKey]:
    """The keys of a key set by their names; those of other kinds are left out."""
    requirement = "Security 1.0, 6.3"
    try:
        said = json.loads(text)
        rows = said["keys"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Broken(requirement, "Kumpulan kunci (JWKS) tidak dapat dibaca.") from None
    if not isinstance(rows, list) or len(rows) > KEYS_AT_MOST:
        raise Broken(requirement, f"Kumpulan kunci memuat paling banyak {KEYS_AT_MOST} kunci.")
    found: dict[str, PublicKey] = {}
    for row in rows:
        if not isinstance(row, dict) or row.get("kty") not in _KINDS or "d" in row:
            continue
        kid = row.get("kid")
        try:
            key = _KINDS[row["kty"]].from_jwk(row)
            if isinstance(kid, str) and kid and row.get("use", "sig") == "sig":
                found[kid] = _strong(key)
        except (jwt.InvalidKeyError, ValueError, TypeError, Broken):
            continue
    return found


def kid_said(token: str) -> str:
    """The name of the key that signed, as the header says it."""
    if len(token) > LONGEST:
        raise Broken("Security 1.0, 5.1.3", "Pesan bertanda tangan terlalu panjang.")
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.InvalidTokenError, ValueError, RecursionError):
        raise Broken("Security 1.0, 5.1.3", "Pesan bertanda tangan tidak dapat dibaca.") from None
    if header.get("alg") not in TAKEN:
        raise Broken("Security 1.0, 5.1.3", "Pesan harus ditandatangani dengan RS256 atau ES256.")
    kid = header.get("kid")
    if kid is not None and not isinstance(kid, str):
        raise Broken("Security 1.0, 6.3", "Nama kunci (kid) harus berupa teks.")
    return kid or ""


def read(
    token: str,
    key: PublicKey,
    *,
    issuer: str,
    audiences: Sequence[str],
    at: dt.datetime,
) -> Claims:
    """What is said, when the signature, its sender, its receiver and its times are right."""
    kid_said(token)
    try:
        claims: Claims = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM if isinstance(key, rsa.RSAPublicKey) else "ES256"],
            # Times are looked at below, by the clock of the house.
            options={
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
                "verify_aud": False,
                "verify_iss": False,
                "verify_sub": False,
                "verify_jti": False,
            },
        )
    except (jwt.InvalidTokenError, ValueError, RecursionError):
        raise Broken("Security 1.0, 5.1.3", "Tanda tangan pesan tidak benar.") from None
    if claims.get("iss") != issuer:
        raise Broken("Security 1.0, 5.1.3 (iss)", "Pengirim pesan (iss) bukan alat yang terdaftar.")
    _check_audience(claims, audiences)
    _check_times(claims, at.timestamp())
    return claims


def _check_audience(claims: Claims, audiences: Sequence[str]) -> None:
    said = claims.get("aud")
    rows = said if isinstance(said, list) else [said]
    if not any(isinstance(one, str) and one in audiences for one in rows):
        raise Broken("Security 1.0, 5.1.3 (aud)", "Pesan tidak ditujukan kepada Sinau ini (aud).")


def _check_times(claims: Claims, at: float) -> None:
    exp, iat = claims.get("exp"), claims.get("iat")
    if not _is_number(exp) or not _is_number(iat):
        raise Broken("Security 1.0, 5.1.3 (exp, iat)", "Pesan harus menyebut iat dan exp.")
    if exp + LEEWAY_SECONDS < at:
        raise Broken("Security 1.0, 5.1.3 (exp)", "Pesan sudah kedaluwarsa (exp).")
    if iat - LEEWAY_SECONDS > at or iat + OLDEST_SECONDS < at:
        raise Broken("Security 1.0, 5.1.3 (iat)", "Waktu pembuatan pesan (iat) tidak wajar.")
    nbf = claims.get("nbf", 0)
    if not _is_number(nbf) or nbf - LEEWAY_SECONDS > at:
        raise Broken("Security 1.0, 5.1.3 (nbf)", "Pesan belum berlaku (nbf).")


def _is_number(value: Any) -> TypeGuard[int | float]:
    # JSON as Python reads it knows NaN, which no comparison finds too late.
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _strong(key: object) -> PublicKey:
    if isinstance(key, rsa.RSAPublicKey) and key.key_size >= _BITS_AT_LEAST:
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1):
        return key
    raise Broken(
        "Security 1.0, 6.1", f"Kunci harus RSA paling sedikit {_BITS_AT_LEAST} bit, atau EC P-256."
    )


def issuer_said(token: str) -> str:
    """Who says to have sent it; nothing is believed of it before `read`."""
    kid_said(token)
    try:
        said = jwt.decode(token, options={"verify_signature": False})
    except (jwt.InvalidTokenError, ValueError, RecursionError):
        raise Broken("Security 1.0, 5.1.3", "Pesan bertanda tangan tidak dapat dibaca.") from None
    return str(said.get("iss", ""))[:100]
