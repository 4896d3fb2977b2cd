"""Reads questions from Excel sheets, one row a question, as an office types them.

A sheet counts when one of its first ten rows has a heading "Pertanyaan". Texts are Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from sinau.university.quizzes.formats.embedded import read_embedded
from sinau.university.quizzes.formats.excel_columns import LETTERS, column_of, kind_of
from sinau.university.quizzes.formats.report import LeftOut, Notebook, Reading, Unreadable
from sinau.university.quizzes.formats.safe import MEGABYTE, Limits, open_zip
from sinau.university.quizzes.formats.shares import settle
from sinau.university.quizzes.formats.texts import category_of, decimal_words, number
from sinau.university.quizzes.questions import (
    NONE,
    WHOLE,
    Accepted,
    Choice,
    Kind,
    Number,
    Pair,
    Question,
    Unit,
)

_WIDEST, _LONGEST = 80, 5_000
_TRUTH = {"benar": True, "true": True, "b": True, "ya": True, "1": True}
_TRUTH |= {"salah": False, "false": False, "s": False, "tidak": False, "0": False}
_WEIGHED = re.compile(r"([A-Za-z])\s*[.)]?\s*(?:=?\s*([+-]?\d+(?:[.,]\d+)?)\s*%)?")
_SHARE = re.compile(r"^(.*?)\s*\(([+-]?\d+(?:[.,]\d+)?)\s*%\)$")
_GUESSED = "Jenis soal tidak disebut dan disimpulkan dari jawabannya."


def read_excel(content: bytes) -> Reading:
    """The questions of every sheet that has the heading of one."""
    open_zip(content, Limits(files=2_000, total=100 * MEGABYTE))
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheets = [(str(s.title), _rows(s)) for s in book.worksheets]
    except Unreadable:
        raise
    except Exception as wrong:  # whatever the library stumbles over in a stranger's file
        raise Unreadable("Berkas Excel ini rusak.", requirement="xlsx-whole") from wrong
    notebook = Notebook("excel")
    found = 0
    for title, rows in sheets:
        head = next((at for at, row in enumerate(rows[:10]) if _is_head(row)), None)
        if head is None:
            notebook.notes.append(f"Lembar “{title}” dilewati: tidak ada judul kolom Pertanyaan.")
            continue
        found += 1
        _read_sheet(title, rows, head, notebook)
    if not found:
        raise Unreadable(
            "Tidak ada lembar dengan judul kolom “Pertanyaan”. Pakai templatnya.",
            requirement="xlsx-heading",
        )
    return notebook.reading()


def _rows(sheet: Any) -> list[list[str]]:
    rows = []
    for at, row in enumerate(sheet.iter_rows(values_only=True, max_col=_WIDEST)):
        if at > _LONGEST:
            raise Unreadable(
                f"Satu lembar berisi lebih dari {_LONGEST} baris.", requirement="xlsx-rows"
            )
        rows.append([_words(value) for value in row])
    return rows


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Benar" if value else "Salah"
    if isinstance(value, float):
        return decimal_words(Decimal(repr(value)))
    return str(value).replace("_x000D_", "").strip()


def _is_head(row: Sequence[str]) -> bool:
    return "prompt" in {column_of(cell) for cell in row if cell}


def _read_sheet(title: str, rows: Sequence[list[str]], head: int, notebook: Notebook) -> None:
    columns = [column_of(cell) if cell else None for cell in rows[head]]
    strange = [cell for cell, name in zip(rows[head], columns, strict=True) if cell and not name]
    if strange:
        notebook.notes.append(f"Lembar “{title}”: kolom {', '.join(strange[:8])} tidak dikenal.")
    for at, row in enumerate(rows[head + 1 :], start=head + 2):
        said = {name: cell for name, cell in zip(columns, row, strict=False) if name and cell}
        if not said:
            continue
        place = f"lembar {title}, baris {at}"
        notes: list[str] = []
        try:
            question = settle(_Row(said, notes).question(), notes)
        except LeftOut as reason:
            notebook.leave(
                str(reason), place=place, name=said.get("prompt", ""), kind=said.get("kind", "")
            )
            continue
        notebook.take(question, place=place, notes=notes)


class _Row:
    def __init__(self, said: Mapping[str, str], notes: list[str]) -> None:
        self.said = said
        self.notes = notes
        self.answer = said.get("answer", "")
        self.choices = [said.get(f"choice:{at}", "") for at in range(len(LETTERS))]
        while self.choices and not self.choices[-1]:
            self.choices.pop()

    def question(self) -> Question:
        """The row as a question, not settled yet."""
        kind = self._kind()
        common: dict[str, Any] = {
            name: self.said.get(name, "")
            for name in (
                *("prompt", "name", "explanation", "source"),
                *("when_right", "when_partly", "when_wrong"),
            )
        }
        common["category"] = category_of(self.said.get("category", ""))
        tags = re.split(r"[;,]", self.said.get("tags", ""))
        common["tags"] = tuple(tag.strip() for tag in tags if tag.strip())
        common["points"] = self._points()
        common["shuffle"] = self._flag("shuffle", default=True)
        return Question(kind=kind, **{**common, **self._parts(kind)})

    def _kind(self) -> Kind:
        said = self.said.get("kind", "")
        if said:
            kind = kind_of(said)
            if kind is None:
                raise LeftOut(f"Jenis “{said[:40]}” tidak dikenal; lihat lembar Petunjuk.")
            return kind
        self.notes.append(_GUESSED)
        if self.choices:
            many = len(_letters(self.answer)) > 1
            return Kind.MULTIPLE if many else Kind.SINGLE
        if self.answer.lower() in {"benar", "salah", "true", "false"}:
            return Kind.TRUE_FALSE
        if re.fullmatch(r"[+-]?\d+([.,]\d+)?", self.answer):
            return Kind.NUMERIC
        return Kind.SHORT if self.answer else Kind.ESSAY

    def _points(self) -> Decimal:
        said = self.said.get("points", "")
        value = number(said, "nilai") if said else WHOLE
        if value <= 0:
            raise LeftOut("Nilai soal harus lebih dari 0.")
        return value

    def _flag(self, name: str, *, default: bool) -> bool:
        said = self.said.get(name, "").lower()
        return default if not said else said in {"ya", "y", "benar", "true", "1", "yes"}

    def _parts(self, kind: Kind) -> dict[str, Any]:
        match kind:
            case Kind.SINGLE | Kind.MULTIPLE:
                return {"choices": tuple(self._weigh(kind))}
            case Kind.TRUE_FALSE:
                truth = _TRUTH.get(self.answer.lower())
                if truth is None:
                    raise LeftOut("Kolom Jawaban harus berisi Benar atau Salah.")
                return {"truth": truth}
            case Kind.SHORT:
                accepted = tuple(
                    Accepted(text=text, share=share) for text, share in self._shared("|")
                )
                return {
                    "accepted": accepted,
                    "case_matters": self._flag("case_matters", default=False),
                }
            case Kind.NUMERIC:
                return self._numbers()
            case Kind.MATCHING:
                return {"pairs": tuple(self._pairs())}
            case Kind.ORDERING:
                return {"steps": tuple(step for step in self.choices if step)}
            case Kind.CLOZE:
                prompt, gaps = read_embedded(self.said.get("prompt", ""), str, self.notes)
                return {"prompt": prompt, "gaps": gaps}
            case _:
                return {"model": self.answer}

    def _weigh(self, kind: Kind) -> Iterable[Choice]:
        weights = _letters(self.answer)
        if not weights:
            raise LeftOut("Kolom Jawaban harus menyebut huruf pilihan yang benar, misalnya B.")
        known = {LETTERS[at] for at, words in enumerate(self.choices) if words}
        if missing := set(weights) - known:
            raise LeftOut(f"Jawaban {', '.join(sorted(missing))} tidak ada di antara pilihan.")
        right = [letter for letter, share in weights.items() if share is None]
        if kind is Kind.SINGLE and len(right) > 1:
            raise LeftOut("Pilihan tunggal hanya boleh mempunyai satu jawaban benar.")
        # Picking everything is worth nothing, unless the sheet says other weights.
        is_said = any(share is not None for share in weights.values())
        wrong = max(len(known) - len(weights), 1)
        many = kind is Kind.MULTIPLE and not is_said
        otherwise = _cut(-WHOLE / wrong) if many else NONE
        each = _cut(WHOLE / max(len(right), 1)) if kind is Kind.MULTIPLE else WHOLE
        for at, words in enumerate(self.choices):
            if words:
                share = weights.get(LETTERS[at], otherwise)
                yield Choice(text=words, share=each if share is None else share)

    def _shared(self, mark: str) -> list[tuple[str, Decimal]]:
        pieces = [piece.strip() for piece in self.answer.split(mark) if piece.strip()]
        pieces += [words for words in self.choices if words]
        out = []
        for piece in pieces:
            found = _SHARE.match(piece)
            out.append((found[1], number(found[2], "bobot") / 100) if found else (piece, WHOLE))
        if not out:
            raise LeftOut("Kolom Jawaban kosong.")
        return out

    def _numbers(self) -> dict[str, Any]:
        tolerance = number(self.said.get("tolerance", "0"), "toleransi")
        numbers = []
        for piece, share in self._shared("|"):
            value, plus, own = piece.partition("±")
            least = number(own, "toleransi") if plus else tolerance
            numbers.append(Number(value=number(value), tolerance=abs(least), share=share))
        units = []
        for words in self.said.get("units", "").split("|"):
            name, equals, factor = words.partition("=")
            if name.strip():
                units.append(
                    Unit(name=name.strip(), factor=number(factor, "faktor") if equals else WHOLE)
                )
        return {"numbers": tuple(numbers), "units": tuple(units)}

    def _pairs(self) -> Iterable[Pair]:
        for at, words in enumerate(self.choices):
            if not words:
                continue
            left, arrow, right = words.partition("=>")
            if not arrow:
                raise LeftOut(f"Pilihan {LETTERS[at]} harus ditulis: kiri => kanan.")
            yield Pair(left=left.strip(), right=right.strip())


def _letters(answer: str) -> dict[str, Decimal | None]:
    """The letters of an answer such as "B", "A, C" or "A 50%; C 50%", with their weights."""
    out: dict[str, Decimal | None] = {}
    for piece in re.split(r"[;|/]|,(?!\d)|\bdan\b", answer):
        found = _WEIGHED.fullmatch(piece.strip())
        if piece.strip() and not found:
            return {}
        if found:
            out[found[1].upper()] = number(found[2], "bobot") / 100 if found[2] else None
    return out


def _cut(share: Decimal) -> Decimal:
    return share if share == int(share) else share.quantize(Decimal("0.0000001"))
