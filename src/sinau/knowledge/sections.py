"""An article as passages: one per section, so that an answer can point at the right one."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from sinau.knowledge import transcripts
from sinau.knowledge.models import Article, Passage, Section
from sinau.ui import markdown


def passages_of(article: Article) -> list[Passage]:
    """Rows, not yet saved, for the text readers see; the first holds what stands before a heading."""
    found: list[Passage] = []
    heads = markdown.headings(article.body)
    chunks = _chunks(article.body)
    for position, (has_head, text) in enumerate(chunks, 1):
        heading, anchor = "", ""
        if has_head and heads:
            _level, anchor, heading = heads.pop(0)
        words = markdown.lines(text)
        if words or heading:
            found.append(
                Passage(
                    article=article,
                    position=position,
                    section=Section.ARTICLE,
                    heading=heading[:600],
                    anchor=anchor[:100],
                    text=words,
                    agency_id=article.agency_id,
                    audience=article.audience,
                )
            )
    return found + _spoken(article, len(chunks))


def _spoken(article: Article, after: int) -> list[Passage]:
    """What is said in a recording, in pieces that open at their second."""
    if not article.transcript:
        return []
    with translation.override("id"):  # Kept for everybody, whoever verified it.
        said = _("Rekaman, %(at)s")
        return [
            Passage(
                article=article,
                position=after + number,
                section=Section.ARTICLE,
                heading=said % {"at": piece.at},
                anchor=f"t-{int(piece.start)}",
                text=piece.words,
                agency_id=article.agency_id,
                audience=article.audience,
            )
            for number, piece in enumerate(
                transcripts.windows(transcripts.read(article.transcript)), 1
            )
        ]


def _chunks(body: str) -> list[tuple[bool, str]]:
    """(begins with a heading, its Markdown without the heading) in order; fences are respected."""
    chunks: list[tuple[bool, list[str]]] = [(False, [])]
    fenced = False
    for line in body.splitlines():
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        if not fenced and line.startswith("#") and line.lstrip("#").startswith((" ", "\t")):
            chunks.append((True, []))
        else:
            chunks[-1][1].append(line)
    return [(has_head, "\n".join(lines)) for has_head, lines in chunks if has_head or any(lines)]
