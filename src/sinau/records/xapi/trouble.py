"""What is wrong with what somebody sent."""

from __future__ import annotations


class Invalid(ValueError):
    """The specification does not allow this; a client is answered 400.

    `field` is the path in the statement ("actor.mbox", "[3].verb.id"), `section` where the
    specification says so, and the text is an Indonesian sentence with the cure.
    """

    def __init__(self, sentence: str, *, field: str = "", section: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.section = section
