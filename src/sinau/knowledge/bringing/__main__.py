"""Read a file in a process of its own: one line of JSON for each piece, the bundle at the end."""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sinau.knowledge.bringing import Piece, Unreadable, read_bundle

_MEMORY = 3 * 1024**3


def main(path: str, name: str, origin: str, seconds: str) -> None:
    """Print what stands in the file."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        with Path(path).open("rb") as file:
            bundle = read_bundle(file, name, origin=origin)
    except Unreadable as trouble:
        _say({"unreadable": trouble.code, "params": trouble.params})
        return
    except (MemoryError, RecursionError):
        _say({"unreadable": "too-much", "params": {}})
        return
    for piece in bundle.pieces:
        _say({"piece": _plain(piece)})
    _say(
        {
            "bundle": {
                "kind": bundle.kind,
                "origin": bundle.origin,
                "aliases": bundle.aliases,
                "remarks": [remark.plain() for remark in bundle.remarks],
            }
        }
    )


def _plain(piece: Piece) -> dict[str, Any]:
    plain = asdict(piece)
    plain["remarks"] = [remark.plain() for remark in piece.remarks]
    plain["reason"] = piece.reason.plain() if piece.reason else None
    return plain


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
