"""Measures of the whole: how fast the server is at its simplest, and what all of it weighs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from launcher.load import Ask, flat_out, steady
from sinau.kernel.measures import Figure, Place, measure


@measure("healthz")
def health(place: Place) -> Iterable[Figure]:
    """The smallest page, with one question to the database."""
    asks = [Ask("/healthz", {"Host": "localhost"})]
    calm = steady(place.address, asks, rate=50, seconds=place.seconds)
    yield Figure("p95 pada 50 permintaan/detik", calm.percentile(0.95) * 1000, "ms", at_most=80)
    full = flat_out(place.address, asks, clients=8, seconds=place.seconds)
    yield Figure("tertinggi", full.per_second, "/detik", at_least=150)
    yield Figure("gagal", calm.failures + full.failures, "permintaan", at_most=0)


@measure("memori")
def memory(place: Place) -> Iterable[Figure]:
    """All processes of the running Sinau together, shared pages counted once."""
    parts: dict[str, float] = {}
    for process in Path("/proc").glob("[0-9]*"):
        kind = _kind(process, place.data_dir)
        if kind:
            parts[kind] = parts.get(kind, 0.0) + _weight(process)
    for kind, weight in sorted(parts.items()):
        yield Figure(kind, weight, "MB")
    yield Figure("seluruhnya", sum(parts.values()), "MB", at_most=1024)


def _kind(process: Path, data_dir: str) -> str:
    """Which part of this Sinau the process is; empty for one of somebody else."""
    if int(process.name) == os.getpid():
        return ""
    try:
        words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        told = (process / "environ").read_bytes().decode(errors="replace")
        folder = str((process / "cwd").resolve())
    except OSError:
        return ""
    cluster = Path(data_dir, "postgres").resolve()
    if folder == str(cluster):
        return "PostgreSQL"
    if f"SINAU_DATA_DIR={data_dir}\0" not in told:
        return ""
    return "server web" if "granian" in words else "pekerja" if "launcher.working" in words else ""


def _weight(process: Path) -> float:
    """Proportional set size in MB."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
