"""The Python environment in `.venv`: made from the hashed lock, and made again when it changes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from launcher import stamps
from launcher.places import ROOT
from launcher.processes import Supervisor, alone
from launcher.trouble import Trouble

LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
STAMP = "sinau-locks"


@dataclass(frozen=True)
class Environment:
    """A folder made by `venv`, with everything of a lock inside."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def site_packages(self) -> Path | None:
        return next(self.folder.glob("lib/python3.*/site-packages"), None)


def ready_environment(supervisor: Supervisor, *, dev: bool = False) -> Environment:
    """The environment with all that the lock names; SINAU_VENV is used as it is."""
    if given := os.environ.get("SINAU_VENV"):
        environment = Environment(Path(given).expanduser().absolute())
        if not environment.python.exists():
            raise Trouble(f"SINAU_VENV menunjuk ke {given}, tetapi tidak ada Python di sana.")
        return environment
    environment = Environment(ROOT / ".venv")
    if not _is_complete(environment, dev):
        # The checkout itself is the lock, so no file is left.
        with alone(ROOT, supervisor, what="Pemasangan oleh perintah lain"):
            if not _is_complete(environment, dev):
                _install(environment, supervisor, DEV_LOCK if dev else LOCK)
    return environment


def _is_complete(environment: Environment, dev: bool) -> bool:
    """The development lock holds the other one, so having it is enough for both."""
    locks = (DEV_LOCK,) if dev else (LOCK, DEV_LOCK)
    stamp = environment.folder / STAMP
    return environment.python.exists() and any(
        stamps.is_current(stamp, _fingerprint(lock)) for lock in locks
    )


def _fingerprint(lock: Path) -> str:
    python = sysconfig.get_config_var("EXT_SUFFIX") or sys.version
    return stamps.fingerprint([lock], lock.name, str(python), str(ROOT))


def _install(environment: Environment, supervisor: Supervisor, lock: Path) -> None:
    folder, stamp = environment.folder, environment.folder / STAMP
    print(
        "Menyiapkan lingkungan Python (sekali saja, beberapa detik) …", file=sys.stderr, flush=True
    )
    if not stamp.exists() or not _runs(environment):
        # Torn, foreign, or of a Python that has gone.
        shutil.rmtree(folder, ignore_errors=True)
    stamps.forget(stamp)
    if not folder.exists():
        _make(folder, supervisor)
    uv = _uv(environment, supervisor)
    if not (uv and _install_with_uv(uv, environment, supervisor, lock)):
        supervisor.run(
            *(environment.python, "-m", "pip", "install", "--quiet", "--no-deps"),
            *("--require-hashes", "--only-binary=:all:", "--disable-pip-version-check"),
            *("-r", lock),
            hear="all",
        )
    stamps.write(stamp, _fingerprint(lock))


def _make(folder: Path, supervisor: Supervisor) -> None:
    try:
        supervisor.run(sys.executable, "-m", "venv", folder, hear="all")
    except Trouble as trouble:
        raise Trouble(
            f"Lingkungan Python di {folder} tidak dapat dibuat. Di Debian dan Ubuntu modulnya "
            f"dipasang dengan: apt-get install python3-venv\n{trouble}"
        ) from None


def _runs(environment: Environment) -> bool:
    """Whether the environment's Python still starts and is of our own version."""
    asked = "import sys; print(sys.version_info[:2])"
    try:
        said = subprocess.run(
            [environment.python, "-c", asked], capture_output=True, text=True, process_group=0
        )
    except OSError:
        return False
    return said.stdout.strip() == str(sys.version_info[:2])


# ── uv, which is eight times as fast, when it can be had ────────────────────


def _uv(environment: Environment, supervisor: Supervisor) -> Path | None:
    """The system's uv, or the locked one fetched by pip into the environment."""
    if found := shutil.which("uv"):
        return Path(found)
    kept = environment.folder / "installer"
    if not (kept / "bin" / "uv").exists():
        wanted = re.search(r"^uv==.*?(?=^\S|\Z)", DEV_LOCK.read_text(), re.MULTILINE | re.DOTALL)
        if not wanted:
            return None
        asked = environment.folder / "installer.txt"
        asked.write_text(wanted[0])
        fetched = supervisor.run(
            *(environment.python, "-m", "pip", "install", "--quiet", "--no-deps"),
            *("--require-hashes", "--only-binary=:all:", "--disable-pip-version-check"),
            *("--no-compile", "--target", kept, "-r", asked),
            hear="all",
            may_fail=True,
        )
        if fetched.code:
            return None
    return kept / "bin" / "uv"


def _install_with_uv(
    uv: Path, environment: Environment, supervisor: Supervisor, lock: Path
) -> bool:
    """Whether uv could do it; it is told of pip's index, for it does not read pip's settings."""
    said = _pip_settings(environment)
    if said.get("no-index"):
        return False
    env = {**os.environ, "UV_NO_PROGRESS": "1"}
    if index := said.get("index-url"):
        env.setdefault("UV_DEFAULT_INDEX", index)
    if certificates := said.get("cert"):
        env.setdefault("SSL_CERT_FILE", certificates)
    installed = supervisor.run(
        *(uv, "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--no-build"),
        *("--compile-bytecode", "--python", environment.python, "-r", lock),
        env=env,
        hear="all",
        may_fail=True,
    )
    return installed.code == 0


def _pip_settings(environment: Environment) -> dict[str, str]:
    listed = subprocess.run(
        [environment.python, "-m", "pip", "config", "list"],
        capture_output=True,
        text=True,
        process_group=0,
    ).stdout
    found = re.findall(r"^[\w:.]*?\.([\w-]+)='(.*)'$", listed, re.MULTILINE)
    return {name: value for name, value in found if value not in ("", "0", "false")}
