"""Pack everything one person may see, as the permissions stand at this moment."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from django.conf import settings
from django.db.models import QuerySet

from sinau.kernel.clock import now
from sinau.knowledge.bringing.own import FORMAT, MANIFEST
from sinau.knowledge.giving.lists import HEADINGS, rows_of
from sinau.knowledge.giving.texts import (
    article_file,
    attachment_name,
    regulation_data,
    regulation_file,
)
from sinau.knowledge.models import Article, PictureUse, Regulation
from sinau.people.models import Person
from sinau.ui.sheets import workbook

_STRIDE = 50
Tell = Callable[[int, int], None]


@dataclass
class Contents:
    """What is inside."""

    articles: list[int] = field(default_factory=list)
    regulations: list[int] = field(default_factory=list)


def articles_of(person: Person) -> QuerySet[Article]:
    """The articles this person may see and that stand; confidential texts never leave the house."""
    return (
        Article.objects.visible_to(person)
        .living()
        .open_ones()
        .select_related(
            *("agency", "owner", "deputy", "attachment", "verified_by", "working__written_by"),
            "verified_revision__written_by",
        )
        .order_by("pk")
    )


def write_parcel(file: IO[bytes], person: Person, tell: Tell) -> Contents:
    """Write the ZIP; `tell` hears how far it is."""
    articles = articles_of(person)
    regulations = Regulation.objects.visible_to(person).select_related("agency").order_by("pk")
    contents = Contents(
        articles=list(articles.values_list("pk", flat=True)),
        regulations=list(regulations.values_list("pk", flat=True)),
    )
    total = len(contents.articles) + len(contents.regulations)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(MANIFEST, _manifest(person, contents))
        pictures = _put_pictures(packed, contents.articles)
        slugs = set(articles.values_list("slug", flat=True))
        put: set[str] = set()
        for done, article in enumerate(_in_strides(articles, contents.articles), 1):
            packed.writestr(f"artikel/{article.slug}.md", article_file(article, slugs, pictures))
            _put_attachment(packed, article, put)
            if done % _STRIDE == 0:
                tell(done, total)
        for done, pk in enumerate(contents.regulations, len(contents.articles) + 1):
            _put_regulation(packed, regulations.get(pk=pk))
            tell(done, total)
        packed.writestr("daftar.xlsx", workbook("Pengetahuan", HEADINGS, rows_of(person)))
    return contents


def _in_strides(rows: QuerySet[Article], pks: list[int]) -> Iterator[Article]:
    for at in range(0, len(pks), _STRIDE):
        yield from rows.filter(pk__in=pks[at : at + _STRIDE])


def _manifest(person: Person, contents: Contents) -> str:
    said = {
        "format": FORMAT,
        "version": 1,
        "city": settings.CITY_NAME,
        "site": settings.PUBLIC_URL,
        "packed_at": now().isoformat(),
        "packed_for": person.name,
        "articles": len(contents.articles),
        "regulations": len(contents.regulations),
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _put_attachment(packed: zipfile.ZipFile, article: Article, put: set[str]) -> None:
    """The file of an article, once."""
    if article.attachment is None:
        return
    name = attachment_name(article.attachment)
    if name not in put:
        put.add(name)
        with article.attachment.file.open("rb") as source:
            packed.writestr(zipfile.ZipInfo(name), _whole(source))


def _put_regulation(packed: zipfile.ZipFile, regulation: Regulation) -> None:
    passages = list(regulation.passages.order_by("position"))
    packed.writestr(f"peraturan/{regulation.slug}.md", regulation_file(regulation, passages))
    packed.writestr(f"peraturan/{regulation.slug}.json", regulation_data(regulation, passages))


def _put_pictures(packed: zipfile.ZipFile, articles: list[int]) -> dict[str, str]:
    """Where each picture stands in the ZIP, by its hash."""
    put: dict[str, str] = {}
    uses = PictureUse.objects.filter(article__in=articles).select_related("picture")
    for use in uses.order_by("picture_id").distinct("picture_id").iterator():
        picture = use.picture
        name = f"gambar/{picture.sha256}.{picture.media_type.split('/')[1]}"
        with picture.file.open("rb") as source:
            packed.writestr(zipfile.ZipInfo(name), _whole(source))
        put[picture.sha256] = name
    return put


def _whole(source: IO[bytes]) -> bytes:
    kept = io.BytesIO()
    while piece := source.read(1024 * 1024):
        kept.write(piece)
    return kept.getvalue()
