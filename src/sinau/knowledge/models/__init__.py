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
from sinau.knowledge.models.documents import Document, Outcome, Reading
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
    "Section",
    "StatusChange",
]
