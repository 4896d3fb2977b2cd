"""Has a file read in a process of its own, so that a hostile one cannot hurt the worker."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings

from sinau.knowledge.parsing import Unreadable, ocr

SECONDS = 120
Progress = Callable[[int, int], None]


def read_apart(
    path: Path, progress: Progress | None = None, scanned: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Identity, pieces and report of the file as plain values; raises `Unreadable`.

    `scanned` holds pages as `read_page_apart` gave them.
    """
    arguments = [str(path), str(settings.UPLOAD_MAX_BYTES), str(SECONDS)]
    found: dict[str, Any]
    if not scanned:
        found = _told(arguments, "result", SECONDS + 10, progress)
        return found
    with NamedTemporaryFile("w", suffix=".json") as pages:
        json.dump(scanned, pages)
        pages.flush()
        found = _told([*arguments, pages.name], "result", SECONDS + 10, progress)
        return found


def read_page_apart(path: Path, number: int, languages: str) -> dict[str, Any]:
    """One page as read from its picture, as plain values; raises `Unreadable`."""
    arguments = ["--page", str(number), str(path), languages]
    found: dict[str, Any] = _told(arguments, "page", ocr.SECONDS_A_PAGE + 20, None)
    return found


def picture_apart(path: Path, number: int) -> bytes:
    """One page as a PNG picture; raises `Unreadable`."""
    drawn: str = _told(["--picture", str(number), str(path)], "picture", 25, None)
    return base64.b64decode(drawn)


def _told(arguments: list[str], wanted: str, seconds: int, progress: Progress | None) -> Any:
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
    alarm = threading.Timer(seconds, child.kill)
    alarm.start()
    try:
        return _listen(child, wanted, progress)
    finally:
        alarm.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def _listen(child: subprocess.Popen[str], wanted: str, progress: Progress | None) -> Any:
    assert child.stdout is not None
    for line in child.stdout:
        said = json.loads(line)
        if wanted in said:
            return said[wanted]
        if "unreadable" in said:
            raise Unreadable(said["unreadable"], **said["params"])
        if progress is not None:
            progress(said["done"], said["total"])
    raise Unreadable("crashed")
