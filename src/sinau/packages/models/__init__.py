"""What the packages app keeps."""

from sinau.packages.models.packages import NOUN, Package, PackageKind, Unit
from sinau.packages.models.registrations import (
    Attempt,
    GroupSatisfied,
    Mode,
    Registration,
    Session,
    UnitState,
)

__all__ = [
    "NOUN",
    "Attempt",
    "GroupSatisfied",
    "Mode",
    "Package",
    "PackageKind",
    "Registration",
    "Session",
    "Unit",
    "UnitState",
]
