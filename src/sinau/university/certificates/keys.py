"""The keys with which the city signs credentials: Ed25519, in the data folder, the last one in use.

Former keys stay beside it, so that what they signed can still be checked; their public halves all
stand in the city's DID document.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from sinau.university.certificates.credential import did

FOLDER = "credential-keys"


def issuer() -> str:
    """The name under which the city issues credentials: the did:web of its address."""
    return did.web(settings.PUBLIC_URL)


def current() -> Ed25519PrivateKey:
    """The key that signs today; made when it is first needed."""
    files = _files() or [_made(1)]
    return _read(files[-1])


def public_keys() -> list[Ed25519PublicKey]:
    """The public halves of all keys there ever were, the oldest first."""
    current()
    return [_read(file).public_key() for file in _files()]


def rotate() -> str:
    """From now on another key signs; its address. What the former one signed stays as it is."""
    current()
    _made(len(_files()) + 1)
    return did.proof_method(issuer(), current().public_key())


def _folder() -> Path:
    return Path(settings.DATA_DIR) / FOLDER


def _files() -> list[Path]:
    return sorted(_folder().glob("key-*.pem"))


@lru_cache(maxsize=32)
def _read(file: Path) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{file} holds a key of another kind")
    return key


def _made(number: int) -> Path:
    """A new key; of two processes that make the same one, the first keeps its own."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"key-{number:04d}.pem"
    draft = folder / f"draft-{os.getpid()}"
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        with open(draft, "xb", opener=_private) as opened:
            opened.write(pem)
        # A link, not a rename: it fails when the other one was faster.
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
    return file


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
