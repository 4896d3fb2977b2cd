"""Has a bundle read in a process of its own, so that a hostile file cannot hurt the worker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.db.models.fields.files import FieldFile

from sinau.knowledge.bringing import Unreadable

SECONDS = 900


@contextmanager
def on_this_machine(file: FieldFile) -> Iterator[Path]:
    """A copy of a stored file as a file of this machine; storage may be anywhere."""
    with NamedTemporaryFile(suffix=".bundle") as copy, file.open("rb") as source:
        for chunk in source.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def read_apart(
    path: Path, name: str, origin: str, tell: Callable[[int], None]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The pieces and the bundle as plain values; raises `Unreadable`."""
    child = subprocess.Popen(
        [sys.executable, "-m", "sinau.knowledge.bringing", str(path), name, origin, str(SECONDS)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        cwd=settings.ROOT / "src",
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(settings.ROOT / "src")},
    )
    pieces: list[dict[str, Any]] = []
    try:
        assert child.stdout is not None
        for line in child.stdout:
            said = json.loads(line)
            if "unreadable" in said:
                raise Unreadable(said["unreadable"], **said["params"])
            if "bundle" in said:
                return pieces, said["bundle"]
            pieces.append(said["piece"])
            if len(pieces) % 200 == 0:
                tell(len(pieces))
    finally:
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    raise Unreadable("crashed")
