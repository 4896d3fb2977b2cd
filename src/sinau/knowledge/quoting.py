"""Where quoted words stand in a text that may have changed since."""

from __future__ import annotations

import re
from urllib.parse import quote as encoded

from sinau.knowledge.models import Article
from sinau.ui import markdown

_SPACES = re.compile(r"\s+")


def words_of(article: Article) -> str:
    """The words readers see, on one line, in small letters."""
    return _flat(f"{article.title} {article.summary} {markdown.plain(article.body)}")


def stands_in(quote: str, article: Article) -> bool:
    """Whether the words are there, whatever their spaces."""
    return _flat(quote) in words_of(article)


def spot(quote: str) -> str:
    """The end of an address that makes a browser show and mark the words."""
    return f"#:~:text={encoded(_SPACES.sub(' ', quote).strip(), safe='').replace('-', '%2D')}"


def _flat(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()
