"""The blocks of a lesson as plain values: one dataclass a kind, read from data and written to it.

text       `markdown`
image      `file` (the key of a stored file of the course), `alt`, `caption`
video      `file`, `captions` (the key of a VTT file), `transcript`, `title`
document   `file`, `title`
embed      `address` of a thing of the house, such as "knowledge.article:12"
callout    `tone` (info, warning, example, legal), `title`, `markdown`
check      `question`, as `quizzes.questions.Question` writes it
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinau.ui.markdown import plain
from sinau.university.quizzes.questions import Kind, Question

WORDS_PER_MINUTE = 200
SECONDS_PER_CHECK = 60
LONGEST_TEXT = 100_000
MOST_BLOCKS = 100
TONES = ("info", "warning", "example", "legal")
CHECK_KINDS = (Kind.SINGLE, Kind.MULTIPLE, Kind.TRUE_FALSE, Kind.SHORT, Kind.NUMERIC)

_TONE_WORDS = {
    "info": _("Keterangan"),
    "warning": _("Peringatan"),
    "example": _("Contoh"),
    "legal": _("Dasar hukum"),
}
_KEY = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"[a-z]+\.[a-z_]+:[\w.-]{1,60}")


class BadBlock(ValueError):
    """A block that cannot stand like this: which field, and a sentence with the cure."""

    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(str(message))
        self.field, self.message = field, message


@dataclass(frozen=True, kw_only=True)
class Text:
    """Words to read."""

    kind: ClassVar[str] = "text"
    markdown: str = ""

    def check(self) -> None:
        """There are words, and not a book."""
        _asked("markdown", self.markdown, _("Tulis isi teksnya, atau hapus blok ini."))


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture, said in words for whoever does not see it."""

    kind: ClassVar[str] = "image"
    file: str = ""
    alt: str = ""
    caption: str = ""

    def check(self) -> None:
        """A picture of the course, with its words."""
        _stored("file", self.file, _("Pilih gambar dari berkas kursus."))
        _asked(
            "alt", self.alt, _("Tulis apa yang tampak pada gambar, untuk yang tidak melihatnya.")
        )


