"""Risks together: shared causes, shared controls, and what can be said of them in closed form.

Causes multiply the rates of all risks that hang on them in the same year, by a Gamma with mean one
(the CreditRisk+ model of Credit Suisse, 1997, with loss sizes of our own). A control works in a year or it
does not, for all risks it serves at once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sinau.risk.engine.errors import Unusable
from sinau.risk.engine.frequency import Rate, rate_of
from sinau.risk.engine.severity import Loss

Floats = npt.NDArray[np.float64]
OWN = "own"
"""The part of a risk that hangs on no common cause."""


@dataclass(frozen=True)
class Cause:
    """Something many risks hang on; the variance of its yearly multiplier, whose mean is one."""

    variance: float

    def __post_init__(self) -> None:
        if not 0 < self.variance <= 100:
            raise Unusable("Ragam sebuah penyebab bersama harus lebih dari 0 dan paling besar 100.")

    @classmethod
    def from_bad_year(cls, times: float) -> Cause:
        """In the worst of twenty years this cause strikes so many times as often as usual."""
        most = _bad_year(Cause(_LARGEST))
        if not 1 < times <= most:
            raise Unusable(
                f"Tahun buruk harus lebih dari 1 kali dan paling banyak {most:.1f} kali."
            )
        low, high = 1e-6, _LARGEST
        for _turn in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if _bad_year(Cause(middle)) < times else (low, middle)
        return cls((low + high) / 2)


# Beyond this nearly all years are quiet, and nobody means that.
_LARGEST = 10.0


def _bad_year(cause: Cause) -> float:
    return Rate(1 / cause.variance, 1 / cause.variance).quantile(0.95)


@dataclass(frozen=True)
class Risk:
    """One risk: how often, how bad, on which causes it hangs by how much, whose it is.

    `rate` is a `Rate`, or a number for a rate that is known. The weights of the causes sum to at most
    one; the rest is the risk's own.
    """

    id: str
    rate: Rate | float
    loss: Loss
    causes: Mapping[str, float] = field(default_factory=dict)
    agency: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.rate, Rate) and not 0 <= self.rate < math.inf:
            raise Unusable(f"Risiko {self.id}: laju tidak boleh negatif.")
        if any(not 0 <= weight <= 1 for weight in self.causes.values()):
            raise Unusable(f"Risiko {self.id}: bobot sebuah penyebab harus antara 0 dan 1.")
        if sum(self.causes.values()) > 1 + 1e-9:
            raise Unusable(f"Risiko {self.id}: jumlah bobot penyebab melebihi 1.")

    @classmethod
    def with_chance(
        cls, id: str, chance: float, loss: Loss, causes: Mapping[str, float], agency: str = ""
    ) -> Risk:
        """A risk whose chance in a year is known, without doubt about it."""
        return cls(id, rate_of(chance), loss, causes, agency)

    @property
    def mean_rate(self) -> float:
        """Events a year on average."""
        return self.rate.mean if isinstance(self.rate, Rate) else self.rate

    @property
    def own(self) -> float:
        """The weight that hangs on no common cause."""
        return max(0.0, 1 - sum(self.causes.values()))


@dataclass(frozen=True)
class Control:
    """A measure: the share of events it keeps from happening and the share of the loss it saves.

    It works in a year with chance `reliability`, then for all its risks; else for none of them.
    """

    id: str
    risks: tuple[str, ...]
    effect: float = 0.0
    severity_effect: float = 0.0
    reliability: float = 1.0

    def __post_init__(self) -> None:
        for name in ("effect", "severity_effect", "reliability"):
            if not 0 <= getattr(self, name) <= 1:
                raise Unusable(f"Pengendalian {self.id}: {name} harus antara 0 dan 1.")

    @property
    def keeps(self) -> float:
        """The share of the loss that is left in a year in which it works."""
        return (1 - self.effect) * (1 - self.severity_effect)


@dataclass(frozen=True)
class Portfolio:
    """All risks that are looked at together."""

    risks: tuple[Risk, ...]
    causes: Mapping[str, Cause] = field(default_factory=dict)
    controls: tuple[Control, ...] = ()

    def __post_init__(self) -> None:
        names = [risk.id for risk in self.risks]
        if len(set(names)) != len(names):
            raise Unusable("Setiap risiko memerlukan id yang berbeda.")
        if not names:
            raise Unusable("Belum ada risiko yang dapat dihitung.")
        known = set(names)
        for risk in self.risks:
            if strange := set(risk.causes) - set(self.causes):
                raise Unusable(f"Risiko {risk.id}: penyebab {min(strange)} belum dijelaskan.")
        for control in self.controls:
            if strange := set(control.risks) - known:
                raise Unusable(f"Pengendalian {control.id}: risiko {min(strange)} tidak ada.")
        if OWN in self.causes:
            raise Unusable(f"Nama penyebab {OWN} sudah dipakai untuk bagian risiko itu sendiri.")

    # ── as arrays ───────────────────────────────────────────────────────────

    @cached_property
    def rates(self) -> Floats:
        """Mean rate of each risk, shape (risks,)."""
        return np.array([risk.mean_rate for risk in self.risks])

    @cached_property
    def rate_variances(self) -> Floats:
        """How unsure each rate is; nought where it is known."""
        return np.array(
            [risk.rate.variance if isinstance(risk.rate, Rate) else 0.0 for risk in self.risks]
        )

    @cached_property
    def means(self) -> Floats:
        """Mean loss of an event of each risk."""
        return np.array([risk.loss.mean for risk in self.risks])

    @cached_property
    def second_moments(self) -> Floats:
        """Mean squared loss of an event of each risk."""
        return np.array([risk.loss.second_moment for risk in self.risks])

    @cached_property
    def weights(self) -> Floats:
        """Weights of the causes, shape (risks, causes), in the order of `causes`."""
        return np.array(
            [[risk.causes.get(name, 0.0) for name in self.causes] for risk in self.risks]
        ).reshape(len(self.risks), len(self.causes))

    @cached_property
    def own(self) -> Floats:
        """Weights of the risks' own parts."""
        return np.array([risk.own for risk in self.risks], dtype=float)

    @cached_property
    def variances(self) -> Floats:
        """Variances of the causes."""
        return np.array([cause.variance for cause in self.causes.values()])

    @cached_property
    def serves(self) -> npt.NDArray[np.bool_]:
        """Which control serves which risk, shape (controls, risks)."""
        place = {risk.id: at for at, risk in enumerate(self.risks)}
        found = np.zeros((len(self.controls), len(self.risks)), dtype=bool)
        for row, control in enumerate(self.controls):
            found[row, [place[name] for name in control.risks]] = True
        return found

    # ── closed forms ────────────────────────────────────────────────────────

    def mean(self, *, residual: bool = False) -> float:
        """The loss of a year on average, before or after controls."""
        return float(np.sum(self.mean_by_risk(residual=residual)))

    def mean_by_risk(self, *, residual: bool = False) -> Floats:
        """The same by risk, shape (risks,)."""
        kept = self._kept() if residual else 1.0
        return self.rates * self.means * kept

    def variance(self, *, residual: bool = False) -> float:
        """The variance of the loss of a year, doubt about the rates and shared controls included."""
        each = self.rates * self.means
        together = 1 + (self.weights * self.variances) @ self.weights.T
        squares = self.rate_variances * self.means**2 * np.diag(together)
        if not residual:
            events = self.rates * self.second_moments
            common = np.outer(each, each) * (together - 1)
            return float(events.sum() + common.sum() + squares.sum())
        kept, kept_twice = self._kept(), self._kept_together()
        events = self.rates * self.second_moments * self._kept_squares()
        common = np.outer(each, each) * (together * kept_twice - np.outer(kept, kept))
        return float(events.sum() + common.sum() + (squares * np.diag(kept_twice)).sum())

    def p_zero(self) -> float:
        """The chance of a year without any event, before controls, at the mean rates."""
        quiet = -float(np.sum(self.rates * self.own))
        shared = self.rates @ self.weights
        return math.exp(quiet - float(np.sum(np.log1p(self.variances * shared) / self.variances)))

    def covariance_of_counts(self) -> Floats:
        """Covariances of the yearly numbers of events, shape (risks, risks), at the mean rates."""
        common = (self.weights * self.variances) @ self.weights.T
        return np.outer(self.rates, self.rates) * common + np.diag(self.rates)

    def mean_when_bad(self, cause: str, share: float = 0.95) -> float:
        """The loss of a year on average when this cause is as bad as in its worst years, before controls."""
        if cause not in self.causes:
            raise Unusable(f"Penyebab {cause} tidak ada.")
        v = self.causes[cause].variance
        times = Rate(1 / v, 1 / v).quantile(share)
        weight = np.array([risk.causes.get(cause, 0.0) for risk in self.risks])
        return float(np.sum(self.rates * self.means * (1 + weight * (times - 1))))

    # What is left of the loss, and of its square, in the mean over years in which controls work or not.

    def _kept(self) -> Floats:
        kept = np.ones(len(self.risks))
        for control, serves in zip(self.controls, self.serves, strict=True):
            kept[serves] *= 1 - control.reliability * (1 - control.keeps)
        return kept

    def _kept_squares(self) -> Floats:
        """E of (share of events kept) x (share of loss kept)²."""
        kept = np.ones(len(self.risks))
        for control, serves in zip(self.controls, self.serves, strict=True):
            left = (1 - control.effect) * (1 - control.severity_effect) ** 2
            kept[serves] *= 1 - control.reliability * (1 - left)
        return kept

    def _kept_together(self) -> Floats:
        """E of what is kept of one risk times what is kept of another, shape (risks, risks)."""
        kept = np.ones((len(self.risks), len(self.risks)))
        for control, serves in zip(self.controls, self.serves, strict=True):
            once = 1 - control.reliability * (1 - control.keeps)
            twice = 1 - control.reliability * (1 - control.keeps**2)
            members = serves.astype(float)
            number = members[:, None] + members[None, :]
            kept *= np.where(number == 2, twice, np.where(number == 1, once, 1.0))
        return kept
