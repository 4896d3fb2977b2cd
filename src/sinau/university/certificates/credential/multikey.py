"""Bytes as words: base58btc and base64url multibase, and Ed25519 keys written as Multikey."""

from __future__ import annotations

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_WORTH = {letter: at for at, letter in enumerate(_ALPHABET)}
_ED25519_PUB = b"\xed\x01"  # multicodec ed25519-pub as a varint
LONGEST = 400  # letters; base58 costs the square of its length


class NotMultibase(ValueError):
    """The word is not one of the encodings, or not a key of the kind we know."""


def base58(content: bytes) -> str:
    """Bytes in Bitcoin's base58."""
    number, letters = int.from_bytes(content), ""
    while number:
        number, rest = divmod(number, 58)
        letters = _ALPHABET[rest] + letters
    zeros = len(content) - len(content.lstrip(b"\0"))
    return "1" * zeros + letters


def from_base58(word: str) -> bytes:
    """Bytes out of base58."""
    if len(word) > LONGEST:
        raise NotMultibase("longer than any key or signature")
    number = 0
    for letter in word:
        if letter not in _WORTH:
            raise NotMultibase(f"{letter!r} is no letter of base58")
        number = number * 58 + _WORTH[letter]
    zeros = len(word) - len(word.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def base64url(content: bytes) -> str:
    """Bytes in base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def from_base64url(word: str) -> bytes:
    """Bytes out of base64url, with or without padding."""
    bare = word.rstrip("=")
    try:
        encoded = bare.replace("-", "+").replace("_", "/").encode("ascii")
        return base64.b64decode(encoded + b"=" * (-len(bare) % 4), validate=True)
    except (ValueError, binascii.Error) as error:
        raise NotMultibase("not base64url") from error


def multibase(content: bytes) -> str:
    """Bytes as a base58btc multibase word, "z…"."""
    return "z" + base58(content)


def from_multibase(word: str) -> bytes:
    """Bytes of a word that begins with "z" (base58btc) or "u" (base64url)."""
    if word[:1] == "z":
        return from_base58(word[1:])
    if word[:1] == "u":
        return from_base64url(word[1:])
    raise NotMultibase("neither base58btc nor base64url")


def multikey(key: Ed25519PublicKey) -> str:
    """A public key as Multikey, "z6Mk…"."""
    return multibase(_ED25519_PUB + key.public_bytes_raw())


def from_multikey(word: str) -> Ed25519PublicKey:
    """The Ed25519 public key of a Multikey."""
    content = from_multibase(word)
    if content[:2] != _ED25519_PUB or len(content) != 34:
        raise NotMultibase("not a public key of Ed25519")
    return Ed25519PublicKey.from_public_bytes(content[2:])