@dataclass(frozen=True, kw_only=True)
class Video:
    """A film with captions and with its words beneath."""

    kind: ClassVar[str] = "video"
    file: str = ""
    captions: str = ""
    transcript: str = ""
    title: str = ""

    def check(self) -> None:
        """A film of the course; what is said in it can be read."""
        _stored("file", self.file, _("Pilih video dari berkas kursus."))
        if self.captions:
            _stored("captions", self.captions, _("Pilih takarir dari berkas kursus."))
        _asked("title", self.title, _("Beri judul pada video."))
        if not self.captions and not self.transcript.strip():
            cure = _("Tambahkan takarir atau transkrip, untuk yang tidak mendengar.")
            raise BadBlock("transcript", cure)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A paper to open or to take along."""

    kind: ClassVar[str] = "document"
    file: str = ""
    title: str = ""

    def check(self) -> None:
        """A document of the course, with a name."""
        _stored("file", self.file, _("Pilih dokumen dari berkas kursus."))
        _asked("title", self.title, _("Beri judul pada dokumen."))


@dataclass(frozen=True, kw_only=True)
class EmbedOf:
    """A thing of another room, shown as it stands on the day of reading."""

    kind: ClassVar[str] = "embed"
    address: str = ""

    def check(self) -> None:
        """An address of the house."""
        if not _ADDRESS.fullmatch(self.address):
            raise BadBlock("address", _("Pilih artikel, pasal atau percakapan yang ditampilkan."))


@dataclass(frozen=True, kw_only=True)
class Callout:
    """A few words set apart."""

    kind: ClassVar[str] = "callout"
    tone: str = "info"
    title: str = ""
    markdown: str = ""

    def check(self) -> None:
        """Words, and one of the four tones."""
        if self.tone not in TONES:
            raise BadBlock("tone", _("Pilih jenis catatan."))
        _asked("markdown", self.markdown, _("Tulis isi catatannya, atau hapus blok ini."))


@dataclass(frozen=True, kw_only=True)
class Check:
    """A question to see for oneself what has stuck; it does not count for the certificate."""

    kind: ClassVar[str] = "check"
    question: Question

    def check(self) -> None:
        """A question that can be marked at once, with something right in it."""
        asked = self.question
        if asked.kind not in CHECK_KINDS:
            raise BadBlock("kind", _("Jenis soal ini tidak dapat dipakai di dalam pelajaran."))
        _asked("prompt", asked.prompt, _("Tulis pertanyaannya."))
        right = [choice for choice in asked.choices if choice.share > 0]
        if asked.kind is Kind.SINGLE and (len(asked.choices) < 2 or len(right) != 1):
            raise BadBlock("choices", _("Tulis sedikitnya dua pilihan dan tandai tepat satu."))
        if asked.kind is Kind.MULTIPLE and (len(asked.choices) < 2 or not right):
            raise BadBlock("choices", _("Tulis sedikitnya dua pilihan dan tandai yang benar."))
        if asked.kind is Kind.SHORT and not asked.accepted:
            raise BadBlock("accepted", _("Tulis sedikitnya satu jawaban yang diterima."))
        if asked.kind is Kind.NUMERIC and not asked.numbers:
            raise BadBlock("value", _("Tulis angka yang benar."))


BlockData = Text | Image | Video | Document | EmbedOf | Callout | Check
KINDS: dict[str, type[BlockData]] = {
    kind.kind: kind for kind in (Text, Image, Video, Document, EmbedOf, Callout, Check)
}


def read_block(kind: str, data: Mapping[str, Any]) -> BlockData:
    """The block that `write_block` wrote, checked; BadBlock when it cannot stand like this."""
    if kind not in KINDS:
        raise BadBlock("kind", _("Jenis blok ini tidak dikenal."))
    block = loose_block(kind, data)
    block.check()
    return block


def loose_block(kind: str, data: Mapping[str, Any]) -> BlockData:
    """The same, unchecked: what is kept was checked when it was written."""
    if kind == Check.kind:
        try:
            return Check(question=Question.from_data(data.get("question") or {}))
        except (TypeError, ValueError, ArithmeticError, AttributeError) as trouble:
            raise BadBlock("question", _("Soal ini tidak dapat dibaca.")) from trouble
    known: Any = KINDS[kind]
    names = known.__dataclass_fields__
    block: BlockData = known(**{name: str(said) for name, said in data.items() if name in names})
    return block


def write_block(block: BlockData) -> dict[str, Any]:
    """The block as JSON values."""
    if isinstance(block, Check):
        return {"question": block.question.to_data()}
    return {name: value for name, value in asdict(block).items() if value}


def words_of(block: BlockData) -> str:
    """What there is to read in it, as plain words."""
    match block:
        case Text():
            return plain(block.markdown)
        case Callout():
            return f"{block.title} {plain(block.markdown)}".strip()
        case Image():
            return block.caption
        case Video():
            return block.title
        case Document():
            return block.title
        case Check():
            choices = " ".join(choice.text for choice in block.question.choices)
            return f"{plain(block.question.prompt)} {choices}".strip()
    return ""


def source_of(block: BlockData) -> str:
    """The block as lines that can be compared with those of another version."""
    match block:
        case Text():
            return block.markdown
        case Check():
            asked = block.question
            marks = (f"{'✓' if c.share > 0 else '·'} {c.text}" for c in asked.choices)
            return "\n".join([asked.prompt, *marks, asked.explanation]).strip()
        case Callout():
            return "\n".join(
                filter(None, [str(_TONE_WORDS[block.tone]), block.title, block.markdown])
            )
    # Of a file its name in the store says only whether it is another one.
    said = (str(value) for value in asdict(block).values() if value)
    return "\n".join(f"({word[:8]})" if _KEY.fullmatch(word) else word for word in said)


def files_of(block: BlockData) -> list[str]:
    """The keys of the stored files it shows."""
    match block:
        case Image() | Document():
            return [block.file]
        case Video():
            return [key for key in (block.file, block.captions) if key]
    return []


def minutes_of(blocks: Iterable[BlockData], media_seconds: int = 0) -> int:
    """How long a calm reader needs: 200 words a minute, films, a minute a check; at least one."""
    blocks = list(blocks)
    words = sum(len(words_of(block).split()) for block in blocks)
    checks = sum(isinstance(block, Check) for block in blocks)
    seconds = words * 60 / WORDS_PER_MINUTE + checks * SECONDS_PER_CHECK + media_seconds
    return max(1, round(seconds / 60))


def bytes_of(blocks: Iterable[BlockData]) -> int:
    """How much text there is, as it is written."""
    return sum(len(source_of(block).encode()) for block in blocks if not files_of(block))


def _asked(field: str, said: str, cure: str | Promise) -> None:
    if not said.strip():
        raise BadBlock(field, cure)
    if len(said) > LONGEST_TEXT:
        raise BadBlock(field, _("Teks ini terlalu panjang untuk satu blok. Bagi menjadi beberapa."))


def _stored(field: str, key: str, cure: str | Promise) -> None:
    if not _KEY.fullmatch(key):
        raise BadBlock(field, cure)
