"""Run the measures and tell the figures; `./sinau bench` starts this with the environment's Python."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
import traceback
from argparse import ArgumentParser
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from launcher.places import ROOT

if TYPE_CHECKING:
    from sinau.kernel.measures import Figure

KEPT = ROOT / ".bench"


def main() -> int:
    """Measure, print a table, keep the figures as JSON."""
    parser = ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--address", default="")
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    measures = _find()
    if args.list:
        print("\n".join(f"{name:<16}{(does.__doc__ or '').strip()}" for name, does in measures))
        return 0
    unknown = set(args.names) - {name for name, _ in measures}
    if unknown:
        print(f"Tidak ada ukuran bernama {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    from sinau.kernel.measures import Place

    seconds = float(os.environ.get("SINAU_BENCH_SECONDS", "10"))
    place = Place(args.address, os.environ["SINAU_DATA_DIR"], seconds)
    rows: list[dict[str, Any]] = []
    failed: list[str] = []
    load = os.getloadavg()[0]
    print(f"\n{'ukuran':<14}{'apa':<46}{'nilai':>12} {'satuan':<12}{'sasaran':>12}")
    for name, does in measures:
        if args.names and name not in args.names:
            continue
        try:
            for figure in does(place):
                print(_row(name, figure), flush=True)
                rows.append({"measure": name, **_facts(figure)})
        except Exception:
            # One measure that fails must not take the others' figures along.
            print(f"{name:<14}GAGAL DIUKUR", flush=True)
            traceback.print_exc()
            failed.append(name)
    kept = _keep(rows, load)
    print(f"\nBeban mesin di awal {load:.2f}. Disimpan di {kept.relative_to(ROOT)}.")
    return 1 if failed else 0


def _find() -> list[tuple[str, Any]]:
    """The measures of all apps, in the order of the house: from the ground floor up."""
    import django
    from django.apps import apps

    django.setup()
    for config in reversed(list(apps.get_app_configs())):
        if config.name.startswith("sinau.") and find_spec(f"{config.name}.bench"):
            import_module(f"{config.name}.bench")
    from sinau.kernel.measures import measures

    return list(measures.items())


def _row(name: str, figure: Figure) -> str:
    aim = ""
    if figure.at_most is not None:
        aim = f"≤ {_number(figure.at_most)}"
    if figure.at_least is not None:
        aim = f"≥ {_number(figure.at_least)}"
    reached = {True: " tercapai", False: " BELUM", None: ""}[figure.is_reached]
    value = _number(figure.value)
    return f"{name:<14}{figure.what:<46}{value:>12} {figure.unit:<12}{aim:>12}{reached}"


def _number(value: float) -> str:
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _facts(figure: Figure) -> dict[str, Any]:
    return {
        "what": figure.what,
        "value": figure.value,
        "unit": figure.unit,
        "at_most": figure.at_most,
        "at_least": figure.at_least,
        "reached": figure.is_reached,
    }


def _keep(rows: list[dict[str, Any]], load: float) -> Path:
    KEPT.mkdir(exist_ok=True)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    path = KEPT / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}.json"
    about = {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load_before": load,
        "uptime": time.monotonic(),
        "figures": rows,
    }
    path.write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n")
    return path


if __name__ == "__main__":
    sys.exit(main())
