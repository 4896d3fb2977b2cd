"""How large a difference is and how sure one may be of it, in pure Python: numbers in, numbers out.

Words owned here: Effect (before and after of the same people), change over time beside another.
"""

from sinau.evaluation.effect.comparing import Comparison, compare
from sinau.evaluation.effect.paired import THIN, Effect, paired, standardised

__all__ = ["THIN", "Comparison", "Effect", "compare", "paired", "standardised"]
