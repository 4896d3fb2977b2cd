"""A pytest plugin (`-p launcher.pgtest`): gives a test run a data folder and a PostgreSQL of its own
and removes them at the end.

With DATABASE_URL set that server is used instead. Workers of pytest-xdist inherit the controller's
DATABASE_URL and so share its cluster, each with a database of its own.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Generator
from pathlib import Path
from types import FrameType

import pytest

from launcher.postgres import Cluster
from launcher.programs import site_packages_here
from launcher.trouble import Trouble

PREFIX = "sinau-t-"
# Seconds in which a run may have made its folder and not yet locked it.
YOUNG = 30


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Before pytest-django reads the settings."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _sweep_orphans()
        _start()
    return (yield)


def _start() -> None:
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    home.chmod(0o711)
    # Held for as long as we live, so that nobody takes our cluster for an orphan.
    alive = os.open(home / "alive", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(alive, fcntl.LOCK_EX)
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["SINAU_DATA_DIR"] = str(home / "data")
    if os.environ.get("DATABASE_URL"):
        return
    try:
        cluster = Cluster.for_once(home / "postgres", site_packages_here())
        # The clean-up is registered first: whatever fails after this leaves nothing behind.
        _clean_up_at_exit(cluster)
        cluster.ensure()
    except Trouble as trouble:
        raise pytest.UsageError(str(trouble)) from None
    os.environ["DATABASE_URL"] = cluster.url


def _clean_up_at_exit(cluster: Cluster) -> None:
    me = os.getpid()

    def clean_up() -> None:
        if os.getpid() == me:  # not in a forked child of a test
            cluster.remove()

    atexit.register(clean_up)
    # A polite kill ends Python without its exit handlers; make it an ordinary exit.
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _sweep_orphans() -> None:
    """Remove the clusters of test runs that were killed; each holds a lock while it lives."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            entry = home.stat()
            if entry.st_uid != os.geteuid() or time.time() - entry.st_mtime < YOUNG:
                continue
            handle = os.open(home / "alive", os.O_RDWR)
        except OSError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            Cluster.for_once(home / "postgres", site_packages_here()).remove()
            shutil.rmtree(home, ignore_errors=True)
        except (BlockingIOError, Trouble):
            pass
        finally:
            os.close(handle)
