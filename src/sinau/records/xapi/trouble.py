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

    def inside(self, outer: str) -> Invalid:
        """The same trouble, seen from the object whose property `outer` holds it."""
        if outer:
            joint = "." if self.field and not self.field.startswith("[") else ""
            self.field = f"{outer}{joint}{self.field}"
        return self

    def named(self) -> Invalid:
        """The same trouble, its sentence beginning with the field."""
        if self.field and not self.sentence.startswith(f"{self.field}: "):
            self.sentence = f"{self.field}: {self.sentence}"
            self.args = (self.sentence,)
        return self
