"""Reads GIFT, the plain text in which Moodle's question writers type.

Questions stand apart by an empty line. A line that begins with `//` is a comment, one that begins
with `$CATEGORY:` says where the following questions belong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sinau.university.quizzes.formats.html import html_to_markdown
from sinau.university.quizzes.formats.report import LeftOut, Notebook, Reading, short
from sinau.university.quizzes.formats.shares import settle
from sinau.university.quizzes.formats.shelf import Shelf
from sinau.university.quizzes.formats.texts import (
    category_of,
    has_formula,
    looks_like_html,
    number,
    plain_to_markdown,
)
from sinau.university.quizzes.questions import (
    NONE,
    WHOLE,
    Accepted,
    Choice,
    Kind,
    Number,
    Pair,
    Question,
)

BLANK = "_____"

# Escaped marks are hidden behind letters of a private area while the text is cut.
_HIDDEN = {mark: chr(0xE000 + at) for at, mark in enumerate("~=#{}:\\n")}
_SHOWN = {ord(hidden): "\n" if mark == "n" else mark for mark, hidden in _HIDDEN.items()}
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%\s*([+-]?\d+(?:[.,]\d+)?)\s*%")
_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)", re.IGNORECASE)
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]])+)\]")
_TRUTH = {"T": True, "TRUE": True, "F": False, "FALSE": False, "BENAR": True, "SALAH": False}


@dataclass(frozen=True)
class _Block:
    """The lines of one question, from which line of the file, without comments."""

    line: int
    text: str
    category: str
    tags: tuple[str, ...]


def read_gift(text: str) -> Reading:
    """The questions of a GIFT text."""
    notebook = Notebook("gift")
    for block in _blocks(text):
        shelf = Shelf(files=notebook.files)
        place = f"baris {block.line}"
        try:
            question = _Asked(block, shelf).question()
        except LeftOut as reason:
            title = _TITLE.match(block.text)
            name = title[1] if title else block.text
            notebook.leave(str(reason), place=place, name=name, notes=shelf.notes)
            continue
        notebook.take(question, place=place, notes=shelf.notes)
    return notebook.reading()


def _blocks(text: str) -> Iterator[_Block]:
    category, tags = "", ()
    lines: list[str] = []
    first = 0
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, row in enumerate([*rows, ""], start=1):
        bare = row.strip()
        if bare.startswith("//"):
            tags += tuple(tag.replace("\\]", "]").strip() for tag in _TAG.findall(bare))
            continue
        named = _CATEGORY.match(row) if not _is_open(lines) else None
        if bare.startswith("::") and any("}" in line for line in lines) and not _is_open(lines):
            # A new title after answers that are closed: the empty line between them was forgotten.
            yield _Block(first, "\n".join(lines), category, tags)
            lines, tags = [], ()
        if named or (not bare and lines and not (_is_open(lines) and _closes(rows, at))):
            if lines:
                yield _Block(first, "\n".join(lines), category, tags)
                lines, tags = [], ()
            if named:
                category = category_of(named[1].replace("\\:", ":"))
            continue
        if bare and not lines:
            first = at
        if bare or lines:
            lines.append(row.rstrip())


def _is_open(lines: list[str]) -> bool:
    """Whether a brace waits to be closed."""
    bare = re.sub(r"\\.", "", "\n".join(lines))
    return bare.count("{") > bare.count("}")


def _closes(rows: list[str], at: int) -> bool:
    """Whether the brace that is open at an empty line is closed before another question begins."""
    for row in rows[at:]:
        bare = re.sub(r"\\.", "", row)
        if bare.strip().startswith(("::", "$CATEGORY")):
            return False
        opened, closed = bare.find("{"), bare.find("}")
        if closed >= 0:
            return opened < 0 or closed < opened
        if opened >= 0:
            return False
    return False


class _Asked:
    """One question while it is read."""

    def __init__(self, block: _Block, shelf: Shelf) -> None:
        self.block = block
        self.shelf = shelf
        self.text = _ESCAPE.sub(lambda at: _HIDDEN[at[1]], block.text)
        self.format = "moodle"

    def question(self) -> Question:
        """The whole of it, settled."""
        text, name = self.text, ""
        if title := _TITLE.match(text):
            name, text = _show(title[1]).strip(), text[title.end() :]
        if form := _FORMAT.match(text):
            self.format, text = form[1].lower(), text[form.end() :]
        begin = text.find("{")
        if begin < 0:
            if "}" in text:
                raise LeftOut("Kurung kurawal penutup tanpa pembuka.")
            raise LeftOut("Bukan soal, hanya keterangan: tidak ada jawaban di dalam { }.")
        end = text.find("}", begin)
        if end < 0:
            raise LeftOut("Kurung kurawal jawaban tidak ditutup.")
        before, after = text[:begin], text[end + 1 :]
        if "{" in after or "}" in after:
            raise LeftOut("Ada lebih dari satu kelompok jawaban di dalam satu soal.")
        prompt = self.markdown(before)
        if after.strip():
            prompt = f"{prompt} {BLANK} {self.markdown(after)}".strip()
            if after.lstrip()[:1] in ".,;:?!)":
                prompt = prompt.replace(f"{BLANK} ", BLANK, 1)
        answers, explanation = self._general(text[begin + 1 : end])
        question = Question(
            kind=Kind.ESSAY,
            prompt=prompt,
            name=name,
            explanation=explanation,
            category=self.block.category,
            tags=self.block.tags,
        )
        parts = self._answers(answers.strip())
        whole = replace(question, **parts)
        if has_formula(whole.prompt):
            self.shelf.note("Rumus TeX ditampilkan seperti tertulis.")
        return replace(settle(whole, self.shelf.notes), files=tuple(self.shelf.used))

    def markdown(self, text: str, form: str = "") -> str:
        """A text of the question, in the format it was given in."""
        if found := _FORMAT.match(text):
            form, text = found[1].lower(), text[found.end() :]
        text = _show(text).strip()
        form = form or self.format
        if form == "markdown":
            return text
        if form == "html" or (form == "moodle" and looks_like_html(text)):
            joined = text if form == "html" else text.replace("\n", "<br>")
            return html_to_markdown(joined, self.shelf)
        return plain_to_markdown(text)

    def _general(self, inside: str) -> tuple[str, str]:
        answers, found, feedback = inside.rpartition("####")
        return (answers, self.markdown(feedback)) if found else (inside, "")

    def _answers(self, inside: str) -> dict[str, Any]:
        if not inside:
            return {"kind": Kind.ESSAY}
        if inside.startswith("#"):
            return self._numeric(inside[1:])
        if "~" in inside:
            return self._choices(inside)
        if "=" in inside and "->" in inside:
            return self._pairs(inside)
        words = inside.split("#")
        said = words[0].strip().upper()
        if said in _TRUTH:
            return self._truth(_TRUTH[said], words[1:])
        return self._short(inside)

    def _truth(self, truth: bool, feedback: list[str]) -> dict[str, Any]:
        wrong, right = [*map(self.markdown, feedback), "", ""][:2]
        if len(feedback) > 2:
            self.shelf.note("Umpan balik ketiga dan seterusnya dilepas.")
        return {
            "kind": Kind.TRUE_FALSE,
            "truth": truth,
            "when_wrong": wrong,
            "when_right": right,
        }

    def _choices(self, inside: str) -> dict[str, Any]:
        marked = re.sub(r"~\s*=", "=", inside).replace("=", "~=").strip()
        single = "=" in marked
        choices = []
        for piece in _pieces(marked, "~"):
            right = piece.startswith("=")
            words, share, feedback = self._weighed(piece.removeprefix("="))
            if share is None:
                share = WHOLE if right else NONE
            choices.append(Choice(text=self.markdown(words), share=share, feedback=feedback))
        return {"kind": Kind.SINGLE if single else Kind.MULTIPLE, "choices": tuple(choices)}

    def _short(self, inside: str) -> dict[str, Any]:
        pieces = _pieces(inside, "=") if "=" in inside else [inside]
        accepted, wrong = [], ""
        for piece in pieces:
            words, share, feedback = self._weighed(piece)
            text = _show(_FORMAT.sub("", words, count=1)).strip()
            if share is None:
                share = WHOLE
            if text == "*" and share <= 0:
                wrong = feedback
            elif text:
                accepted.append(Accepted(text=text, share=share, feedback=feedback))
        return {"kind": Kind.SHORT, "accepted": tuple(accepted), "when_wrong": wrong}

    def _pairs(self, inside: str) -> dict[str, Any]:
        pairs = []
        for piece in _pieces(inside, "="):
            left, arrow, right = piece.partition("->")
            if not arrow:
                raise LeftOut(f"Pasangan “{short(_show(piece), 40)}” tidak memakai tanda ->.")
            words, hash_, _feedback = right.partition("#")
            if hash_:
                self.shelf.note("Umpan balik pada pasangan dilepas.")
            pairs.append(Pair(left=self.markdown(left), right=self.markdown(words)))
        return {"kind": Kind.MATCHING, "pairs": tuple(pairs)}

    def _numeric(self, inside: str) -> dict[str, Any]:
        inside, wrong = self._otherwise(inside)
        pieces = _pieces(inside, "=") if "=" in inside else [inside]
        numbers = []
        for piece in pieces:
            words, share, feedback = self._weighed(piece)
            bare = _show(words).strip()
            if not bare:
                continue
            if bare == "*":
                wrong = wrong or feedback
                continue
            value, tolerance = _span(bare)
            numbers.append(
                Number(
                    value=value,
                    tolerance=tolerance,
                    share=WHOLE if share is None else share,
                    feedback=feedback,
                )
            )
        return {"kind": Kind.NUMERIC, "numbers": tuple(numbers), "when_wrong": wrong}

    def _otherwise(self, inside: str) -> tuple[str, str]:
        """A trailing `~` gives what is said to every other number."""
        answers, mark, rest = inside.partition("~")
        if not mark:
            return inside, ""
        return answers, self.markdown(rest.partition("#")[2])

    def _weighed(self, piece: str) -> tuple[str, Decimal | None, str]:
        """Words, weight if one is written, and feedback."""
        share = None
        if weight := _WEIGHT.match(piece):
            share = number(weight[1], "bobot") / 100
            piece = piece[weight.end() :]
        words, _mark, feedback = piece.partition("#")
        return words, share, self.markdown(feedback)


def _span(words: str) -> tuple[Decimal, Decimal]:
    if ".." in words:
        low, _dots, high = words.partition("..")
        least, most = number(low), number(high)
        if least > most:
            raise LeftOut(f"Rentang angka “{words[:40]}” terbalik.")
        return (least + most) / 2, (most - least) / 2
    value, colon, tolerance = words.replace(_HIDDEN[":"], ":").partition(":")
    return number(value), abs(number(tolerance, "toleransi")) if colon else NONE


def _pieces(text: str, mark: str) -> list[str]:
    return [piece.strip() for piece in text.split(mark) if piece.strip()]


def _show(text: str) -> str:
    return text.translate(_SHOWN)
