"""What the engine refuses."""


class Unusable(ValueError):
    """An input from which nothing can be computed; the sentence names the field and the cure."""
