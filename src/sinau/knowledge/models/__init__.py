"""The nouns of knowledge."""

from sinau.knowledge.models.articles import (
    Article,
    ArticleKind,
    ArticleStatus,
    Check,
    Feedback,
    Review,
    ReviewVerb,
    Revision,
    RevisionState,
)
from sinau.knowledge.models.documents import (
    Document,
    Outcome,
    Reading,
    ScannedPage,
    TwinChoice,
)
from sinau.knowledge.models.mending import Mending, MendVerb
from sinau.knowledge.models.passages import Passage, Section
from sinau.knowledge.models.regulations import (
    Regulation,
    RegulationStatus,
    Relation,
    RelationKind,
    StatusChange,
)

__all__ = [
    "Article",
    "ArticleKind",
    "ArticleStatus",
    "Check",
    "Document",
    "Feedback",
    "MendVerb",
    "Mending",
    "Outcome",
    "Passage",
    "Reading",
    "Regulation",
    "RegulationStatus",
    "Relation",
    "RelationKind",
    "Review",
    "ReviewVerb",
    "Revision",
    "RevisionState",
    "ScannedPage",
    "Section",
    "StatusChange",
    "TwinChoice",
]
