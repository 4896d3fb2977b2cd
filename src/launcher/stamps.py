"""Fingerprints: whether what a step was made from has changed since it was last done."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *also: str) -> str:
    """One word for the names and contents of files, and anything else that matters."""
    total = hashlib.sha256("\0".join(also).encode())
    for path in sorted(files):
        total.update(f"\0{path}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_current(stamp: Path, word: str) -> bool:
    """Whether the step was finished for exactly this."""
    try:
        return stamp.read_text() == word
    except OSError:
        return False


def write(stamp: Path, word: str) -> None:
    """Note that the step is finished; a torn note counts as none."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    draft = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    draft.write_text(word)
    draft.rename(stamp)


def forget(stamp: Path) -> None:
    """The step is to be done again."""
    stamp.unlink(missing_ok=True)
