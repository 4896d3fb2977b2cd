"""Which system user the database runs as, and what that user can reach."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launcher.trouble import Trouble

DATABASE_USER = "sinau-db"


@dataclass(frozen=True)
class Owner:
    """A system user as PostgreSQL needs it: PostgreSQL refuses to run as root."""

    name: str
    uid: int
    gid: int

    @classmethod
    def of(cls, entry: pwd.struct_passwd) -> Owner:
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()

    def rights(self) -> dict[str, Any]:
        """Keyword arguments that make `subprocess` start a program as this user."""
        if self.is_me:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Hand a folder and all that is in it to this user."""
        if self.is_me:
            return
        os.chown(path, self.uid, self.gid, follow_symlinks=False)
        for folder, folders, files in os.walk(path):
            for name in (*folders, *files):
                os.chown(Path(folder, name), self.uid, self.gid, follow_symlinks=False)

    def reaches(self, path: Path) -> bool:
        """Whether this user may walk down to the folder, or for a missing one to its parent."""
        path = path.resolve()
        while not path.exists():
            path = path.parent
        return all(self._passes(folder) for folder in (path, *path.parents) if folder.is_dir())

    def _passes(self, folder: Path) -> bool:
        entry = folder.stat()
        if self.uid == entry.st_uid:
            return bool(entry.st_mode & 0o100)
        if self.gid == entry.st_gid:
            return bool(entry.st_mode & 0o010)
        return bool(entry.st_mode & 0o001)


def owner_for(cluster: Path) -> Owner:
    """Who runs this cluster: whoever owns it already, else ourselves, for root a user of its own."""
    if os.geteuid() != 0:
        return _myself(cluster)
    if cluster.exists() and (uid := cluster.stat().st_uid) != 0:
        try:
            return Owner.of(pwd.getpwuid(uid))
        except KeyError:
            # A volume from another machine, where the user had another number.
            owner = _database_user()
            owner.give(cluster)
            return owner
    return _database_user()


def _myself(cluster: Path) -> Owner:
    try:
        me = Owner.of(pwd.getpwuid(os.geteuid()))
    except KeyError:
        raise Trouble(
            f"Pengguna nomor {os.geteuid()} tidak punya nama di sistem ini, padahal PostgreSQL "
            "memerlukannya. Jalankan sebagai pengguna yang terdaftar."
        ) from None
    if cluster.exists() and cluster.stat().st_uid != me.uid:
        raise Trouble(
            f"Basis data di {cluster} milik pengguna lain. Jalankan sebagai pengguna itu, "
            "atau pilih folder lain dengan --data-dir."
        )
    return me


def _database_user() -> Owner:
    try:
        return Owner.of(pwd.getpwnam(DATABASE_USER))
    except KeyError:
        pass
    try:
        made = subprocess.run(
            [
                "useradd",
                "--system",
                "--no-create-home",
                "--home-dir=/nonexistent",
                "--shell=/usr/sbin/nologin",
                DATABASE_USER,
            ],
            capture_output=True,
            text=True,
            process_group=0,
        )
        said = made.stderr.strip()
    except FileNotFoundError:
        said = "perintah useradd tidak ada"
    try:
        # Whether we or a concurrent start made the user does not matter.
        return Owner.of(pwd.getpwnam(DATABASE_USER))
    except KeyError:
        raise Trouble(
            f"PostgreSQL tidak mau berjalan sebagai root, dan pengguna {DATABASE_USER} tidak dapat "
            f"dibuat ({said}). Jalankan sebagai pengguna biasa, atau atur DATABASE_URL."
        ) from None
