"""Writes what somebody may see as files to take along: Markdown with front matter, and a list."""

from sinau.knowledge.giving.lists import HEADINGS, rows_of
from sinau.knowledge.giving.parcels import write_parcel

__all__ = ["HEADINGS", "rows_of", "write_parcel"]
