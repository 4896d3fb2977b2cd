"""Has a file read in a process of its own, so that a hostile one cannot hurt the worker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

from sinau.knowledge.parsing import Unreadable

SECONDS = 120
Progress = Callable[[int, int], None]


def read_apart(path: Path, progress: Progress | None = None) -> dict[str, Any]:
    """Identity, pieces and report of the file as plain values; raises `Unreadable`."""
    arguments = [str(path), str(settings.UPLOAD_MAX_BYTES), str(SECONDS)]
    child = subprocess.Popen(
        [sys.executable, "-m", "sinau.knowledge.parsing", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        text=True,
        cwd=settings.ROOT / "src",
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(settings.ROOT / "src")},
    )
    # The child watches the clock itself; this is for one that no longer can.
    alarm = threading.Timer(SECONDS + 10, child.kill)
    alarm.start()
    try:
        return _listen(child, progress)
    finally:
        alarm.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def _listen(child: subprocess.Popen[str], progress: Progress | None) -> dict[str, Any]:
    assert child.stdout is not None
    for line in child.stdout:
        said = json.loads(line)
        if "result" in said:
            found: dict[str, Any] = said["result"]
            return found
        if "unreadable" in said:
            raise Unreadable(said["unreadable"], **said["params"])
        if progress is not None:
            progress(said["done"], said["total"])
    raise Unreadable("crashed")
