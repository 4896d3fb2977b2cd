"""Turn Indonesian text into terms, and keep hold of the words as they were written."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from typing import Any, NamedTuple

import Stemmer

WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+")
LOOKS_LIKE_A_NUMBER = re.compile(r"(?=[^\d]*\d)[\dOoIl]+")
AS_DIGITS = str.maketrans("OoIl", "0011")


VERSION = 1
"""Counts up whenever a text would be read into other terms for another reason than its data."""


class Token(NamedTuple):
    """One word of a text: as written, where it stands, and its term ("" for a stop word)."""

    surface: str
    start: int
    end: int
    word: str
    term: str


def load(name: str) -> dict[str, Any]:
    """One of the data files of the engine."""
    return tomllib.loads(_text_of(name))


def _text_of(name: str) -> str:
    return resources.files(__package__).joinpath("data", f"{name}.toml").read_text("utf-8")


@lru_cache(maxsize=1)
def reading() -> str:
    """A mark of how texts are read here: what was indexed under another mark has to be read anew."""
    marks = [str(VERSION), version("PyStemmer"), str(load("scoring")["weights"]["title"])]
    marks += [_text_of(name) for name in ("roots", "stopwords")]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:16]


def normalise(word: str) -> str:
    """The word in small letters, without accents, and with digits that a scanner read as letters.

    Only a word that already holds a digit is mended ("1O" is 10), so "lol" stays as it is.
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    if len(word) > 1 and LOOKS_LIKE_A_NUMBER.fullmatch(word):
        word = word.translate(AS_DIGITS)
    word = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in word if not unicodedata.combining(letter))


class Analyser:
    """Tokens and terms of a text: Snowball's Indonesian stemmer, mended by `roots.toml`."""

    def __init__(self) -> None:
        roots = load("roots")
        self._of_word = {root: root for kind in roots.values() for root in kind}
        self._of_word |= {word: root for root, words in roots["words"].items() for word in words}
        self._of_stem = {stem: root for root, stems in roots["stems"].items() for stem in stems}
        self._stemmer = Stemmer.Stemmer("indonesian")
        self.stop_words = frozenset(
            word for words in load("stopwords").values() for word in words.split()
        )
        self.stem = lru_cache(maxsize=65536)(self._stem)

    def _stem(self, word: str) -> str:
        """The root of a normalised word."""
        root: str | None = self._of_word.get(word)
        if root is None:
            stem: str = self._stemmer.stemWord(word)
            root = self._of_word.get(stem, self._of_stem.get(stem, stem))
        return root

    def tokens(self, text: str) -> Iterator[Token]:
        """Each word of the text in reading order; a doubled word (anak-anak) is one token."""
        held: Token | None = None
        for found in WORD.finditer(text):
            surface, start, end = found.group(), found.start(), found.end()
            word = normalise(surface)
            silent = word in self.stop_words or (len(word) == 1 and word.isalpha())
            token = Token(surface, start, end, word, "" if silent else self.stem(word))
            if held is not None:
                joined = text[held.end : start] == "-"
                if joined and token.term == held.term:
                    held = held._replace(surface=text[held.start : end], end=end)
                    continue
                yield held
            held = token
        if held is not None:
            yield held

    def terms(self, text: str) -> list[str]:
        """The terms of the text in reading order, without stop words."""
        return [token.term for token in self.tokens(text) if token.term]

    def counts(self, text: str) -> Counter[str]:
        """How often each term stands in the text."""
        return Counter(self.terms(text))

    def words(self, text: str) -> list[str]:
        """The normalised words that are not stop words, as the vocabulary keeps them."""
        return [token.word for token in self.tokens(text) if token.term]


@lru_cache(maxsize=1)
def analyser() -> Analyser:
    """The one analyser of this process."""
    return Analyser()
