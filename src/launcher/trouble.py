"""The one exception of the launcher: something the person at the keyboard can act on."""


class Trouble(Exception):
    """A full sentence that says what is wrong and what to do; shown without a traceback."""


class Stopped(BaseException):
    """Somebody asked us to stop; not an error, so that no `except Exception` swallows it."""
