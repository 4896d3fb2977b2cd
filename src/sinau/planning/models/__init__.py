"""The nouns of planning."""

from sinau.planning.models.assessing import Assessment, Source, Standing
from sinau.planning.models.competencies import (
    Competency,
    Framework,
    LevelWords,
    Requirement,
    Teaches,
)
from sinau.planning.models.development import Action, ActionKind, Agreement, DevelopmentPlan, Goal
from sinau.planning.models.needs import (
    AgencyAnalysis,
    AnalysisState,
    AnalysisStep,
    Need,
    NeedState,
    NeedStep,
    Signal,
    SignalKind,
)
from sinau.planning.models.plans import (
    ItemChange,
    ItemLink,
    PlanItem,
    PlanState,
    PlanStep,
    Spending,
    YearPlan,
)
from sinau.planning.models.sheets import SheetKind, SheetRun
from sinau.planning.models.structure import Organ, OrganKind, Seat
from sinau.planning.models.talent import BoxOpening, Performance, Rating
from sinau.planning.models.themes import Programme, ProgrammeCompetency, Theme

__all__ = [
    "Action",
    "ActionKind",
    "AgencyAnalysis",
    "Agreement",
    "AnalysisState",
    "AnalysisStep",
    "Assessment",
    "BoxOpening",
    "Competency",
    "DevelopmentPlan",
    "Framework",
    "Goal",
    "ItemChange",
    "ItemLink",
    "LevelWords",
    "Need",
    "NeedState",
    "NeedStep",
    "Organ",
    "OrganKind",
    "Performance",
    "PlanItem",
    "PlanState",
    "PlanStep",
    "Programme",
    "ProgrammeCompetency",
    "Rating",
    "Requirement",
    "Seat",
    "SheetKind",
    "SheetRun",
    "Signal",
    "SignalKind",
    "Source",
    "Spending",
    "Standing",
    "Teaches",
    "Theme",
    "YearPlan",
]
