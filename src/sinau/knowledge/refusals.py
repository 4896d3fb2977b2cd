"""When knowledge says no, and why."""

from sinau.kernel.refusals import Refused


class NotRead(Refused):
    """A document is published only after it was read."""


class NoReaderOfPictures(Refused):
    """Pages that are only pictures are read where a reader of pictures is installed."""


class NotConfirmed(Refused):
    """What a machine read from a picture becomes a citation only after a person compared it."""


class NotMendable(Refused):
    """A change of structure must fit what stands there."""


class AlreadyPublished(Refused):
    """A document becomes one regulation, once."""


class AlreadyHere(Refused):
    """The same file, or a regulation of the same short title, is here already."""


class OwnArticle(Refused):
    """Nobody verifies what they wrote themselves."""


class NothingToReview(Refused):
    """Only a text that was submitted can be returned or verified."""


class NotReady(Refused):
    """An article is submitted when it has what a reader needs."""


class AlreadyRetired(Refused):
    """A withdrawn article is not changed any more."""


class NotVerified(Refused):
    """Only a verified article has a term that can be renewed."""
