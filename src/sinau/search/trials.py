"""A test set of files: read with a clear complaint, told to the index as if an app held it, and asked."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from sinau.people.models import Audience, Person
from sinau.search.models import Kind, Standing
from sinau.search.sources import Live, Material, Source, sources, whole

NOUN = "search.trial"
LONGEST_LINE = 8 * 2**20
"""Letters of one line; the longest annex of a real regulation is a fiftieth of it."""


class Unusable(Exception):
    """A file that cannot be used, in a sentence for the person who gave it."""


@dataclass(frozen=True)
class Text:
    """One passage of the corpus."""

    key: str
    title: str
    text: str
    document: str
    chapter: str


@dataclass(frozen=True)
class Asked:
    """One question of the test set."""

    key: str
    text: str


@dataclass
class Trial:
    """The passages by document, and what the files say of the documents."""

    documents: list[list[Text]]
    titles: dict[str, str] = field(default_factory=dict)
    repealed: frozenset[str] = frozenset()

    def tell(self, pk: int) -> Material | None:
        """A document as an app would tell it: repealed ones stand on shelves of the past."""
        if not 0 <= pk < len(self.documents):
            return None
        texts = self.documents[pk]
        name = texts[0].document
        is_current = name not in self.repealed
        title = self.titles.get(name) or texts[0].title.rpartition(" - ")[0] or texts[0].title
        return Material(
            kind=Kind.REGULATION,
            title=title,
            url=f"/{pk}/",
            audience=Audience.CITY,
            agency_id=None,
            is_current=is_current,
            standing=Standing.IN_FORCE if is_current else Standing.REPEALED,
            parts=tuple(
                whole(
                    one.text, url=f"/{pk}/", heading=_heading(one), citation=one.key, anchor=one.key
                )
                for one in texts
            ),
        )

    def live(self, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], Live]:
        """The passages that may be quoted."""
        texts = {(pk, one.key): one.text for pk, same in enumerate(self.documents) for one in same}
        return {
            key: Live(text=texts[key], citation=key[1], url="", standing=Standing.IN_FORCE)
            for key in keys
            if key in texts
        }


def _heading(text: Text) -> str:
    return " · ".join(part for part in (text.chapter, text.title.rpartition(" - ")[2]) if part)


def read_trial(corpus: Path, docs: Path | None) -> Trial:
    """The passages and their documents; a file that is no such thing is named, with the line."""
    texts: list[Text] = []
    seen: set[str] = set()
    for number, row in _rows(corpus):
        key, text = _word(corpus, number, row, "_id"), _word(corpus, number, row, "text")
        if key in seen:
            raise Unusable(f"{corpus}, baris {number}: _id {key!r} sudah dipakai baris sebelumnya.")
        seen.add(key)
        document = str(row.get("doc") or key)
        title, chapter = str(row.get("title") or ""), str(row.get("bab") or "")
        texts.append(Text(key, title, text, document, chapter))
    if not texts:
        raise Unusable(f"{corpus} tidak berisi satu pun bagian teks.")
    texts.sort(key=lambda one: one.document)
    documents = [list(same) for _name, same in groupby(texts, key=lambda one: one.document)]
    trial = Trial(documents)
    if docs is not None:
        rows = [(_word(docs, number, row, "doc"), row) for number, row in _rows(docs)]
        trial.titles = {name: str(row["title"]) for name, row in rows if row.get("title")}
        trial.repealed = frozenset(name for name, row in rows if row.get("superseded_by"))
    return trial


def read_questions(path: Path) -> list[Asked]:
    """The questions in their order."""
    asked = [
        Asked(_word(path, number, row, "_id"), _word(path, number, row, "text"))
        for number, row in _rows(path)
    ]
    if not asked:
        raise Unusable(f"{path} tidak berisi satu pun pertanyaan.")
    return asked


def read_judgements(path: Path) -> dict[str, dict[str, int]]:
    """Question -> passage -> grade, from lines of three columns with tabs between."""
    found: dict[str, dict[str, int]] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Unusable(f"Berkas {path} tidak dapat dibaca.") from None
    for number, line in enumerate(lines, 1):
        columns = line.split("\t")
        if number == 1 and not columns[-1].lstrip("-").isdigit():
            continue
        if len(columns) != 3 or not columns[2].lstrip("-").isdigit():
            raise Unusable(f"{path}, baris {number}: bukan pertanyaan, bagian, nilai.")
        found.setdefault(columns[0], {})[columns[1]] = int(columns[2])
    return found


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
        opened = gzip.open if packed else open
        with opened(path, "rt", encoding="utf-8") as lines:
            number = 0
            while line := lines.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    raise Unusable(f"{path}, baris {number}: barisnya terlalu panjang.")
                if line.strip():
                    yield number, _row(path, number, line)
    except FileNotFoundError:
        raise Unusable(f"Berkas {path} tidak ada. Periksa nama dan foldernya.") from None
    except IsADirectoryError:
        raise Unusable(f"{path} adalah folder; yang diperlukan sebuah berkas.") from None
    except UnicodeDecodeError:
        raise Unusable(f"{path} bukan teks UTF-8.") from None
    except (OSError, EOFError, zlib.error) as error:
        raise Unusable(f"{path} tidak dapat dibaca: {error}.") from None


def _row(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        row = None
    if not isinstance(row, dict):
        raise Unusable(f"{path}, baris {number}: bukan satu objek JSON.")
    return row


def _word(path: Path, number: int, row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Unusable(f"{path}, baris {number}: {name!r} tidak ada atau bukan teks.")
    return value.replace("\x00", " ")


@contextmanager
def findable(trial: Trial) -> Iterator[None]:
    """While the block runs, the documents of the trial can be indexed and found."""

    def visible(_person: Person, pks: Collection[int]) -> set[int]:
        return set(pks)

    sources[NOUN] = Source(
        noun=NOUN,
        kinds=(Kind.REGULATION,),
        tell=trial.tell,
        every=lambda: range(len(trial.documents)),
        visible=visible,
        live=trial.live,
    )
    try:
        yield
    finally:
        del sources[NOUN]
