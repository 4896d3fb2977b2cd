"""Has a certificate read in a process of its own, so that a hostile one hurts nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import IO, Any

from django.conf import settings

from sinau.credit.parsing import Limits, Read, Unreadable, kind_of

SECONDS = 20


def read_apart(file: IO[bytes]) -> tuple[Read, bytes]:
    """What the file is and its bytes; raises `Unreadable`."""
    limits = Limits()
    file.seek(0)
    data = file.read(limits.size + 1)
    if len(data) > limits.size:
        mega = 1024 * 1024
        size = file.seek(0, os.SEEK_END)
        raise Unreadable("too-big", size=-(-size // mega), limit=limits.size // mega)
    kind_of(data)
    return _apart(data), data


def _apart(data: bytes) -> Read:
    with tempfile.NamedTemporaryFile(suffix=".certificate") as kept:
        kept.write(data)
        kept.flush()
        try:
            done = subprocess.run(
                [sys.executable, "-m", "sinau.credit.parsing", kept.name],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL,
                timeout=SECONDS,
                cwd=settings.ROOT / "src",
                env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(settings.ROOT / "src")},
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Unreadable("too-slow") from None
    said: dict[str, Any] = json.loads(done.stdout) if done.stdout else {}
    if "read" in said:
        return Read(**said["read"])
    if "unreadable" in said:
        raise Unreadable(said["unreadable"], **said["params"])
    raise Unreadable("damaged")
