"""The verbs of the packages app."""

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
from sinau.packages.actions.reaching import credit, reach

__all__ = [
    "AlreadySatisfied",
    "Launch",
    "NoContentAddress",
    "NotRegistered",
    "PackageInvalid",
    "PackageWithdrawnNow",
    "abandon",
    "abandon_silent",
    "credit",
    "import_package",
    "launch",
    "look_at",
    "reach",
    "register",
    "waive",
    "withdraw_package",
]
