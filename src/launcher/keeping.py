"""`backup` and `restore`: all that a city keeps, in one file, whole or not at all.

The file is a plain tar: `manifest.json` first, then the database, the keys and the media,
and `checksums.json` last, so that a torn copy is recognised.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tarfile
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from launcher import stamps
from launcher.house import House, opened
from launcher.places import ROOT, DataFolder
from launcher.processes import Supervisor
from launcher.programs import find_clients
from launcher.trouble import Trouble

FORMAT = 1
MANIFEST, DUMP, KEY, SIGNING_KEY, CHECKSUMS, MEDIA = (
    "manifest.json",
    "database.dump",
    "secret-key",
    "signing-key",
    "checksums.json",
    "media",
)
LARGEST_NOTE = 1024 * 1024
PIECE = 1024 * 1024
# A restored city starts without anybody signed in.
FORGOTTEN = "django_session"


# ── Backup ──────────────────────────────────────────────────────────────────


def backup(args: Namespace) -> int:
    """Write one file with everything; it appears under its name only when it is complete."""
    target = Path(args.file).expanduser().absolute()
    if target.exists():
        raise Trouble(f"{target} sudah ada. Pilih nama lain, agar cadangan lama tidak tertimpa.")
    if not target.parent.is_dir():
        raise Trouble(f"Folder {target.parent} tidak ada. Buat dahulu, lalu ulangi.")
    data = DataFolder.named(args.data_dir)
    with (
        Supervisor() as supervisor,
        opened(data, supervisor) as house,
        tempfile.TemporaryDirectory(dir=target.parent, prefix=".sinau-backup-") as scratch,
    ):
        database = Database(house)
        if not database.is_filled():
            raise Trouble("Basis datanya masih kosong; belum ada yang perlu dicadangkan.")
        draft = Path(scratch, "draft")
        with open(draft, "xb", opener=_private) as file:
            files = _write(file, database, house, Path(scratch, DUMP))
        draft.rename(target)
    print(f"Cadangan selesai: {target} ({_size(target)}, {files} berkas media).")
    return 0


def _write(file: IO[bytes], database: Database, house: House, dump: Path) -> int:
    """The members of the file, in their order; returns the number of media files."""
    sums: dict[str, str] = {}
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        _add_note(tar, MANIFEST, database.manifest())
        database.dump(dump)
        _add_file(tar, DUMP, dump, sums)
        if house.data.secret_key.exists():
            _add_file(tar, KEY, house.data.secret_key, sums)
        if house.data.signing_key.exists():
            _add_file(tar, SIGNING_KEY, house.data.signing_key, sums)
        media = list(_media(house.data.media))
        for path in media:
            house.supervisor.check()
            name = str(PurePosixPath(MEDIA, *path.relative_to(house.data.media).parts))
            _add_file(tar, name, path, sums)
        _add_note(tar, CHECKSUMS, sums)
    return len(media)


def _media(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def _add_note(tar: tarfile.TarFile, name: str, content: Any) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False).encode()
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(text), 0o600
    tar.addfile(info, BytesIO(text))


def _add_file(tar: tarfile.TarFile, name: str, path: Path, sums: dict[str, str]) -> None:
    with path.open("rb") as source:
        info = tarfile.TarInfo(name)
        entry = os.fstat(source.fileno())
        info.size, info.mtime, info.mode = entry.st_size, int(entry.st_mtime), 0o600
        reader = _Summing(source)
        tar.addfile(info, reader)
    sums[name] = reader.total.hexdigest()


@dataclass
class _Summing:
    """Passes on what is read and sums it up on the way."""

    source: IO[bytes]
    total: Any = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        piece = self.source.read(size)
        self.total.update(piece)
        return piece


# ── Restore ─────────────────────────────────────────────────────────────────


def restore(args: Namespace) -> int:
    """Put everything of a backup in the place of what is there now."""
    source = Path(args.file).expanduser().absolute()
    if not source.is_file():
        raise Trouble(f"File cadangan {source} tidak ada.")
    data = DataFolder.named(args.data_dir)
    with Supervisor() as supervisor, opened(data, supervisor) as house, house.for_us_alone():
        database = Database(house)
        if database.is_filled() and not args.replace:
            raise Trouble(
                "Basis datanya sudah berisi. Bila seluruh isinya memang hendak diganti dengan "
                "isi cadangan, tambahkan --replace. Sebelum itu, cadangkan isi yang sekarang."
            )
        _make_room(data.media)
        with tempfile.TemporaryDirectory(dir=data.path, prefix=".sinau-restore-") as scratch:
            draft = Path(scratch)
            manifest = unpack(source, draft, known_migrations(), supervisor.check)
            database.replace_with(draft / DUMP, draft / "script.sql")
            _replace_media(draft / MEDIA, data.media)
            for name, kept in ((KEY, data.secret_key), (SIGNING_KEY, data.signing_key)):
                if (draft / name).exists():
                    shutil.copyfile(draft / name, kept)
                    kept.chmod(0o600)
        stamps.forget(data.stamps / "tables")
    print(f"Pemulihan selesai: isi tanggal {manifest['made_at'][:16].replace('T', ' ')} UTC.")
    return 0


def unpack(
    source: Path, draft: Path, known: set[str], check: Callable[[], None] = lambda: None
) -> dict[str, Any]:
    """All of a backup into an empty folder; anything doubtful about the file is a trouble."""
    sums: dict[str, str] = {}
    told: dict[str, str] | None = None
    try:
        with tarfile.open(source, "r:") as tar:
            members = iter(tar)
            manifest = _read_manifest(tar, next(members, None), known)
            for member in members:
                check()
                if member.name == CHECKSUMS:
                    told = _read_note(tar, member)
                else:
                    name = _safe(member, sums)
                    sums[name] = _extract(tar, member, draft)
    except (tarfile.TarError, EOFError, ValueError, UnicodeError):
        raise Trouble(
            f"{source.name} rusak atau bukan cadangan Sinau; tidak ada yang diubah."
        ) from None
    except OSError as error:
        raise Trouble(f"{source.name} tidak dapat dibaca: {error.strerror}.") from None
    if told is None or told != sums or DUMP not in sums:
        raise Trouble(
            f"{source.name} tidak lengkap atau telah berubah sejak dibuat; tidak ada yang diubah."
        )
    return manifest


def _read_manifest(
    tar: tarfile.TarFile, first: tarfile.TarInfo | None, known: set[str]
) -> dict[str, Any]:
    manifest = _read_note(tar, first) if first and first.name == MANIFEST else {}
    if manifest.get("product") != "sinau" or not isinstance(manifest.get("made_at"), str):
        raise ValueError("no manifest of ours")
    unknown = set(manifest.get("migrations", [])) - known
    if manifest.get("format") != FORMAT or unknown:
        raise Trouble(
            f"Cadangan ini dibuat oleh Sinau yang lebih baru (versi {manifest.get('version')}). "
            "Perbarui Sinau di komputer ini, lalu ulangi."
        )
    return manifest


def _read_note(tar: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    content = tar.extractfile(member) if member.isreg() else None
    if content is None or member.size > LARGEST_NOTE * 256:
        raise ValueError("a note is a small file")
    note = json.loads(content.read())
    if not isinstance(note, dict):
        raise ValueError("a note is an object")
    return note


def _safe(member: tarfile.TarInfo, seen: dict[str, str]) -> str:
    """The member's name, when it is a plain file that stays inside and comes once."""
    path = PurePosixPath(member.name)
    inside = member.name in (DUMP, KEY, SIGNING_KEY) or (
        len(path.parts) > 1 and path.parts[0] == MEDIA
    )
    tidy = str(path) == member.name and ".." not in path.parts and not path.is_absolute()
    if not (member.isreg() and inside and tidy and "\0" not in member.name):
        raise ValueError(f"not a member of ours: {member.name}")
    if member.name in seen:
        raise ValueError(f"twice: {member.name}")
    return member.name


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, draft: Path) -> str:
    """Write one member by our own hand, without its owner, links or permissions."""
    content = tar.extractfile(member)
    assert content is not None
    if member.size > shutil.disk_usage(draft).free:
        raise Trouble("Ruang penyimpanan tidak cukup untuk memulihkan cadangan ini.")
    target = draft / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    total = hashlib.sha256()
    with open(target, "xb", opener=_private) as file:
        while piece := content.read(PIECE):
            total.update(piece)
            file.write(piece)
    os.utime(target, (member.mtime, member.mtime))
    return total.hexdigest()


