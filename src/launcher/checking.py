"""`check` and `test`: everything that must be so before a change is good."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher.environment import Environment, ready_environment
from launcher.house import base_env
from launcher.places import ROOT
from launcher.processes import Supervisor
from launcher.translations import compile_changed

# Each process has a database and perhaps a browser of its own.
MOST_AT_ONCE = 4
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# As a city would set it up; no database is asked.
PRODUCTION = {
    "SINAU_URL": "https://sinau.example.go.id",
    "SINAU_HOSTS": "sinau.example.go.id",
    "SINAU_SECRET_KEY": "only for the check: 9Qz1xW7cV3bN5mK8jH2gF4dS6aP0oI-LrTy",
    "SINAU_DEBUG": "no",
    "SINAU_DEMO": "no",
    "DATABASE_URL": "postgres://sinau@localhost/sinau",
}


@dataclass(frozen=True)
class Step:
    """One thing that is checked, and how."""

    name: str
    words: tuple[str | Path, ...]
    cwd: Path = ROOT
    env: dict[str, str] = field(default_factory=dict)


def check(args: Namespace) -> int:
    """All steps run, even after one failed; what failed is shown whole."""
    failed = []
    with Supervisor() as supervisor, tempfile.TemporaryDirectory() as scratch:
        environment = ready_environment(supervisor, dev=True)
        compile_changed(environment, supervisor)
        for step in _steps(environment):
            began = time.monotonic()
            env = base_env({"SINAU_DATA_DIR": scratch, **step.env})
            done = supervisor.run(*step.words, env=env, cwd=step.cwd, hear="all", may_fail=True)
            took = f"{time.monotonic() - began:.1f}".replace(".", ",")
            print(f"{'GAGAL' if done.code else 'lulus'}  {step.name} ({took} detik)", flush=True)
            if done.code:
                print(done.said, flush=True)
                failed.append(step.name)
    if failed:
        print(f"Belum lulus: {', '.join(failed)}.")
        return 1
    print("Semua pemeriksaan lulus.")
    return 0


def _steps(environment: Environment) -> Iterator[Step]:
    python, source = environment.python, ROOT / "src"
    yield Step("gaya", (python, "-m", "ruff", "check", "src", "tests", "conftest.py"))
    yield Step("format", (python, "-m", "ruff", "format", "--check", "src", "tests", "conftest.py"))
    yield Step(
        "arah impor",
        (environment.folder / "bin" / "lint-imports", "--config", ROOT / ".importlinter"),
        cwd=source,
    )
    yield Step("tipe", (python, "-m", "mypy", "src"))
    deploy = ("check", "--deploy", "--fail-level", "WARNING")
    yield Step("setelan produksi", (python, "-m", "django", *deploy), source, PRODUCTION)
    missing = ("makemigrations", "--check", "--dry-run")
    yield Step("migrasi", (python, "-m", "django", *missing), source, PRODUCTION)
    yield Step("terjemahan", (python, "-m", "launcher.translations", "check"))
    yield Step(
        "dokumentasi",
        (python, "-m", "pytest", "-q", "tests/test_docs_keep_up.py"),
    )


def test(args: Namespace) -> int:
    """The whole suite with a throw-away database; pytest's own closing line comes last."""
    with Supervisor() as supervisor:
        environment = ready_environment(supervisor, dev=True)
        compile_changed(environment, supervisor)
        if not args.unit:
            _fetch_browser(supervisor)
        rest = args.rest[1:] if args.rest[:1] == ["--"] else args.rest
        chosen = ("-m", "not browser") if args.unit else ()
        words = (environment.python, "-m", "pytest", *chosen, *_side_by_side(rest), *rest)
        return supervisor.foreground(*words, env=base_env(), cwd=ROOT)


def _side_by_side(rest: Sequence[str]) -> tuple[str, ...]:
    """The whole suite runs in several processes; a chosen part is quicker in one."""
    processors = min(os.cpu_count() or 1, MOST_AT_ONCE)
    chosen = any(not word.startswith("-") or word.startswith("-n") for word in rest)
    if chosen or processors < 2:
        return ()
    return ("-n", str(processors), "--dist", "loadfile")


def _fetch_browser(supervisor: Supervisor) -> None:
    """Chromium of the system: as root it is installed, else its absence is said loudly."""
    if os.environ.get("SINAU_CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Memasang chromium untuk pengujian di peramban …", flush=True)
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (("update", "-q"), ("install", "-qy", "chromium")):
            done = supervisor.run("apt-get", *words, env=env, hear="all", may_fail=True)
        if done.code == 0:
            return
        print(done.said, flush=True)
    print(
        "\n*** Chromium tidak ada: SEMUA PENGUJIAN DI PERAMBAN DILEWATI. ***\n"
        "*** Pasang dengan: apt-get install chromium                    ***\n",
        flush=True,
    )
