"""Keys of what statements are found by: 64-bit hashes, signed as PostgreSQL's bigint is.

An agent that a statement is about and one that is only related to it have other keys for the same
identifier, so that one column answers `agent` and `related_agents` apart.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

NOTHING = 0


@lru_cache(maxsize=65_536)
def key_of(text: str) -> int:
    """The key of an identifier or IRI; 0 for the empty text."""
    if not text:
        return NOTHING
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def related_key_of(text: str) -> int:
    """The key under which somebody or something only related is found."""
    return key_of(f"related {text}") if text else NOTHING
