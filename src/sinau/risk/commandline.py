"""`./sinau risk …`: the engine for other programs, JSON in and JSON out; no database is asked.

The shapes are described in docs/reference/risk-cli.md.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sinau.risk.engine import Cause, Control, Loss, Portfolio, Rate, Risk, Unusable
from sinau.risk.engine.collaboration import network, spread
from sinau.risk.engine.impact import Questionnaire
from sinau.risk.engine.lattice import Exact, exact
from sinau.risk.engine.simulation import TailShares, quantile, shortfall, simulate

QUESTIONS = Path(__file__).parent / "questionnaires" / "aia.toml"
QUANTILES = (0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
LARGEST = 64 * 1024 * 1024
MOST_CITIES = 10_000

Data = Mapping[str, Any]


def main(words: Sequence[str]) -> int:
    """Do what was said; what cannot be used is told in a sentence."""
    args = _parser().parse_args(words)
    try:
        answer = args.does(args)
    except Unusable as trouble:
        sys.stderr.write(f"\n{trouble}\n")
        return 1
    sys.stdout.write(json.dumps(answer, indent=1, ensure_ascii=False) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="./sinau risk")
    verbs = whole.add_subparsers(metavar="PERINTAH", required=True)

    def verb(name: str, does: Callable[[argparse.Namespace], Data]) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, description=does.__doc__)
        made.add_argument("file", nargs="?", default="-", metavar="FILE", help="bawaan: masukan")
        made.set_defaults(does=does)
        return made

    years = verb("simulate", _simulate)
    years.add_argument("--years", type=int, default=100_000, metavar="N")
    years.add_argument("--seed", type=int, default=0, metavar="S")
    years.add_argument("--exact", action="store_true", help="tanpa simulasi")
    verb("elicit", _elicit)
    verb("aia", _impact)
    verb("multisector", _multisector)
    town = verbs.add_parser("study", description=_study.__doc__)
    town.add_argument("--cities", type=int, default=200, metavar="N", help="kota buatan")
    town.add_argument("--seed", type=int, default=1, metavar="S")
    town.add_argument("--assume", action="append", default=[], metavar="NAMA=NILAI")
    town.set_defaults(does=_study)
    return whole


def _read(args: argparse.Namespace) -> dict[str, Any]:
    try:
        text = sys.stdin.read(LARGEST) if args.file == "-" else _text(Path(args.file))
        found = json.loads(text)
    except OSError:
        raise Unusable(f"File {args.file} tidak dapat dibaca.") from None
    except (ValueError, RecursionError):
        raise Unusable(f"{args.file} bukan JSON yang dapat dibaca.") from None
    if not isinstance(found, dict):
        raise Unusable("JSON di file itu harus berupa objek.")
    return found


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise Unusable(f"File {path} lebih dari 64 MB.")
    return path.read_text(encoding="utf-8")


# ── study ───────────────────────────────────────────────────────────────────


def _study(args: argparse.Namespace) -> Data:
    """Kota buatan yang lajunya diketahui: apakah rentangnya benar, dan peringkat mana yang menghemat."""
    from sinau.risk.study import Assumptions, study

    if not 1 <= args.cities <= MOST_CITIES or args.seed < 0:
        raise Unusable(f"Jumlah kota harus 1 sampai {MOST_CITIES}, dan seed tidak negatif.")
    return study(Assumptions.read(args.assume), cities=args.cities, seed=args.seed).plain()


# ── simulate ────────────────────────────────────────────────────────────────


def _simulate(args: argparse.Namespace) -> Data:
    """Distribusi kerugian setahun dari sekumpulan risiko, sebelum dan sesudah pengendalian."""
    portfolio = portfolio_of(_read(args))
    if args.seed < 0:
        raise Unusable("Seed harus berupa angka yang tidak negatif.")
    began = time.perf_counter()
    answer = _exactly(portfolio) if args.exact else _drawn(portfolio, args.years, args.seed)
    answer["seconds"] = round(time.perf_counter() - began, 4)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    answer["peak_mb"] = round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
    return answer


def _drawn(portfolio: Portfolio, years: int, seed: int) -> dict[str, Any]:
    drawn = simulate(portfolio, years=years, seed=seed, workers=min(4, os.cpu_count() or 1))
    answer: dict[str, Any] = {"method": "simulation", "years": years, "seed": seed}
    for name, losses in (("inherent", drawn.before), ("residual", drawn.after)):
        shares = drawn.shares_of_tail(0.95, residual=name == "residual")
        answer[name] = {
            "mean": float(losses.mean()),
            "sd": float(losses.std()),
            "p_zero": float((losses == 0).mean()),
            "quantiles": {f"{share:g}": quantile(losses, share) for share in QUANTILES},
            "es95": shortfall(losses, 0.95),
            "es99": shortfall(losses, 0.99),
            "contributions": _contributions(portfolio, shares),
        }
    answer["contributions"] = answer["residual"]["contributions"]
    return answer


def _exactly(portfolio: Portfolio) -> dict[str, Any]:
    answer: dict[str, Any] = {"method": "exact"}
    for name in ("inherent", "residual"):
        answer[name] = _read_off(exact(portfolio, residual=name == "residual"))
    return answer


def _read_off(found: Exact) -> dict[str, Any]:
    return {
        "mean": found.mean,
        "sd": found.sd,
        "p_zero": found.p_zero,
        "quantiles": {f"{share:g}": found.quantile(share) for share in QUANTILES},
        "es95": found.shortfall(0.95),
        "es99": found.shortfall(0.99),
    }


def _contributions(portfolio: Portfolio, shares: TailShares) -> dict[str, dict[str, float]]:
    by_agency: dict[str, float] = {}
    by_risk: dict[str, float] = {}
    for risk, value in zip(portfolio.risks, shares.by_risk, strict=True):
        by_risk[risk.id] = float(value)
        by_agency[risk.agency] = by_agency.get(risk.agency, 0.0) + float(value)
    by_cause = dict(zip(shares.causes, map(float, shares.by_cause), strict=True))
    return {"risk": by_risk, "cause": by_cause, "agency": by_agency}


def portfolio_of(data: Data) -> Portfolio:
    """A portfolio from its JSON; every field that cannot be used is named."""
    causes = {
        name: Cause(_number(cause, "variance", f"Penyebab {name}"))
        for name, cause in _object(data, "causes").items()
    }
    risks = tuple(
        _risk(one, f"Risiko ke-{number}") for number, one in enumerate(_list(data, "risks"), 1)
    )
    controls = tuple(
        _control(one, f"Pengendalian ke-{number}")
        for number, one in enumerate(_list(data, "controls"), 1)
    )
    return Portfolio(risks, causes, controls)


def _risk(one: Any, who: str) -> Risk:
    name = _name(one, who)
    who = f"Risiko {name}"
    loss = Loss.from_range(_number(one, "severity_p5", who), _number(one, "severity_p95", who))
    causes = {cause: float(w) for cause, w in _numbers(one, "causes", who).items()}
    agency = str(one.get("agency") or "")
    if "annual_probability" in one:
        chance = _number(one, "annual_probability", who)
        return Risk.with_chance(name, chance, loss, causes, agency)
    if "rate" in one:
        if not isinstance(one["rate"], dict):
            raise Unusable(f"{who}: rate harus berisi shape dan rate.")
        rate = Rate(_number(one["rate"], "shape", who), _number(one["rate"], "rate", who))
    elif "chance_p5" in one:
        rate = Rate.from_chances(_number(one, "chance_p5", who), _number(one, "chance_p95", who))
    else:
        raise Unusable(f"{who}: isi annual_probability, rate, atau chance_p5 dan chance_p95.")
    return Risk(name, rate, loss, causes, agency)


def _control(one: Any, who: str) -> Control:
    name = _name(one, who)
    who = f"Pengendalian {name}"
    risks = one.get("risks")
    if not isinstance(risks, list) or not all(isinstance(risk, str) for risk in risks):
        raise Unusable(f"{who}: risks harus berupa daftar id risiko.")
    return Control(
        name,
        tuple(dict.fromkeys(risks)),
        _number(one, "effect", who, 0.0),
        _number(one, "severity_effect", who, 0.0),
        _number(one, "reliability", who, 1.0),
    )


def _name(one: Any, who: str) -> str:
    if not isinstance(one, dict) or not isinstance(one.get("id"), str | int):
        raise Unusable(f"{who} memerlukan id.")
    return str(one["id"])


def _number(one: Any, field: str, who: str, otherwise: float | None = None) -> float:
    value = one.get(field, otherwise) if isinstance(one, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise Unusable(f"{who}: {field} harus berupa angka.")
    return float(value)


def _numbers(one: Data, field: str, who: str) -> dict[str, float]:
    return {name: _number(_object(one, field), name, who) for name in _object(one, field)}


def _object(data: Data, field: str) -> Data:
    found = data.get(field) or {}
    if not isinstance(found, dict):
        raise Unusable(f"{field} harus berupa objek.")
    return found


def _list(data: Data, field: str) -> list[Any]:
    found = data.get(field) or []
    if not isinstance(found, list):
        raise Unusable(f"{field} harus berupa daftar.")
    return found


# ── the other words ─────────────────────────────────────────────────────────


def _elicit(args: argparse.Namespace) -> Data:
    """Laju kejadian dari rentang peluang setahun, dan apa yang diajarkan kejadian sesudahnya."""
    data = _read(args)
    rate = Rate.from_chances(
        _number(data, "p5", "Rentang peluang"), _number(data, "p95", "Rentang peluang")
    )
    updates = []
    for number, update in enumerate(_list(data, "updates"), 1):
        who = f"Pengamatan ke-{number}"
        incidents, years = _number(update, "incidents", who), _number(update, "years", who)
        learnt = _said(rate.after(incidents, years))
        updates.append({"incidents": update["incidents"], "years": update["years"], **learnt})
    return {**_said(rate), "updates": updates}


def _said(rate: Rate) -> dict[str, Any]:
    return {
        "shape": rate.shape,
        "rate": rate.rate,
        "mean_rate": rate.mean,
        "p_at_least_one": rate.p_at_least_one,
        "level_probs": list(rate.level_probabilities()),
    }


def _impact(args: argparse.Namespace) -> Data:
    """Tingkat dampak keputusan otomatis dari jawaban kuesioner."""
    data = _read(args)
    answers = data["answers"] if isinstance(data.get("answers"), dict) else data
    given: dict[str, str | list[str]] = {}
    for code, value in answers.items():
        if isinstance(value, list):
            given[code] = [str(one) for one in value]
        elif isinstance(value, str):
            given[code] = value
    return asdict(Questionnaire.read(QUESTIONS.read_text()).score(given))


def _multisector(args: argparse.Namespace) -> Data:
    """Seberapa lintas sektor inovasi-inovasi sebuah kota."""
    data = _read(args)
    sectors = {name: str(sector) for name, sector in _object(data, "sectors").items()}
    innovations = _object(data, "innovations")
    shares = {name: _numbers(innovations, name, f"Inovasi {name}") for name in innovations}
    found = network(sectors, shares)
    return {
        "innovations": {
            name: {
                "n_agencies": one.agencies,
                "n_sectors": one.sectors,
                "effective_agencies": one.effective_agencies,
                "effective_sectors": one.effective_sectors,
            }
            for name, one in ((name, spread(given, sectors)) for name, given in shares.items())
        },
        "network": {**asdict(found), "ties": [list(tie) for tie in found.ties]},
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
