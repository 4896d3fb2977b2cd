"""Reads a certificate people hand in, by its content and with limits, without Django.

Words it owns: kind (what the file is, whatever its name says), trouble (why it cannot be taken).
"""

from sinau.credit.parsing.certificates import Limits, Read, kind_of, read
from sinau.credit.parsing.trouble import SENTENCES, Unreadable

__all__ = ["SENTENCES", "Limits", "Read", "Unreadable", "kind_of", "read"]
