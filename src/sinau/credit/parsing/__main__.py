"""Reads one certificate in a process of its own: `python -m sinau.credit.parsing FILE`.

Whatever a hostile file does to the PDF library, only this process suffers.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from sinau.credit.parsing import Unreadable, read

_MEMORY = 1024**3
_SECONDS = 15


def main(path: str) -> None:
    """Print what was found, or why nothing was."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        said: dict[str, Any] = {"read": read(Path(path).read_bytes()).to_data()}
    except Unreadable as trouble:
        said = {"unreadable": trouble.code, "params": trouble.params}
    except MemoryError:
        said = {"unreadable": "too-slow", "params": {}}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1])
