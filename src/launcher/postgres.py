"""A private PostgreSQL: reached through a Unix socket, by its owner and root only.

Traps that shaped this file: PostgreSQL refuses root; `pg_ctl status` believes a zombie, so only
an answered query counts as running; a socket's path may have 107 characters at most; after
`kill -9` the files of the dead server are still there; a folder below a closed home cannot be
entered by the database's user.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from launcher.owners import Owner, owner_for
from launcher.processes import dies_with_parent
from launcher.programs import SHARED, find_programs, major_version
from launcher.trouble import Trouble

DATABASE = "sinau"
EXTENSIONS = ("pg_trgm", "unaccent", "vector")
PATIENCE = 60.0
LONGEST_SOCKET_FOLDER = 80

SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "max_connections": "100",
    # One restore is one transaction and locks every table, partition, index and sequence.
    "max_locks_per_transaction": "256",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "'Asia/Jakarta'",
    "log_timezone": "'Asia/Jakarta'",
}
# A cluster that nobody will miss need not survive a power cut.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Cluster:
    """One PostgreSQL cluster in one folder."""

    folder: Path
    owner: Owner
    programs: Path
    throw_away: bool = False
    _use: int | None = field(default=None, repr=False)
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @classmethod
    def at(cls, folder: Path, site_packages: Path | None) -> Cluster:
        """The cluster kept in this folder, or behind it when its user cannot enter the folder."""
        folder = folder.absolute()
        owner = owner_for(folder)
        programs = find_programs(site_packages, owner)
        behind = _behind_closed_doors(folder, owner)
        cluster = cls(behind, owner, programs)
        if behind != folder and not folder.is_symlink():
            cluster._link_from(folder)
        return cluster

    @classmethod
    def for_once(cls, folder: Path, site_packages: Path | None) -> Cluster:
        """A cluster for one test run: it dies with this process and keeps nothing safe."""
        owner = owner_for(folder)
        return cls(folder, owner, find_programs(site_packages, owner), throw_away=True)

    # ── What others ask ─────────────────────────────────────────────────────

    @property
    def url(self) -> str:
        """DATABASE_URL of this cluster while it runs."""
        return f"postgres://{DATABASE}@/{DATABASE}?host={quote(str(self.socket_folder), safe='')}"

    @property
    def socket_folder(self) -> Path:
        """Where the running server listens, as it says itself."""
        noted = _lines(self.folder / "postmaster.pid")
        if len(noted) > 4 and noted[4]:
            return Path(noted[4])
        return self.folder

    def ensure(self) -> None:
        """The server runs and the database is there with its extensions; a second time is quick."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with self._alone():
            # From here on the server stays up until the last one that uses it has gone.
            self._use = self._hold(fcntl.LOCK_SH)
            if not (self.folder / "PG_VERSION").exists():
                self._make()
            if not self._answers():
                self._bring_up()
            self._complete_database()

    def stop(self) -> None:
        """Leave; the last one to leave also stops the server."""
        if self._use is None:
            return
        with self._alone():
            os.close(self._use)
            self._use = None
            try:
                os.close(self._hold(fcntl.LOCK_EX | fcntl.LOCK_NB))
            except BlockingIOError:
                return
            self._take_down()

    def remove(self) -> None:
        """Stop the server at once and delete all of it; for throw-away clusters."""
        if self._use is not None:
            os.close(self._use)
            self._use = None
        self._take_down(how="immediate")
        shutil.rmtree(self.folder, ignore_errors=True)
        for lock in (self._lock("start"), self._lock("use")):
            lock.unlink(missing_ok=True)

    def sql(self, statement: str, *, database: str = DATABASE) -> str:
        """The bare answer to a statement, by the server's own client."""
        done = self._psql(statement, database)
        if done.returncode:
            raise Trouble(f"PostgreSQL menolak perintah: {done.stderr.strip()}")
        return done.stdout.strip()

    @contextmanager
    def exclusively(self) -> Iterator[None]:
        """While nobody else uses the cluster, or a refusal in plain words."""
        assert self._use is not None
        try:
            fcntl.flock(self._use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(
                "Sinau masih berjalan dengan folder data ini. Hentikan dahulu, lalu ulangi."
            ) from None
        try:
            yield
        finally:
            fcntl.flock(self._use, fcntl.LOCK_SH)

    def _link_from(self, link: Path) -> None:
        """Make the link in a closed data folder; what stood here for a removed one is put aside."""
        home = self.folder.parent
        home.mkdir(parents=True, exist_ok=True)
        for path in (SHARED, SHARED / "clusters", home):
            path.chmod(0o755)
        if self.folder.exists():
            self._take_down()
            aside = self.folder.with_name(f"{self.folder.name}.{int(time.time())}")
            self.folder.rename(aside)
            print(
                f"Basis data dari folder data yang telah dihapus disimpan di {aside}.",
                file=sys.stderr,
            )
        (home / "belongs-to").write_text(str(link))
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(self.folder)

    # ── Making ──────────────────────────────────────────────────────────────

    def _make(self) -> None:
        """Build the cluster beside its place and move it there whole; a torn start leaves nothing."""
        draft = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.owner.give(draft)
        words = ["-D", str(draft), "-U", DATABASE, "-A", "peer", "-E", "UTF8"]
        if self.throw_away:
            words.append("--no-sync")
        if major_version(self.programs) >= 17:
            words += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        else:
            words += ["--locale=C.UTF-8"]
        self._do("initdb", *words)
        with (draft / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude 'sinau.conf'\n")
        try:
            draft.rename(self.folder)
        except OSError:
            raise Trouble(
                f"Folder {self.folder} berisi sesuatu yang bukan basis data Sinau. "
                "Pindahkan isinya, atau pilih folder lain dengan --data-dir."
            ) from None

    def _write_settings(self, socket_folder: Path) -> None:
        """Rewritten at each start, so that a new version's settings reach an old cluster."""
        settings = SETTINGS | (CARELESS if self.throw_away else {})
        settings = {"unix_socket_directories": f"'{socket_folder}'", **settings}
        self._write("sinau.conf", "".join(f"{k} = {v}\n" for k, v in settings.items()))
        self._write("pg_hba.conf", "local all all peer map=sinau\n")
        names = sorted({self.owner.name, "root"})
        self._write("pg_ident.conf", "".join(f'sinau "{n}" {DATABASE}\n' for n in names))

    def _settings(self) -> str:
        return "\n".join(_lines(self.folder / "sinau.conf"))

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text)
        path.chmod(0o600)
        if not self.owner.is_me:
            os.chown(path, self.owner.uid, self.owner.gid)

    def _complete_database(self) -> None:
        """Create what is missing of the database and its extensions."""
        asked = f"select count(*) from pg_extension where extname in {EXTENSIONS}"
        if self._psql(asked, DATABASE).stdout.strip() == str(len(EXTENSIONS)):
            return
        there = f"select count(*) from pg_database where datname = '{DATABASE}'"
        if self.sql(there, database="postgres") == "0":
            self.sql(f"create database {DATABASE}", database="postgres")
        for extension in EXTENSIONS:
            try:
                self.sql(f"create extension if not exists {extension}")
            except Trouble as trouble:
                raise Trouble(
                    f"PostgreSQL di {self.programs} tidak memiliki ekstensi {extension}. "
                    "Pasang ekstensi itu, atau hapus SINAU_PG_BIN agar yang bawaan dipakai. "
                    f"({trouble})"
                ) from None

    # ── Running ─────────────────────────────────────────────────────────────

    def _answers(self, database: str = "postgres") -> bool:
        return self._alive() and self._psql("select 1", database).returncode == 0

    def _bring_up(self) -> None:
        """Start, and start again, until a query is answered."""
        self._check_version()
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > deadline:
                tail = "\n".join(_lines(self.folder / "server.log")[-12:])
                raise Trouble(f"PostgreSQL tidak mau berjalan. Catatan terakhirnya:\n{tail}")
            if self._alive():
                time.sleep(0.02)
            else:
                self._sweep()
                self._launch()

    def _launch(self) -> None:
        self._write_settings(self._fresh_socket_folder())
        if self.throw_away:
            self._launch_child()
            return
        # Shielded from Ctrl-C in a group of its own: half a start could not be taken back.
        self._do("pg_ctl", "-D", self.folder, "-w", "-t", "60", "-s", "-l",
                 self.folder / "server.log", "start", may_fail=True)  # fmt: skip
        if not self._alive():
            time.sleep(0.2)

    def _launch_child(self) -> None:
        """Start the server as our child, told by the kernel when we die, however we die."""
        with (self.folder / "server.log").open("ab") as log:
            self._child = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_bare_environment(),
                process_group=0,
                preexec_fn=dies_with_parent(signal.SIGQUIT),
                **self.owner.rights(),
            )
        deadline = time.monotonic() + PATIENCE
        while self._child.poll() is None and time.monotonic() < deadline:
            if self._answers():
                return
            time.sleep(0.02)

    def _take_down(self, how: str = "fast") -> None:
        if self._alive():
            self._do("pg_ctl", "-D", self.folder, "-w", "-t", "60", "-s", "-m", how, "stop",
                     may_fail=True)  # fmt: skip
        if self._child:
            if self._child.poll() is None:
                self._child.kill()
            self._child.wait()
            self._child = None
        self._sweep()

    def _alive(self) -> bool:
        """Whether the process noted in postmaster.pid is this cluster's server and no corpse."""
        noted = _lines(self.folder / "postmaster.pid")
        if not noted or not noted[0].strip().isdigit():
            return False
        pid = int(noted[0])
        process = Path("/proc", str(pid))
        if not Path("/proc/self").exists():
            return _takes_signals(pid)
        try:
            state = (process / "stat").read_text().rpartition(")")[2].split()[0]
            return state not in "ZX" and (process / "cwd").resolve() == self.folder.resolve()
        except OSError:
            return False

    def _sweep(self) -> None:
        """Remove what a dead server left; PostgreSQL itself would believe its zombie's number."""
        if self._alive():
            return
        noted = re.findall(r"^unix_socket_directories = '(.*)'", self._settings(), re.MULTILINE)
        socket_folder = Path(noted[0]) if noted else self.folder
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
            (socket_folder / name).unlink(missing_ok=True)
        if socket_folder != self.folder and socket_folder.name.startswith("sinau-s-"):
            shutil.rmtree(socket_folder, ignore_errors=True)

    def _fresh_socket_folder(self) -> Path:
        """The cluster's own folder, or for a long or odd path a private one under /tmp."""
        path = str(self.folder)
        if len(path) <= LONGEST_SOCKET_FOLDER and re.fullmatch(r"[\w/.-]+", path, re.ASCII):
            return self.folder
        made = Path(tempfile.mkdtemp(prefix="sinau-s-", dir="/tmp"))
        self.owner.give(made)
        return made

    def _check_version(self) -> None:
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        ours = str(major_version(self.programs))
        if made_by != ours:
            raise Trouble(
                f"Basis data di {self.folder} dibuat oleh PostgreSQL {made_by}, sedangkan program "
                f"yang ada adalah versi {ours}. Buat cadangan dengan Sinau versi lama (./sinau "
                "backup), pindahkan folder itu, lalu pulihkan dengan ./sinau restore."
            )

    # ── Small tools ─────────────────────────────────────────────────────────

    def _do(self, program: str, *words: object, may_fail: bool = False) -> None:
        done = subprocess.run(
            [str(self.programs / program), *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            text=True,
            cwd="/",
            env=_bare_environment(),
            process_group=0,
            **self.owner.rights(),
        )
        if done.returncode and not may_fail:
            raise Trouble(f"{program} gagal: {(done.stderr or '').strip()}")

    def _psql(self, statement: str, database: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [
                str(self.programs / "psql"),
                *("-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"),
                *("-h", str(self.socket_folder), "-U", DATABASE, "-d", database),
                *("-c", statement),
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd="/",
            env=_bare_environment(),
            process_group=0,
        )

    def _lock(self, purpose: str) -> Path:
        return self.folder.with_name(f".{self.folder.name}.{purpose}")

    def _open_lock(self, purpose: str) -> int:
        handle = os.open(self._lock(purpose), os.O_RDWR | os.O_CREAT, 0o600)
        if not self.owner.is_me:
            os.fchown(handle, self.owner.uid, self.owner.gid)
        return handle

    def _hold(self, how: int) -> int:
        handle = self._open_lock("use")
        try:
            fcntl.flock(handle, how)
        except BaseException:
            os.close(handle)
            raise
        return handle

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One launcher at a time starts or stops this cluster."""
        handle = self._open_lock("start")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _behind_closed_doors(folder: Path, owner: Owner) -> Path:
    """Where the files really stand; a link in the data folder remembers it."""
    if folder.is_symlink():
        return _follow(folder, owner)
    if owner.is_me or owner.reaches(folder):
        return folder
    if folder.exists():
        raise Trouble(
            f"Folder {folder} tidak dapat dimasuki pengguna {owner.name} yang menjalankan "
            "PostgreSQL. Pindahkan folder data dengan --data-dir, misalnya ke /var/lib/sinau/data."
        )
    name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return SHARED / "clusters" / name / "postgres"


def _follow(folder: Path, owner: Owner) -> Path:
    behind = folder.readlink()
    note = behind.parent / "belongs-to"
    if not owner.is_me and not behind.parent.exists():
        folder.unlink()  # The link came along to another machine, the database did not.
        return _behind_closed_doors(folder, owner)
    if not note.exists():
        return folder.resolve()
    first = Path(note.read_text())
    if first != folder:
        if first.is_symlink() and first.readlink() == behind:
            raise Trouble(
                f"Folder data {folder.parent} adalah salinan dari {first.parent}, dan keduanya "
                f"menunjuk ke basis data yang sama. Hapus {folder} agar dibuat yang baru."
            )
        note.write_text(str(folder))  # The checkout has moved, and its data with it.
    return behind


def _bare_environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "HOME": "/"}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(errors="replace").splitlines()
    except OSError:
        return []


def _takes_signals(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
