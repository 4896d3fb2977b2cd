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
from sinau.knowledge.models.transfers import (
    Bringing,
    BringingKind,
    BringingState,
    BroughtItem,
    ItemKind,
    ItemState,
    Offered,
    Parcel,
    Picture,
    PictureUse,
    Verdict,
)

__all__ = [
    "Article",
    "ArticleKind",
    "ArticleStatus",
    "Bringing",
    "BringingKind",
    "BringingState",
    "BroughtItem",
    "Check",
    "Document",
    "Feedback",
    "ItemKind",
    "ItemState",
    "Offered",
    "Outcome",
    "Parcel",
    "Passage",
    "Picture",
    "PictureUse",
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
    "Verdict",
]
