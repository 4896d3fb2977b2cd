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


class NothingChosen(Refused):
    """A bundle is brought in when something of it was chosen."""


class NotAtThisStage(Refused):
    """A bundle that is read can be brought in once, and taken back once."""


class ParcelNotReady(Refused):
    """A parcel is fetched while it stands, by the one it was packed for."""


class ParcelOutgrown(Refused):
    """What is in a parcel is no longer all theirs to see."""


class TextMoved(Refused):
    """Somebody else wrote a newer text in the meantime."""


class EditedMeanwhile(Refused):
    """Two people changed the same lines; the second keeps their words and sees both texts."""


class NotASuccessor(Refused):
    """Only another verified article takes an article's place."""


class QuoteNotFound(Refused):
    """A comment quotes words that stand in the text."""


class NotAsked(Refused):
    """Only who was asked answers, and only while the text waits."""


class NotAFit(Refused):
    """Nobody reviews what they wrote or own."""


class BadAttachment(Refused):
    """A file is kept when it is what it says, of a kind that is shown, and not too large."""


class TooManyRequests(Refused):
    """An expert is not asked more often in a week than they agreed to."""
