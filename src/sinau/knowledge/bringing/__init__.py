"""Reads what other systems let go of, without Django: wikis, folders of Markdown, lists of links.

Words it owns: bundle (all that stands in a file), piece (one thing in it: a page, a document, a link,
a regulation, or something that stays behind with its reason), remark (what was changed or dropped).
"""

from sinau.knowledge.bringing.archive import Archive, pack_folder
from sinau.knowledge.bringing.reading import read_bundle
from sinau.knowledge.bringing.records import Bundle, Piece, Remark, Unreadable

__all__ = ["Archive", "Bundle", "Piece", "Remark", "Unreadable", "pack_folder", "read_bundle"]
