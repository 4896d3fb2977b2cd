"""What some lessons of the demo city show beside their text: pictures, notes, checks, an article."""

from __future__ import annotations

import re
import struct
import zlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from sinau.demo.city import content
from sinau.knowledge.models import Article
from sinau.people.models import Person
from sinau.university.actions import publish_lesson, write_blocks
from sinau.university.actions.files import keep_file
from sinau.university.lessons.blocks import BlockData, Text, read_block
from sinau.university.models import Course, Lesson

PAPER, LINE, GREEN, SOGA = (250, 248, 243), (214, 208, 196), (0, 106, 78), (166, 106, 30)


@transaction.atomic
def enrich(course: Course, *, by: Person) -> None:
    """The lessons named in the content get a second version with more than words in it."""
    for row in content("lessons.toml")["lesson"]:
        if row["course"] == course.slug:
            lesson = course.lessons.select_related("current").get(position=row["position"])
            lesson.course = course
            _enrich(lesson, row, by)


def _enrich(lesson: Lesson, row: dict[str, Any], by: Person) -> None:
    assert lesson.current is not None
    minutes = lesson.minutes
    blocks: list[BlockData] = []
    for heading, text in sections(lesson.current.blocks.get().data["markdown"]):
        blocks.append(Text(markdown=text))
        wanted = (said for said in row["block"] if said["after"] == heading)
        blocks += [block for said in wanted if (block := _block(lesson.course, said, by))]
    draft = write_blocks(lesson, joined(blocks), by=by, note=row["note"])
    draft.minutes = max(draft.minutes, minutes)
    draft.save(update_fields=["minutes"])
    publish_lesson(draft, by=by)


def sections(markdown: str) -> list[tuple[str, str]]:
    """The text cut before each heading of the second level, with the words of the heading."""
    parts = [part for part in re.split(r"(?m)^(?=## )", markdown) if part.strip()]
    return [(part.split("\n", 1)[0].removeprefix("## ").strip(), part.strip()) for part in parts]


def joined(blocks: list[BlockData]) -> list[BlockData]:
    """Texts that follow each other are one text."""
    together: list[BlockData] = []
    for block in blocks:
        last = together[-1] if together else None
        if isinstance(block, Text) and isinstance(last, Text):
            together[-1] = Text(markdown=f"{last.markdown}\n\n{block.markdown}")
        else:
            together.append(block)
    return together


def _block(course: Course, said: dict[str, Any], by: Person) -> BlockData | None:
    data = {name: value for name, value in said.items() if name not in ("after", "kind")}
    if "article" in data:
        article = Article.objects.filter(slug=data["article"]).first()
        if article is None:
            return None
        data = {"address": article.subject}
    if "picture" in data:
        file = ContentFile(bars(12, 9), name=f"{data.pop('picture')}.png")
        data["file"] = keep_file(course, file, by=by).key
    return read_block(said["kind"], data)


def bars(before: int, after: int) -> bytes:
    """A small picture of two bars, as PNG."""
    width, height, unit = 640, 180, 44
    rows = []
    for y in range(height):
        line = bytearray(bytes(PAPER) * width)
        for top, length, colour in ((32, before, GREEN), (104, after, SOGA)):
            if top <= y < top + 44:
                for box in range(length):
                    start = 40 + box * unit + box
                    line[start * 3 : (start + unit - 6) * 3] = bytes(colour) * (unit - 6)
        line[30 * 3 : 32 * 3] = bytes(LINE) * 2
        rows.append(b"\0" + bytes(line))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"".join(rows), 9)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
