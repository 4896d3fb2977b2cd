"""What the packages app keeps."""

from sinau.packages.models.packages import NOUN, Package, PackageKind, Unit
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
    "ToolScore",
    "Unit",
    "UnitState",
]
