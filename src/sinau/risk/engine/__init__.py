"""The probability model of the risk register: plain numbers in, plain numbers out.

A pure package (numpy, and scipy for quantiles): no Django, no database, no words of a page.

- `frequency`    how often: a Gamma rate from a range, from counts, from an evaluation; the five levels
- `severity`     how bad: a lognormal loss per event from a range
- `portfolio`    risks, common causes and controls together, with everything that has a closed form
- `simulation`   years drawn event by event, before and after controls in the same years
- `lattice`      the same distribution without any chance, by a transform
- `learning`     what incidents, near misses, evaluations and losses teach
- `judging`      how good the estimates of people have been
- `completeness` how many risks nobody has named yet
- `collaboration` how many agencies and sectors really work together
- `impact`       the impact level of an automated decision from its answers

Money is rupiah as a float here and an integer everywhere else; chances are between 0 and 1; a year is
the unit of time. What cannot be computed is `Unusable`, with an Indonesian sentence.
"""

from sinau.risk.engine.errors import Unusable
from sinau.risk.engine.frequency import Rate
from sinau.risk.engine.portfolio import Cause, Control, Portfolio, Risk
from sinau.risk.engine.severity import Loss

__all__ = ["Cause", "Control", "Loss", "Portfolio", "Rate", "Risk", "Unusable"]
