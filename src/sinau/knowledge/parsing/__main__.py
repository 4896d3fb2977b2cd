"""Reads one file in a process of its own: `python -m sinau.knowledge.parsing FILE SIZE SECONDS [PAGES]`.

Whatever a hostile file does to the PDF library, only this process suffers. Each line of output is
a JSON value: progress as it goes, then the result or the reason why there is none.
"""

from __future__ import annotations

import base64
import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from sinau.knowledge.parsing import Limits, Unreadable, ocr, read

_MEMORY = 2 * 1024**3
_PICTURE_SECONDS = 20


def main(path: str, limits: Limits, scanned: list[dict[str, Any]]) -> None:
    """Print the progress and the result."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    seconds = int(limits.seconds) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        result = read(Path(path).read_bytes(), limits, _tell_progress, scanned)
    except Unreadable as trouble:
        _say({"unreadable": trouble.code, "params": trouble.params})
    except MemoryError:
        _say({"unreadable": "bomb", "params": {}})
    else:
        _say({"result": result.to_data()})


def one_page(path: str, number: int, languages: str) -> None:
    """Print one page as read from its picture, or the reason why there is none."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        page = ocr.read_page(Path(path).read_bytes(), number, languages)
    except Unreadable as trouble:
        _say({"unreadable": trouble.code, "params": trouble.params})
    except subprocess.TimeoutExpired:
        _say({"unreadable": "too-slow", "params": {"limit": ocr.SECONDS_A_PAGE}})
    except (subprocess.SubprocessError, OSError, MemoryError, ValueError):
        _say({"unreadable": "crashed", "params": {}})
    else:
        _say({"page": ocr.page_data(page)})


def one_picture(path: str, number: int) -> None:
    """Print one page as a picture (base64), or the reason why there is none."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_PICTURE_SECONDS, _PICTURE_SECONDS))
    try:
        drawn = ocr.picture(Path(path).read_bytes(), number)
    except Unreadable as trouble:
        _say({"unreadable": trouble.code, "params": trouble.params})
    except (OSError, MemoryError, ValueError):
        _say({"unreadable": "crashed", "params": {}})
    else:
        _say({"picture": base64.b64encode(drawn).decode()})


def _tell_progress(done: int, total: int) -> None:
    if done % 20 == 0 or done == total:
        _say({"done": done, "total": total})


def _say(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1] == "--picture":
        one_picture(sys.argv[3], int(sys.argv[2]))
        sys.exit()
    if sys.argv[1] == "--page":
        one_page(sys.argv[3], int(sys.argv[2]), sys.argv[4])
        sys.exit()
    main(
        sys.argv[1],
        Limits(size=int(sys.argv[2]), seconds=float(sys.argv[3])),
        # Pages that were read from their picture before.
        json.loads(Path(sys.argv[4]).read_text()) if len(sys.argv) > 4 else [],
    )
