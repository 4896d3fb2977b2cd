"""What the communities tell the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CommunityOpened(Fact):
    """A community exists: one agency's own, or one about a subject."""

    kind = "communities.community.opened"
    about = "communities.community:{community_id}"
    told = gettext_noop("membuka komunitas “{name}”")

    community_id: int
    name: str
    agency_id: int
    audience: str


@dataclass(frozen=True, kw_only=True)
class CommunityEdited(Fact):
    """The name, the purpose or the home of a community changed."""

    kind = "communities.community.edited"
    about = "communities.community:{community_id}"
    told = gettext_noop("mengubah keterangan komunitas “{name}”")

    community_id: int
    name: str
    agency_id: int
    audience: str


@dataclass(frozen=True, kw_only=True)
class LeadAppointed(Fact):
    """Somebody leads a community from now on."""

    kind = "communities.lead.appointed"
    about = "communities.community:{community_id}"
    told = gettext_noop("menunjuk {person_name} sebagai pemandu")

    community_id: int
    name: str
    person_id: int
    person_name: str


@dataclass(frozen=True, kw_only=True)
class LeadReleased(Fact):
    """Somebody no longer leads a community."""

    kind = "communities.lead.released"
    about = "communities.community:{community_id}"
    told = gettext_noop("mengakhiri tugas {person_name} sebagai pemandu")

    community_id: int
    name: str
    person_id: int
    person_name: str


@dataclass(frozen=True, kw_only=True)
class MemberJoined(Fact):
    """Somebody belongs to a community."""

    kind = "communities.member.joined"
    about = "communities.community:{community_id}"
    told = gettext_noop("bergabung dengan “{name}”")

    community_id: int
    name: str
    person_id: int


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Fact):
    """Somebody no longer belongs to a community."""

    kind = "communities.member.left"
    about = "communities.community:{community_id}"
    told = gettext_noop("keluar dari “{name}”")

    community_id: int
    name: str
    person_id: int


@dataclass(frozen=True, kw_only=True)
class ConversationStarted(Fact):
    """Somebody asked or told something in a community; `question` links back to the answer desk."""

    kind = "communities.conversation.started"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("memulai “{title}”")

    conversation_id: int
    community_id: int
    title: str
    is_question: bool
    asker_id: int
    question: str = ""


@dataclass(frozen=True, kw_only=True)
class ConversationEdited(Fact):
    """The author put the words of a conversation right; the former ones are kept."""

    kind = "communities.conversation.edited"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("menyunting “{title}”")

    conversation_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class ConversationHidden(Fact):
    """A lead took a conversation out of sight, with a reason."""

    kind = "communities.conversation.hidden"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("menyembunyikan percakapan ini: {reason}")

    conversation_id: int
    author_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ConversationShown(Fact):
    """A hidden conversation can be read again."""

    kind = "communities.conversation.shown"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("menampilkan kembali percakapan ini")

    conversation_id: int
    author_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyWritten(Fact):
    """Somebody replied in a conversation."""

    kind = "communities.reply.written"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("menulis balasan")

    conversation_id: int
    community_id: int
    reply_id: int
    title: str
    author_id: int
    asker_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyEdited(Fact):
    """The author put the words of a reply right; the former ones are kept."""

    kind = "communities.reply.edited"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("menyunting balasannya")

    conversation_id: int
    reply_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyHidden(Fact):
    """A lead took a reply out of sight, with a reason."""

    kind = "communities.reply.hidden"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("menyembunyikan sebuah balasan: {reason}")

    conversation_id: int
    reply_id: int
    author_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReplyShown(Fact):
    """A hidden reply can be read again."""

    kind = "communities.reply.shown"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("menampilkan kembali sebuah balasan")

    conversation_id: int
    reply_id: int
    author_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerAccepted(Fact):
    """The asker, or who leads the community, said: this reply answers the question."""

    kind = "communities.answer.accepted"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("menerima jawaban untuk “{title}”")

    conversation_id: int
    reply_id: int
    title: str
    asker_id: int
    author_id: int
    agency_id: int = 0


@dataclass(frozen=True, kw_only=True)
class AnswerWithdrawn(Fact):
    """The reply that answered a question no longer does."""

    kind = "communities.answer.withdrawn"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("membatalkan jawaban yang diterima untuk “{title}”")

    conversation_id: int
    reply_id: int
    title: str
    asker_id: int
    author_id: int
    agency_id: int = 0
