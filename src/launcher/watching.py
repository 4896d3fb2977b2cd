"""What a running Sinau uses: its processes by part, their memory and their time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def parts(data_dir: str) -> Iterator[tuple[str, Path]]:
    """Each process of the Sinau that keeps its data there, with the part it belongs to."""
    for process in Path("/proc").glob("[0-9]*"):
        if part := _part(process, data_dir):
            yield part, process


def _part(process: Path, data_dir: str) -> str:
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


def weight(process: Path) -> float:
    """Proportional set size in MB: shared pages are counted once over all processes."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def seconds_used(process: Path) -> float:
    """CPU time so far, in user and system mode."""
    try:
        fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:13])) / _TICKS


def busy() -> float:
    """CPU time that all programs of this machine have used so far, and the time taken from it."""
    fields = [int(word) for word in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    idle, waiting = fields[3:5]
    return (sum(fields) - idle - waiting) / _TICKS
