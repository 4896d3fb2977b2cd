"""Names of issuers: did:web from an address, did:key from a key, and the document behind them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sinau.university.certificates.credential.canonical import canonical
from sinau.university.certificates.credential.multikey import (
    base64url,
    from_base64url,
    from_multikey,
    multikey,
)
from sinau.university.certificates.credential.token import PublicKey

_MIN_RSA_BITS = 2048


class NoKey(ValueError):
    """There is no usable key under that address."""


def web(address: str) -> str:
    """The did:web of a site: "did:web:sinau.example.go.id"; a port is written %3A8000."""
    return f"did:web:{quote(urlsplit(address).netloc, safe='.-')}"


def web_address(did: str) -> str:
    """Where the document of a did:web is: always https, as the method demands."""
    parts = [unquote(part) for part in did.removeprefix("did:web:").split(":")]
    if not did.startswith("did:web:") or not all(parts):
        raise NoKey("not a did:web")
    if any(set(part) & set("/?#@\\ ") for part in parts) or ".." in parts:
        raise NoKey("not a did:web")
    path = "/".join(parts[1:]) or ".well-known"
    return f"https://{parts[0]}/{path}/did.json"


def key_did(key: Ed25519PublicKey) -> str:
    """The did:key of a public key."""
    return f"did:key:{multikey(key)}"


def key_of(did: str) -> Ed25519PublicKey:
    """The key that a did:key is."""
    return from_multikey(did.removeprefix("did:key:").partition("#")[0])


def proof_method(did: str, key: Ed25519PublicKey) -> str:
    """The address of a key for embedded proofs."""
    return f"{did}#{multikey(key)}"


def token_method(did: str, key: Ed25519PublicKey) -> str:
    """The address of the same key for tokens: named by its thumbprint (RFC 7638)."""
    jwk = public_jwk(key)
    return f"{did}#{base64url(hashlib.sha256(canonical(jwk)).digest())}"


def public_jwk(key: Ed25519PublicKey) -> dict[str, str]:
    """A public key as JWK."""
    return {"crv": "Ed25519", "kty": "OKP", "x": base64url(key.public_bytes_raw())}


def document(did: str, keys: Sequence[Ed25519PublicKey]) -> dict[str, Any]:
    """The document of the issuer: each key twice, as Multikey for proofs and as JWK for tokens.

    Keys of former years stay, so that what they signed can be checked.
    """
    methods: list[dict[str, Any]] = []
    for key in keys:
        methods.append(
            {
                "id": proof_method(did, key),
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": multikey(key),
            }
        )
        methods.append(
            {
                "id": token_method(did, key),
                "type": "JsonWebKey",
                "controller": did,
                "publicKeyJwk": public_jwk(key),
            }
        )
    return {
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/security/jwk/v1",
        ],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def key_in(document: Mapping[str, Any], method: str) -> PublicKey:
    """The key that a document keeps under an address and allows to assert with."""
    for one in _methods(document):
        if one.get("id") in (method, "#" + method.partition("#")[2]):
            return _read(one)
    raise NoKey("the issuer's document names no such key")


def _methods(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The methods one may assert with, those given by reference looked up."""
    listed = document.get("verificationMethod")
    known = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    allowed = document.get("assertionMethod")
    if not isinstance(allowed, list):
        return []
    embedded: list[Mapping[str, Any]] = [one for one in allowed if isinstance(one, dict)]
    return embedded + [one for one in known if one.get("id") in allowed]


def _read(method: Mapping[str, Any]) -> PublicKey:
    word, jwk = method.get("publicKeyMultibase"), method.get("publicKeyJwk")
    try:
        if isinstance(word, str):
            return from_multikey(word)
        if isinstance(jwk, dict):
            return from_jwk(jwk)
    except (ValueError, TypeError, KeyError) as error:
        raise NoKey(str(error)) from error
    raise NoKey("a key in a form we do not read")


def from_jwk(jwk: Mapping[str, Any]) -> PublicKey:
    """A public key out of a JWK: Ed25519, RSA or P-256."""
    kind, curve = jwk.get("kty"), jwk.get("crv")
    if kind == "OKP" and curve == "Ed25519":
        return Ed25519PublicKey.from_public_bytes(from_base64url(str(jwk["x"])))
    if kind == "EC" and curve == "P-256":
        x, y = (int.from_bytes(from_base64url(str(jwk[name]))) for name in "xy")
        return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    if kind == "RSA":
        n, e = (int.from_bytes(from_base64url(str(jwk[name]))) for name in "ne")
        if not _MIN_RSA_BITS <= n.bit_length() <= 8192 or e.bit_length() > 64:
            raise NoKey("an RSA key of that size is not accepted")
        return rsa.RSAPublicNumbers(e, n).public_key()
    raise NoKey(f"keys of kind {kind!r} are not read")
