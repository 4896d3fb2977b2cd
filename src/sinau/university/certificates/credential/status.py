"""Whether credentials still hold, as a list of bits anybody may fetch (Bitstring Status List 1.0)."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable
from typing import Any

from sinau.university.certificates.credential.multikey import base64url, from_base64url

# The least a list may hold (section 6.1), so that fetching it does not tell which one is meant.
LENGTH = 131_072
_LARGEST = 8 * 1024 * 1024  # bytes of a list of others once unpacked
CONTEXTS = ["https://www.w3.org/ns/credentials/v2"]


class NotAStatusList(ValueError):
    """Not a compressed list of bits of a sensible size."""


def encoded(revoked: Iterable[int]) -> str:
    """The bits, the first on the left, compressed and as multibase base64url."""
    bits = bytearray(LENGTH // 8)
    for at in revoked:
        bits[at // 8] |= 0x80 >> at % 8
    return "u" + base64url(gzip.compress(bytes(bits), mtime=0))


def is_set(word: str, at: int) -> bool:
    """Whether the bit at this place is set."""
    bits = _unpacked(word)
    if not 0 <= at < len(bits) * 8:
        raise NotAStatusList("the place is beyond the list")
    return bool(bits[at // 8] & 0x80 >> at % 8)


def _unpacked(word: str) -> bytes:
    if len(word) > _LARGEST:
        raise NotAStatusList("too long")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(from_base64url(word.removeprefix("u")))) as packed:
            bits = packed.read(_LARGEST + 1)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise NotAStatusList("not a compressed list") from error
    if len(bits) > _LARGEST:
        raise NotAStatusList("too long")
    return bits


def entry(list_address: str, at: int) -> dict[str, Any]:
    """What a credential says about where its bit is."""
    return {
        "id": f"{list_address}#{at}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(at),
        "statusListCredential": list_address,
    }


def credential(
    list_address: str, *, issuer: str, valid_from: str, revoked: Iterable[int]
) -> dict[str, Any]:
    """The list as a credential, still to be signed."""
    return {
        "@context": CONTEXTS,
        "id": list_address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": valid_from,
        "credentialSubject": {
            "id": f"{list_address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
    }
