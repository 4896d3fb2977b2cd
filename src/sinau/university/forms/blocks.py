"""The blocks of a draft as they stand in the editor, half-written ones included."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinau.kernel.embedding import Embed
from sinau.kernel.words import number_id
from sinau.university.lessons.blocks import BadBlock, BlockData, Check, read_block
from sinau.university.models.lessons import Block, new_key
from sinau.university.quizzes.questions import Accepted, Choice, Kind, Number, Question, Unit
from sinau.university.quizzes.reading import read_quantity

KIND_LABELS: dict[str, Promise] = {
    "text": _("Teks"),
    "callout": _("Catatan"),
    "image": _("Gambar"),
    "video": _("Video"),
    "document": _("Dokumen"),
    "embed": _("Rujukan"),
    "check": _("Pertanyaan"),
}
KIND_ICONS = {
    "text": "pilcrow",
    "callout": "message-square-quote",
    "image": "image",
    "video": "clapperboard",
    "document": "file-text",
    "embed": "link",
    "check": "circle-question-mark",
}
QUESTION_LABELS: dict[str, Promise] = {
    "single": _("Satu jawaban benar"),
    "multiple": _("Beberapa jawaban benar"),
    "true_false": _("Benar atau salah"),
    "short": _("Isian singkat"),
    "numeric": _("Angka"),
}
TONE_LABELS: dict[str, Promise] = {
    "info": _("Keterangan"),
    "warning": _("Peringatan"),
    "example": _("Contoh"),
    "legal": _("Dasar hukum"),
}
FIELDS = {
    "text": ("markdown",),
    "callout": ("tone", "title", "markdown"),
    "image": ("file", "alt", "caption"),
    "video": ("file", "captions", "title", "transcript"),
    "document": ("file", "title"),
    "embed": ("address",),
}
MOST_CHOICES = 12


@dataclass(kw_only=True)
class ChoiceRow:
    """One choice as it is typed."""

    text: str = ""
    right: bool = False
    feedback: str = ""


@dataclass(kw_only=True)
class Row:
    """One block in the editor: what is typed, and what is wrong with it."""

    key: str
    kind: str
    said: dict[str, str] = field(default_factory=dict)
    choices: list[ChoiceRow] = field(default_factory=list)
    error_field: str = ""
    error: str | Promise = ""
    words: str = ""
    found: list[Embed] | None = None
    embed: Embed | None = None

    @property
    def label(self) -> Promise:
        """What the block is called."""
        return KIND_LABELS[self.kind]

    @property
    def icon(self) -> str:
        """Its sign."""
        return KIND_ICONS[self.kind]

    def block(self) -> BlockData:
        """The block as a plain value; BadBlock says what is wrong with it."""
        if self.kind != Check.kind:
            return read_block(self.kind, self.said)
        block = Check(question=self._question())
        block.check()
        return block

    def _question(self) -> Question:
        said = self.said
        kind = said.get("question_kind", "single")
        if kind not in QUESTION_LABELS:
            raise BadBlock("question_kind", _("Pilih jenis pertanyaan."))
        written = [row for row in self.choices if row.text.strip()]
        right = sum(row.right for row in written) or 1
        worth = Decimal(1) / right if kind == Kind.MULTIPLE else Decimal(1)
        lines = [line.strip() for line in said.get("accepted", "").splitlines() if line.strip()]
        choosing = kind in (Kind.SINGLE, Kind.MULTIPLE)
        return Question(
            kind=Kind(kind),
            prompt=said.get("prompt", ""),
            explanation=said.get("explanation", ""),
            source=said.get("source", ""),
            choices=tuple(
                Choice(
                    text=row.text.strip(),
                    share=worth if row.right else Decimal(0),
                    feedback=row.feedback.strip(),
                )
                for row in written
            )
            if choosing
            else (),
            truth=said.get("truth") == "yes",
            accepted=tuple(Accepted(text=line) for line in lines) if kind == Kind.SHORT else (),
            numbers=self._numbers() if kind == Kind.NUMERIC else (),
            units=(Unit(name=said["unit"].strip()),)
            if kind == Kind.NUMERIC and said.get("unit", "").strip()
            else (),
        )

    def _numbers(self) -> tuple[Number, ...]:
        value = _number("value", self.said.get("value", ""))
        tolerance = _number("tolerance", self.said.get("tolerance", "") or "0")
        return (Number(value=value, tolerance=abs(tolerance)),)


def _number(name: str, said: str) -> Decimal:
    quantity = read_quantity(said)
    if quantity is None or quantity.unit:
        raise BadBlock(name, _("Tulis angka saja, misalnya 1,5."))
    return quantity.number


def row_of(block: Block) -> Row:
    """A kept block, ready to be changed."""
    row = Row(key=block.key, kind=block.kind)
    value = block.value
    if not isinstance(value, Check):
        row.said = {name: str(getattr(value, name)) for name in FIELDS[block.kind]}
        return row
    asked = value.question
    row.said = {
        "question_kind": str(asked.kind),
        "prompt": asked.prompt,
        "explanation": asked.explanation,
        "source": asked.source,
        "truth": "yes" if asked.truth else "no",
        "accepted": "\n".join(found.text for found in asked.accepted),
    }
    if asked.numbers:
        row.said["value"] = number_id(asked.numbers[0].value)
        row.said["tolerance"] = number_id(asked.numbers[0].tolerance)
    if asked.units:
        row.said["unit"] = asked.units[0].name
    row.choices = [
        ChoiceRow(text=found.text, right=found.share > 0, feedback=found.feedback)
        for found in asked.choices
    ]
    return row


def new_row(kind: str) -> Row:
    """An empty block of this kind."""
    row = Row(key=new_key(), kind=kind)
    if kind == Check.kind:
        row.said["question_kind"] = "single"
    return row


def rows_of_post(post: QueryDict) -> list[Row]:
    """The blocks as they were typed, in their order; what is no block is left out."""
    rows = []
    for key in dict.fromkeys(post.getlist("blok")):
        kind = post.get(f"{key}-kind", "")
        if kind in KIND_LABELS and key.isalnum() and len(key) <= 12:
            rows.append(_row_of_post(post, key, kind))
    return rows


def _row_of_post(post: QueryDict, key: str, kind: str) -> Row:
    row = Row(key=key, kind=kind, words=post.get(f"{key}-cari", ""))
    names = FIELDS.get(kind) or (
        *("question_kind", "prompt", "explanation", "source", "truth"),
        *("accepted", "value", "tolerance", "unit"),
    )
    row.said = {name: post.get(f"{key}-{name}", "").replace("\r\n", "\n") for name in names}
    if kind == Check.kind:
        texts, why = post.getlist(f"{key}-choice"), post.getlist(f"{key}-feedback")
        right = set(post.getlist(f"{key}-right"))
        row.choices = [
            ChoiceRow(text=text, right=str(at) in right, feedback=said)
            for at, (text, said) in enumerate(zip(texts, why, strict=False))
        ][:MOST_CHOICES]
    return row


def choices_to_fill(row: Row) -> list[ChoiceRow]:
    """The choices of a row with room for more: at least four, two free ones."""
    written = [choice for choice in row.choices if choice.text.strip()]
    room = max(4 - len(written), 2 if len(written) < MOST_CHOICES - 1 else 0)
    return [*written, *(ChoiceRow() for _free in range(room))]


def blocks_of(rows: list[Row]) -> list[BlockData] | None:
    """The blocks, when every one can stand; else each row says what is wrong with it."""
    blocks: list[BlockData] = []
    for row in rows:
        try:
            blocks.append(row.block())
        except BadBlock as trouble:
            row.error_field, row.error = trouble.field, trouble.message
    return blocks if len(blocks) == len(rows) else None


def act_on(rows: list[Row], action: str) -> list[Row]:
    """The rows after "tambah:image:KEY", "naik:KEY", "turun:KEY" or "hapus:KEY"."""
    verb, _colon, rest = action.partition(":")
    if verb == "tambah":
        kind, _colon, after = rest.partition(":")
        at = next((n + 1 for n, row in enumerate(rows) if row.key == after), 0 if after else None)
        if kind in KIND_LABELS:
            rows.insert(len(rows) if at is None else at, new_row(kind))
        return rows
    at = next((n for n, row in enumerate(rows) if row.key == rest), None)
    if at is None:
        return rows
    if verb == "hapus":
        del rows[at]
    if verb == "naik" and at > 0:
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
    if verb == "turun" and at + 1 < len(rows):
        rows[at + 1], rows[at] = rows[at], rows[at + 1]
    return rows
