"""The key pair with which the house speaks to outside tools, made when first used (0600)."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

KEY_FILE, BEFORE_FILE = "lti-key", "lti-key.before"


def house_key() -> rsa.RSAPrivateKey:
    """The key we sign with."""
    return _key(Path(settings.DATA_DIR) / KEY_FILE)


def house_keys() -> list[rsa.RSAPrivateKey]:
    """Our key and, after a change, the one before it: what it signed may still be under way."""
    before = Path(settings.DATA_DIR) / BEFORE_FILE
    return [house_key(), *([_key(before)] if before.exists() else [])]


def change_house_key() -> None:
    """From now on a new key signs; the old one stays in the key set until the next change."""
    folder = Path(settings.DATA_DIR)
    house_key()
    (folder / KEY_FILE).replace(folder / BEFORE_FILE)
    house_key()


def _key(file: Path) -> rsa.RSAPrivateKey:
    if not file.exists():
        _make(file)
    # By the file as it is now: another process may have changed the key.
    state = file.stat()
    return _read(file, state.st_ino, state.st_mtime_ns)


@lru_cache(maxsize=8)
def _read(file: Path, _inode: int, _written: int) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{file} holds a key of another kind")
    return key


def _make(file: Path) -> None:
    """A new key pair; of two processes that make one at the same time the first keeps its own."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    content = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with open(draft, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
            out.write(content)
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
