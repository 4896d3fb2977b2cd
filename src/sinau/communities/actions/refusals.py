"""When the communities say no."""

from sinau.kernel.refusals import Refused


class CommunityIsClosed(Refused):
    """The agency of the community has ended: what was said can be read, and nothing added."""


class NotForYou(Refused):
    """Who only reads a community, such as an auditor, does not write in it."""


class NotAQuestion(Refused):
    """A talk has no answer to be accepted."""


class ReplyIsHidden(Refused):
    """What is out of sight cannot be the answer."""


class AnswerIsAccepted(Refused):
    """An accepted answer is not reworded or hidden: others already rely on it."""


class TooLateToEdit(Refused):
    """After a month words stay as they are."""


class ConversationIsHidden(Refused):
    """Nothing is added to a conversation that is out of sight."""
