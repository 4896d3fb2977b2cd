"""Does it help? A city whose true rates are known, estimated by people and ranked in several ways.

No Django. `town` makes a city and what its experts say, `ranking` spends the same budget by each way of
ranking, `report` puts many cities side by side. Everything assumed stands in `Assumptions`.
"""

from sinau.risk.study.report import Report, study
from sinau.risk.study.town import Assumptions

__all__ = ["Assumptions", "Report", "study"]
