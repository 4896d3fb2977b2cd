"""Parts of statements come again and again, byte for byte; what was found valid is not read anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Kept = TypeVar("Kept")


class Memory(dict[bytes, Kept]):
    """What was read, by its bytes: at most so many texts, none longer than that many bytes."""

    def __init__(self, *, most: int, longest: int) -> None:
        super().__init__()
        self.most = most
        self.longest = longest

    def keep(self, raw: bytes, found: Kept) -> None:
        """Keep it, unless it is long; when there are too many, all are forgotten."""
        if len(raw) <= self.longest:
            if len(self) >= self.most:
                self.clear()
            self[raw] = found


def remembered(
    memory: Memory[Kept],
) -> Callable[[Callable[[bytes], Kept]], Callable[[bytes], Kept]]:
    """Ask the memory first, and keep there what the reader gives."""
    look_up = memory.get

    def keep(read: Callable[[bytes], Kept]) -> Callable[[bytes], Kept]:
        @wraps(read)
        def known_or_read(raw: bytes) -> Kept:
            known = look_up(raw)
            if known is None:
                known = read(raw)
                memory.keep(raw, known)
            return known

        return known_or_read

    return keep
