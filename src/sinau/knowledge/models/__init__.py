"""The nouns of knowledge."""

from sinau.knowledge.models.appointments import (
    Appointment,
)
from sinau.knowledge.models.articles import (
    Article,
    ArticleKind,
    ArticleStatus,
    Level,
    NamedReader,
    Revision,
    RevisionState,
    Seci,
    Term,
)
from sinau.knowledge.models.attachments import (
    Attachment,
)
from sinau.knowledge.models.documents import (
    Document,
    Outcome,
    Reading,
    ScannedPage,
    TwinChoice,
)
from sinau.knowledge.models.drafts import (
    KeptDraft,
)
from sinau.knowledge.models.experts import (
    ExpertProfile,
    ExpertRequest,
    Sign,
    SignKind,
)
from sinau.knowledge.models.mending import (
    Mending,
    MendVerb,
)
from sinau.knowledge.models.passages import (
    Passage,
    Section,
)
from sinau.knowledge.models.regulations import (
    Regulation,
    RegulationStatus,
    Relation,
    RelationKind,
    StatusChange,
)
from sinau.knowledge.models.reviews import (
    Check,
    Feedback,
    Review,
    ReviewVerb,
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
from sinau.knowledge.models.voices import (
    Comment,
    Gap,
    HealthMonth,
    Opening,
    Use,
)

__all__ = [
    "Appointment",
    "Article",
    "ArticleKind",
    "ArticleStatus",
    "Attachment",
    "Bringing",
    "BringingKind",
    "BringingState",
    "BroughtItem",
    "Check",
    "Comment",
    "Document",
    "ExpertProfile",
    "ExpertRequest",
    "Feedback",
    "Gap",
    "HealthMonth",
    "ItemKind",
    "ItemState",
    "KeptDraft",
    "Level",
    "MendVerb",
    "Mending",
    "NamedReader",
    "Offered",
    "Opening",
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
    "ScannedPage",
    "Seci",
    "Section",
    "Sign",
    "SignKind",
    "StatusChange",
    "Term",
    "TwinChoice",
    "Use",
    "Verdict",
]
