"""Contents of attachments, kept under their hash: the same content is kept once."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

_FOLDER = "xapi"


def keep(sha2: str, content: bytes) -> None:
    """The content can be read under its hash; a second time changes nothing."""
    name = _name(sha2)
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return
        # Somebody was interrupted while writing it.
        default_storage.delete(name)
    default_storage.save(name, ContentFile(content))


def read(sha2: str) -> bytes | None:
    """The content with this hash; None when only its description came, or an address."""
    name = _name(sha2)
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as kept:
        return bytes(kept.read())


def size(sha2: str) -> int:
    """How large the content is; 0 when there is none."""
    name = _name(sha2)
    return default_storage.size(name) if default_storage.exists(name) else 0


def _name(sha2: str) -> str:
    if not sha2.isalnum():
        raise ValueError("A hash is letters and digits.")
    lower = sha2.lower()
    return f"{_FOLDER}/{lower[:2]}/{lower}"
