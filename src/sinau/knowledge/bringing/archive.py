"""The ZIP of an export, refused by a code that is said in words later; and a folder made into one."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO, Any

from sinau.kernel.archives import GuardedZip
from sinau.knowledge.bringing.records import Unreadable

FILE_AT_MOST = 200 * 1024 * 1024


class Archive(GuardedZip):
    """The files of an export by name."""

    file_at_most = FILE_AT_MOST

    @property
    def names(self) -> list[str]:
        """The files that are in it, in the order of their names."""
        return sorted(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """How many bytes the file is."""
        return self._members[name].file_size

    def read(self, name: str, at_most: int = FILE_AT_MOST) -> bytes:
        """The whole file; more than that many bytes is refused."""
        return super().read(name, at_most)

    def refusal(self, code: str, **params: Any) -> Unreadable:
        """The code, and a name only as far as it can be shown."""
        if code in ("escapes", "bad-name"):
            params["name"] = "".join(c if c.isprintable() else "?" for c in params["name"][:80])
        return Unreadable(code, **params)


def pack_folder(folder: Path, into: IO[bytes]) -> list[str]:
    """Put the files of a folder into one ZIP; links and special files are named and left out."""
    left: list[str] = []
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                left.append(name)
            elif path.is_file() and not _is_below_link(path, folder):
                # A fixed date, so that the same folder is the same file.
                packed.writestr(
                    zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), path.read_bytes(), 8
                )
    return left


def _is_below_link(path: Path, folder: Path) -> bool:
    return any(parent.is_symlink() for parent in path.parents if folder in parent.parents)
