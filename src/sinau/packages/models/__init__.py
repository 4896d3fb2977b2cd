"""What the packages app keeps."""

from sinau.packages.models.packages import NOUN, Package, PackageKind, Unit
from sinau.packages.models.partners import Partner
from sinau.packages.models.platforms import (
    Arrival,
    Platform,
    PlatformAccount,
    PlatformPlace,
)
from sinau.packages.models.registrations import (
    Attempt,
    GroupSatisfied,
    Mode,
    Registration,
    Session,
    UnitState,
)
from sinau.packages.models.tools import (
    LINK_NOUN,
    LineItem,
    Tool,
    ToolAccount,
    ToolLaunch,
    ToolLink,
    ToolNonce,
    ToolRegistration,
    ToolScore,
)

__all__ = [
    "LINK_NOUN",
    "NOUN",
    "Arrival",
    "Attempt",
    "GroupSatisfied",
    "LineItem",
    "Mode",
    "Package",
    "PackageKind",
    "Partner",
    "Platform",
    "PlatformAccount",
    "PlatformPlace",
    "Registration",
    "Session",
    "Tool",
    "ToolAccount",
    "ToolLaunch",
    "ToolLink",
    "ToolNonce",
    "ToolRegistration",
    "ToolScore",
    "Unit",
    "UnitState",
]
