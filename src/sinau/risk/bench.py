"""How fast the probability model draws years, what it needs for that, and how fast others are.

`SINAU_BENCH_BESIDE` names a Python that has pyfair and pycrq; they are no part of Sinau. Without it those
of the own environment are looked for, and what is missing is said.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

from sinau.kernel.measures import Figure, Place, measure
from sinau.risk.beside import PROGRAMS

YEARS = 100_000
BESIDE = Path(__file__).with_name("beside.py")


@measure("risk")
def risk(place: Place) -> Iterable[Figure]:
    """100 and 1,000 risks over 100,000 years, with common causes, before and after controls; others beside it."""
    whole = math.inf
    for number, at_most in ((100, 0.3), (1_000, 3.0)):
        # The best of three: what is asked is the program, not what else the machine does.
        runs = [_simulated(_city(number)) for _turn in range(3)]
        seconds = min(run["seconds"] for run in runs)
        whole = seconds if number == 100 else whole
        yield Figure(f"{number} risiko, 100.000 tahun", seconds, "s", at_most=at_most)
        peak = max(run["peak_mb"] for run in runs)
        yield Figure(f"{number} risiko: memori puncak", peak, "MB", at_most=1024)
    yield from _others(_city(100), whole)


def _others(city: dict[str, Any], whole: float) -> Iterable[Figure]:
    """The same city in the programs of others; they know no causes and no controls, so ours once without."""
    found = {name: _beside(name, city) for name in PROGRAMS}
    for name, seconds in found.items():
        if seconds is None:
            sys.stdout.write(f"{'risk':<14}{name} tidak terpasang, jadi tidak dibandingkan.\n")
        else:
            yield Figure(f"{name}: 100 risiko, 100.000 tahun", seconds, "s")
    known = [seconds for seconds in found.values() if seconds is not None]
    if not known:
        return
    plain = {"risks": [{**risk, "causes": {}} for risk in city["risks"]]}
    same = min(_simulated(plain)["seconds"] for _turn in range(3))
    yield Figure("pertanyaan yang sama: lebih cepat", min(known) / same, "kali", at_least=5)
    yield Figure("dengan penyebab dan pengendalian", min(known) / whole, "kali")


def _beside(name: str, city: dict[str, Any]) -> float | None:
    """The seconds another program takes, the best of three; None where it is not there."""
    python = os.environ.get("SINAU_BENCH_BESIDE", sys.executable)
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "city.json")
        path.write_text(json.dumps(city))
        for _turn in range(3):
            done = subprocess.run(
                (python, str(BESIDE), name, str(path), str(YEARS)),
                capture_output=True,
                text=True,
                check=True,
            )
            answer = json.loads(done.stdout)
            if not answer:
                return None
            seconds.append(float(answer["seconds"]))
    return min(seconds)


def _city(number: int) -> dict[str, Any]:
    """Risks of a few percent a year to twenty, each on two of six causes, with a control for every fifty."""
    dice = Random(number)  # noqa: S311
    causes = {f"penyebab-{at}": {"variance": 0.4 + 0.2 * at} for at in range(6)}
    risks = []
    for at in range(number):
        low = math.exp(dice.uniform(math.log(1e6), math.log(1e9)))
        one, two = dice.sample(sorted(causes), 2)
        risks.append(
            {
                "id": f"r{at}",
                "annual_probability": math.exp(dice.uniform(math.log(0.005), math.log(0.2))),
                "severity_p5": low,
                "severity_p95": low * dice.uniform(5, 50),
                "causes": {one: 0.3, two: 0.2},
                "agency": f"opd-{at % 30}",
            }
        )
    controls = [
        {
            "id": f"k{at}",
            "effect": 0.5,
            "severity_effect": 0.1,
            "reliability": 0.9,
            "risks": [f"r{one}" for one in range(at, number, 7)],
        }
        for at in range(max(2, number // 50))
    ]
    return {"risks": risks, "causes": causes, "controls": controls}


def _simulated(city: dict[str, Any]) -> dict[str, Any]:
    """In a process of its own, whose memory is nobody else's."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "city.json")
        path.write_text(json.dumps(city))
        words = (sys.executable, "-m", "sinau.risk.commandline", "simulate", str(path))
        done = subprocess.run(
            (*words, "--years", str(YEARS), "--seed", "1"),
            capture_output=True,
            text=True,
            check=True,
            env=os.environ,
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
