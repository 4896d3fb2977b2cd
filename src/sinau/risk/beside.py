"""The same number of risks and years in other people's programs, for the bench to stand beside.

Run as a script by any Python that has them, in a process of its own: `python beside.py pycrq FILE`. It
needs nothing of Sinau, and no program of others is part of Sinau.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

Risks = Sequence[Mapping[str, Any]]


def pyfair(risks: Risks, years: int) -> None:
    """pyfair: a model for each risk, rolled up; it knows no lognormal, so PERT on the same range."""
    fair = import_module("pyfair")
    models = []
    for risk in risks:
        model = fair.FairModel(name=risk["id"], n_simulations=years)
        rate = -math.log1p(-risk["annual_probability"])
        model.input_data("Loss Event Frequency", low=0.0, mode=rate, high=3 * rate)
        low, high = risk["severity_p5"], risk["severity_p95"]
        model.input_data("Loss Magnitude", low=low, mode=math.sqrt(low * high), high=high)
        model.calculate_all()
        models.append(model)
    whole = fair.FairMetaModel("kota", models)
    whole.calculate_all()
    whole.export_results()["Risk"].quantile(0.95)


def pycrq(risks: Risks, years: int) -> None:
    """pycrq: a scenario for each risk with Poisson counts and lognormal losses, summed."""
    crq = import_module("pycrq")
    simulator = crq.FAIRSimulator(n_simulations=years, seed=1)
    total: Any = 0.0
    for risk in risks:
        low, high = math.log(risk["severity_p5"]), math.log(risk["severity_p95"])
        scenario = (
            crq.ScenarioBuilder(risk["id"])
            .asset("Layanan", "Information")
            .threat("Siapa pun", "External Adversarial")
            .lef(crq.poisson(-math.log1p(-risk["annual_probability"])))
            .primary_loss(crq.lognormal((low + high) / 2, (high - low) / 3.2897))
            .build()
        )
        total = total + simulator.simulate(scenario).annual_loss_exposure
    import_module("numpy").quantile(total, 0.95)


PROGRAMS: dict[str, Callable[[Risks, int], None]] = {"pyfair": pyfair, "pycrq": pycrq}


def main(words: Sequence[str]) -> int:
    """Print the seconds one program takes, or an empty object when it is not there."""
    name, path, years = words[0], words[1], int(words[2])
    try:
        import_module(name)
    except ImportError:
        sys.stdout.write("{}")
        return 0
    risks = json.loads(Path(path).read_text(encoding="utf-8"))["risks"]
    # A first small run, so that what they load late is not counted against them.
    PROGRAMS[name](risks[:2], 1_000)
    began = time.perf_counter()
    PROGRAMS[name](risks, years)
    sys.stdout.write(json.dumps({"seconds": time.perf_counter() - began}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
