"""Measures of the whole: how fast the server is at its simplest, and what all of it weighs."""

from __future__ import annotations

from collections.abc import Iterable

from launcher.load import Ask, flat_out, steady
from launcher.watching import parts, weight
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
    weights: dict[str, float] = {}
    for part, process in parts(place.data_dir):
        weights[part] = weights.get(part, 0.0) + weight(process)
    for part, weighs in sorted(weights.items()):
        yield Figure(part, weighs, "MB")
    yield Figure("seluruhnya", sum(weights.values()), "MB", at_most=1024)
