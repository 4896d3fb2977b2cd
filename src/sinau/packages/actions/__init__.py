"""The verbs of the packages app."""

from sinau.packages.actions.grading import take_score
from sinau.packages.actions.importing import (
    PackageInvalid,
    import_package,
    look_at,
    withdraw_package,
)
from sinau.packages.actions.launching import (
    AlreadySatisfied,
    Launch,
    NoContentAddress,
    NotRegistered,
    PackageWithdrawnNow,
    abandon,
    abandon_silent,
    launch,
    register,
    waive,
)
from sinau.packages.actions.partners import register_partner, withdraw_partner
from sinau.packages.actions.reaching import credit, reach
from sinau.packages.actions.tools import ToolWithdrawnNow, add_link, begin_launch, use_launch

__all__ = [
    "AlreadySatisfied",
    "Launch",
    "NoContentAddress",
    "NotRegistered",
    "PackageInvalid",
    "PackageWithdrawnNow",
    "ToolWithdrawnNow",
    "abandon",
    "abandon_silent",
    "add_link",
    "begin_launch",
    "credit",
    "import_package",
    "launch",
    "look_at",
    "reach",
    "register",
    "register_partner",
    "take_score",
    "use_launch",
    "waive",
    "withdraw_package",
    "withdraw_partner",
]
