"""Each activity of Moodle that becomes reading, and what of it is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element

from sinau.university.moodle.backup import Attachment
from sinau.university.moodle.chest import Chest, Stored, text
from sinau.university.moodle.words import markdown_of
from sinau.university.quizzes.formats.html import urlsplit_scheme
from sinau.university.quizzes.formats.report import LeftOut, short
from sinau.university.quizzes.formats.shelf import Shelf, picture_kind
from sinau.university.quizzes.formats.texts import escape_markdown

_LESSON_QUESTIONS = {"1", "2", "3", "5", "8", "10"}


@dataclass(frozen=True, kw_only=True)
class Part:
    """A piece of reading; with a title it is a lesson of its own."""

    body: str = ""
    title: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One activity while it is read."""

    chest: Chest
    node: Element
    kind: str
    context: str
    folder: str
    title: str
    listed: str
    shelf: Shelf

    def words(
        self, tag: str, *, area: str = "", item: str = "", node: Element | None = None
    ) -> str:
        """One of its texts as Markdown."""
        files = self.files(area or tag, item)
        at = self.node if node is None else node
        return markdown_of(at, tag, self.shelf, self.chest.finder(files))

    def files(self, area: str, item: str = "") -> list[Stored]:
        """The files of one of its areas."""
        return self.chest.files(self.context, f"mod_{self.kind}", area, item)


def _page(activity: Activity) -> list[Part]:
    intro = activity.words("intro")
    body = activity.words("content")
    if not body and not intro:
        raise LeftOut("Halamannya kosong.")
    # The description is shown above a page only where somebody asked for it; it is not lost here.
    said = "\n\n".join(filter(None, [intro if intro != body else "", body]))
    return [Part(title=activity.title, body=said)]


def _label(activity: Activity) -> list[Part]:
    body = activity.words("intro")
    if not body:
        raise LeftOut("Teksnya kosong.")
    return [Part(body=body)]


def _url(activity: Activity) -> list[Part]:
    address = text(activity.node, "externalurl")
    if urlsplit_scheme(address) not in {"http", "https"}:
        raise LeftOut("Alamat tautannya bukan alamat web.")
    safe = address.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    link = f"[{escape_markdown(activity.title)}]({safe})"
    return [Part(body="\n\n".join(filter(None, [link, activity.words("intro")])))]


def _resource(activity: Activity) -> list[Part]:
    return [_filed(activity, activity.files("content"))]


def _filed(activity: Activity, files: list[Stored]) -> Part:
    """Pictures are shown, other files are attached; what is missing is said."""
    body = [f"**{escape_markdown(activity.title)}**", activity.words("intro")]
    attached = []
    for stored in files:
        content = activity.chest.content(stored)
        if content is None:
            activity.shelf.note(f"Berkas “{short(stored.path, 60)}” tidak ada di dalam cadangan.")
            continue
        kept = activity.shelf.keep(content) if picture_kind(content) else None
        if kept:
            body.append(f"![{escape_markdown(stored.name)}]({kept})")
            continue
        attached.append(
            Attachment(
                of=activity.listed,
                name=stored.name,
                title=activity.title if len(files) == 1 else stored.name,
                media_type=stored.media_type,
                content=content,
            )
        )
    if not attached and not any(line.startswith("![") for line in body):
        raise LeftOut("Berkasnya tidak ada di dalam cadangan.")
    return Part(body="\n\n".join(filter(None, body)), attachments=tuple(attached))


def _book(activity: Activity) -> list[Part]:
    chapters = sorted(
        activity.node.findall("chapters/chapter"), key=lambda node: int(text(node, "pagenum") or 0)
    )
    parts: list[Part] = []
    intro = activity.words("intro")
    for chapter in chapters:
        if text(chapter, "hidden") == "1":
            activity.shelf.note(f"Bab tersembunyi “{short(text(chapter, 'title'), 60)}” dilewati.")
            continue
        title = text(chapter, "title")
        body = activity.words("content", area="chapter", item=chapter.get("id", ""), node=chapter)
        if text(chapter, "subchapter") == "1" and parts:
            last = parts.pop()
            more = f"## {escape_markdown(title)}\n\n{body}"
            parts.append(Part(title=last.title, body=f"{last.body}\n\n{more}".strip()))
            continue
        if not parts and intro:
            body = f"{intro}\n\n{body}"
        parts.append(Part(title=short(f"{activity.title}: {title}", 150), body=body))
    parts = [part for part in parts if part.body]
    if not parts:
        raise LeftOut("Bukunya kosong.")
    return parts


def _lesson(activity: Activity) -> list[Part]:
    sections = [activity.words("intro")]
    skipped = 0
    for page in _in_order(activity.node.findall("pages/page")):
        kind = text(page, "qtype")
        if kind in _LESSON_QUESTIONS:
            skipped += 1
            continue
        body = activity.words("contents", area="page_contents", item=page.get("id", ""), node=page)
        if body:
            sections.append(f"## {escape_markdown(text(page, 'title'))}\n\n{body}")
    if skipped:
        activity.shelf.note(f"{skipped} halaman pertanyaan di dalam pelajaran ini dilewati.")
    body = "\n\n".join(filter(None, sections))
    if not body:
        raise LeftOut("Pelajarannya tidak berisi halaman bacaan.")
    activity.shelf.note("Percabangan antar halaman menjadi satu bacaan yang lurus.")
    return [Part(title=activity.title, body=body)]


def _in_order(pages: list[Element]) -> list[Element]:
    """Pages name the one after them; what hangs nowhere comes last."""
    known = {page.get("id", ""): page for page in pages}
    at = next((page for page in pages if text(page, "prevpageid") in {"", "0"}), None)
    out: list[Element] = []
    while at is not None and at not in out:
        out.append(at)
        at = known.get(text(at, "nextpageid"))
    return out + [page for page in pages if page not in out]


def _assign(activity: Activity) -> list[Part]:
    body = "\n\n".join(
        filter(
            None, [activity.words("intro"), activity.words("activity", area="activityattachment")]
        )
    )
    if not body:
        raise LeftOut("Tugasnya tidak berisi petunjuk.")
    activity.shelf.note("Tugas menjadi bacaan; pengumpulan dan penilaiannya tidak dibawa.")
    return [Part(title=activity.title, body=body)]


READERS: Mapping[str, Callable[[Activity], list[Part]]] = MappingProxyType(
    {
        "page": _page,
        "label": _label,
        "url": _url,
        "resource": _resource,
        "folder": _resource,
        "book": _book,
        "lesson": _lesson,
        "assign": _assign,
    }
)
