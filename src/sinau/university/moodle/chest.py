"""The archive of a backup: its XML files, and the stored files its texts show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sinau.university.quizzes.formats.html import file_name
from sinau.university.quizzes.formats.report import Unreadable
from sinau.university.quizzes.formats.safe import (
    MEGABYTE,
    Archive,
    Limits,
    is_gzip,
    is_zip,
    open_tar_gz,
    open_zip,
)

LIMITS = Limits(files=20_000, total=400 * MEGABYTE, one=100 * MEGABYTE, xml=60 * MEGABYTE)
NULL = "$@NULL@$"
INDEX = "moodle_backup.xml"


@dataclass(frozen=True)
class Stored:
    """A file of the course, where it belongs and where its content lies."""

    component: str
    area: str
    item: str
    path: str
    media_type: str
    content_hash: str

    @property
    def name(self) -> str:
        """Its name without folders."""
        return self.path.rpartition("/")[2]


class Chest:
    """An opened backup."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._by_context: dict[str, list[Stored]] = defaultdict(list)
        for stored, context in self._stored():
            self._by_context[context].append(stored)

    def xml(self, path: str) -> Element | None:
        """One XML file; None when it is not there."""
        return self.archive.xml(path) if path in self.archive else None

    def files(self, context: str, component: str, area: str = "", item: str = "") -> list[Stored]:
        """The files of an activity, an area of it, or one item there."""
        return [
            stored
            for stored in self._by_context.get(context, ())
            if stored.component == component
            and area in {"", stored.area}
            and item in {"", stored.item}
        ]

    def everywhere(self, component: str, items: set[str]) -> list[Stored]:
        """The files of these items of a component, wherever they hang."""
        return [
            stored
            for context in self._by_context.values()
            for stored in context
            if stored.component.startswith(component) and stored.item in items
        ]

    def content(self, stored: Stored) -> bytes | None:
        """What a file holds; None when it was left out of the backup."""
        path = f"files/{stored.content_hash[:2]}/{stored.content_hash}"
        return self.archive.read(path) if path in self.archive else None

    def finder(self, files: list[Stored]) -> Finder:
        """Looks pictures up by the address a text gives them."""
        return Finder(self, {stored.path: stored for stored in files})

    def _stored(self) -> Iterator[tuple[Stored, str]]:
        root = self.xml("files.xml")
        for node in root.iter("file") if root is not None else ():
            name = text(node, "filename")
            digest = text(node, "contenthash")
            if name in {"", "."} or not digest.isalnum():
                continue
            stored = Stored(
                component=text(node, "component"),
                area=text(node, "filearea"),
                item=text(node, "itemid"),
                path=f"{text(node, 'filepath')}{name}".lstrip("/"),
                media_type=text(node, "mimetype"),
                content_hash=digest,
            )
            yield stored, text(node, "contextid")


class Finder:
    """The content of a file by the address at which a text shows it."""

    def __init__(self, chest: Chest, files: dict[str, Stored]) -> None:
        self.chest = chest
        self.files = files

    def __call__(self, address: str) -> bytes | None:
        stored = self.files.get(file_name(address))
        return self.chest.content(stored) if stored else None


def open_chest(content: bytes) -> Chest:
    """The backup, opened within its limits."""
    if is_zip(content):
        archive = open_zip(content, LIMITS)
    elif is_gzip(content):
        archive = open_tar_gz(content, LIMITS)
    else:
        raise Unreadable(
            "Berkas ini bukan cadangan Moodle: bukan tar.gz dan bukan ZIP.",
            requirement="backup-archive",
        )
    if INDEX not in archive:
        if "moodle.xml" in archive:
            raise Unreadable(
                "Cadangan ini dari Moodle 1. Yang dikenal: Moodle 2 dan sesudahnya.",
                requirement="backup-version",
            )
        raise Unreadable(
            "Arsip ini bukan cadangan Moodle: tidak ada moodle_backup.xml.",
            requirement="backup-index",
        )
    return Chest(archive)


def text(node: Element | None, path: str) -> str:
    """The words at a path below a node; Moodle's own word for nothing is nothing."""
    if node is None:
        return ""
    found = node.findtext(path)
    said = (found or "").strip()
    return "" if said == NULL else said
