"""How fast the probability model draws years, and what it needs for that."""

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

YEARS = 100_000


@measure("risk")
def risk(place: Place) -> Iterable[Figure]:
    """100 and 1,000 risks over 100,000 years, with common causes, before and after controls."""
    for number, at_most in ((100, 0.3), (1_000, 3.0)):
        found = _simulated(_city(number))
        yield Figure(f"{number} risiko, 100.000 tahun", found["seconds"], "s", at_most=at_most)
        yield Figure(f"{number} risiko: memori puncak", found["peak_mb"], "MB", at_most=1024)


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