def _make_room(media: Path) -> None:
    """Finish what an interrupted restore has left half done."""
    before = media.with_name(f"{media.name}.before")
    if before.exists() and not media.exists():
        before.rename(media)
    shutil.rmtree(before, ignore_errors=True)


def _replace_media(fresh: Path, media: Path) -> None:
    """Two renames; the folder may lie on another disk than the data folder."""
    fresh.mkdir(exist_ok=True)
    media.parent.mkdir(parents=True, exist_ok=True)
    here = media.with_name(f"{media.name}.new")
    shutil.rmtree(here, ignore_errors=True)
    shutil.move(fresh, here)
    before = media.with_name(f"{media.name}.before")
    if media.exists():
        media.rename(before)
    here.rename(media)
    shutil.rmtree(before, ignore_errors=True)


# ── The database behind both ────────────────────────────────────────────────


@dataclass
class Database:
    """What PostgreSQL's own clients do for us."""

    house: House

    @cached_property
    def clients(self) -> Path:
        """PostgreSQL's own programs; those that dump must not be older than the server."""
        if self.house.cluster:
            return self.house.cluster.programs
        packages = self.house.environment.site_packages
        asked = find_clients(packages) / "psql"
        server = int(self._ask("show server_version_num", asked)) // 10_000
        return find_clients(packages, least=server)

    def is_filled(self) -> bool:
        """Whether Sinau has ever made its tables here."""
        return self._ask("select to_regclass('public.django_migrations') is not null") == "t"

    def manifest(self) -> dict[str, Any]:
        """What a later restore must know before it touches anything."""
        listed = "select app || '.' || name from django_migrations order by 1"
        ours = [name for name in self._ask(listed).splitlines() if name in known_migrations()]
        return {
            "product": "sinau",
            "format": FORMAT,
            "version": version(),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "postgresql": self._ask("show server_version"),
            "migrations": ours,
        }

    def dump(self, target: Path) -> None:
        """One consistent picture of the database, while others may go on working."""
        self.house.supervisor.run(
            *(self.clients / "pg_dump", "--format=custom", "--no-owner", "--no-privileges"),
            *(f"--exclude-table-data={FORGOTTEN}", "--file", target, self.house.database_url),
            hear="all",
        )

    def replace_with(self, dump: Path, script: Path) -> None:
        """Everything old goes and everything new comes in one transaction."""
        supervisor = self.house.supervisor
        try:
            supervisor.run(
                *(self.clients / "pg_restore", "--no-owner", "--no-privileges", "--no-comments"),
                *("--file", script, dump),
                hear="all",
            )
            supervisor.run(
                *(self.clients / "psql", "-X", "-q", "--single-transaction"),
                *("-v", "ON_ERROR_STOP=1", "-d", self.house.database_url),
                *(
                    "-c",
                    "set lock_timeout = '20s'; drop schema public cascade; create schema public",
                ),
                *("-f", script),
                hear="all",
            )
        except Trouble as trouble:
            raise Trouble(
                f"Basis data tidak dapat dipulihkan; isi lama tetap utuh.\n{trouble}"
            ) from None

    def _ask(self, statement: str, psql: Path | None = None) -> str:
        done = self.house.supervisor.run(
            *(psql or self.clients / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"),
            *("-d", self.house.database_url, "-c", statement),
            hear="all",
        )
        return done.said.strip()


def known_migrations() -> set[str]:
    """`app.name` of each migration in this checkout."""
    found = ROOT.glob("src/sinau/*/migrations/[0-9]*.py")
    return {f"{path.parents[1].name}.{path.stem}" for path in found}


def version() -> str:
    """The top heading of the change log."""
    found = re.search(r"^## \[?([\w.-]+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    return found[1] if found else "0"


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB".replace(".", ",")
