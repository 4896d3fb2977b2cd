"""The house opened for a command: its environment, its database, and the words both are told."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from launcher.environment import Environment, ready_environment
from launcher.places import ROOT, DataFolder
from launcher.postgres import Cluster
from launcher.processes import Supervisor


@dataclass(frozen=True)
class House:
    """What a command needs to start Django's programs."""

    supervisor: Supervisor
    environment: Environment
    data: DataFolder
    cluster: Cluster | None
    database_url: str

    def env(self, **more: str) -> dict[str, str]:
        """The variables for our programs; what the person has set is kept."""
        return {
            **base_env(),
            "DATABASE_URL": self.database_url,
            "SINAU_DATA_DIR": str(self.data.path),
            **more,
        }

    def django(self, *words: str) -> tuple[str | Path, ...]:
        """One of Django's own commands."""
        return (self.environment.python, "-m", "django", *words)

    def for_us_alone(self) -> AbstractContextManager[None]:
        """While no other command uses our own database; somebody's server is theirs to empty."""
        return self.cluster.exclusively() if self.cluster else nullcontext()


@contextmanager
def opened(data: DataFolder, supervisor: Supervisor, *, dev: bool = False) -> Iterator[House]:
    """The house with its database running; at the end all programs go before the database."""
    environment = ready_environment(supervisor, dev=dev)
    data.make()
    # What a city keeps is nobody else's to read.
    os.umask(0o077)
    if url := os.environ.get("DATABASE_URL"):
        try:
            yield House(supervisor, environment, data, None, url)
        finally:
            supervisor.stop()
        return
    cluster = Cluster.at(data.cluster, environment.site_packages)
    try:
        cluster.ensure()
        supervisor.check()
        yield House(supervisor, environment, data, cluster, cluster.url)
    finally:
        supervisor.stop()
        cluster.stop()


def base_env(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What every Python program of ours is told, with or without a database."""
    paths = [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        **(extra or {}),
    }
