"""What happened teaches the model: incidents, near misses, evaluations, losses, working controls."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import betaincinv

from sinau.risk.engine.errors import Unusable
from sinau.risk.engine.frequency import Rate
from sinau.risk.engine.severity import Loss

REVIEW_BELOW, HOLD_BELOW = 0.05, 0.01


def observed(
    rate: Rate,
    *,
    incidents: int,
    years: float,
    near_misses: int = 0,
    near_miss_weight: float = 0.0,
    detection: float = 1.0,
) -> Rate:
    """The rate after some years; near misses count by a declared weight, and what goes unseen shortens them."""
    if not 0 <= near_miss_weight <= 1:
        raise Unusable("Bobot nyaris-kejadian harus antara 0 dan 1.")
    if not 0 < detection <= 1:
        raise Unusable("Bagian kejadian yang terlapor harus lebih dari 0 dan paling besar 1.")
    return rate.after(incidents + near_miss_weight * near_misses, years * detection)


def warning(rate: Rate, incidents: int, years: float) -> str:
    """What so many incidents in so many years say: "" as expected, "review", or "hold" (nearly impossible).

    The predictive chance of as many or more, before learning from them; it only ever closes.
    """
    chance = rate.p_at_least(incidents, years)
    if chance < HOLD_BELOW:
        return "hold"
    return "review" if chance < REVIEW_BELOW else ""


@dataclass(frozen=True)
class Share:
    """A share between 0 and 1 that is uncertain: Beta(yes, no), of trials seen and a prior."""

    yes: float
    no: float

    @classmethod
    def after_trials(
        cls, yes: int, trials: int, *, prior: tuple[float, float] = (1.0, 1.0)
    ) -> Share:
        """The share after so many of the trials said yes."""
        if not 0 <= yes <= trials:
            raise Unusable("Yang berhasil tidak boleh melebihi yang dicoba.")
        return cls(prior[0] + yes, prior[1] + trials - yes)

    @property
    def mean(self) -> float:
        """Its average."""
        return self.yes / (self.yes + self.no)

    def quantile(self, share: float) -> float:
        """The value below which this part of the doubt lies."""
        return float(betaincinv(self.yes, self.no, share))


def effect_of_control(breaches: int, attempts: int) -> Share:
    """The share of events a control keeps away, after so many attempts of which some got through."""
    return Share.after_trials(attempts - breaches, attempts)


def lower_bound(good: int, trials: int, confidence: float = 0.95) -> float:
    """The share of good results of which one may be so sure, at least (Clopper and Pearson 1934)."""
    if not 0 <= good <= trials or trials < 1 or not 0 < confidence < 1:
        raise Unusable(
            "Hasil baik tidak boleh melebihi yang diuji, dan yang diuji paling sedikit satu."
        )
    if good == 0:
        return 0.0
    return float(betaincinv(good, trials - good + 1, 1 - confidence))


def interval(good: int, trials: int, confidence: float = 0.90) -> tuple[float, float]:
    """Both ends of the same interval."""
    doubt = (1 - confidence) / 2
    low = lower_bound(good, trials, 1 - doubt)
    high = 1 - lower_bound(trials - good, trials, 1 - doubt)
    return low, high


def losses_seen(
    loss: Loss, losses: Sequence[float], *, believes: float = 4.0, believes_sigma: float = 4.0
) -> Loss:
    """The loss per event after some were seen (normal-inverse-gamma on the logarithm).

    What was said before counts as `believes` events for the middle and `believes_sigma` for the spread.
    """
    if any(seen <= 0 for seen in losses):
        raise Unusable("Kerugian yang terjadi harus lebih besar dari 0.")
    if not losses:
        return loss
    logs = [math.log(seen) for seen in losses]
    number, middle = len(logs), sum(logs) / len(logs)
    spread = sum((one - middle) ** 2 for one in logs)
    kappa, alpha = believes + number, believes_sigma / 2 + number / 2
    mu = (believes * loss.mu + number * middle) / kappa
    beta = believes_sigma / 2 * loss.sigma**2 + spread / 2
    beta += believes * number * (middle - loss.mu) ** 2 / (2 * kappa)
    return Loss(mu, math.sqrt(beta / alpha), loss.cap)


def borrowed(rates: Sequence[tuple[int, float]]) -> Rate:
    """What agencies with a history say of one without: the Gamma over agencies, by moments.

    Each has (events, years). Where they differ no more than chance explains, the doubt left is that of
    their sum.
    """
    years = sum(span for _events, span in rates)
    events = sum(count for count, _span in rates)
    if years <= 0:
        raise Unusable("Belum ada pengamatan yang dapat dipinjam.")
    whole = Rate.from_counts(events, years)
    if len(rates) < 2 or not events:
        return whole
    mean = events / years
    each = [(count / span - mean) ** 2 * span for count, span in rates if span > 0]
    # Between agencies: what is left of the weighted spread once Poisson's own is taken away.
    size = years - sum(span**2 for _count, span in rates) / years
    between = (sum(each) - (len(each) - 1) * mean) / size if size > 0 else 0.0
    return Rate.from_moments(mean, max(between, whole.variance))
