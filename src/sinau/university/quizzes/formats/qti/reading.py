"""Reads a QTI item file, or a ZIP package whose manifest says where its items are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from sinau.university.quizzes.formats.qti.building import read_items
from sinau.university.quizzes.formats.report import LeftOut, Notebook, Reading, Unreadable
from sinau.university.quizzes.formats.safe import Archive, open_zip, parse_xml
from sinau.university.quizzes.formats.shelf import Shelf

MANIFEST = "imsmanifest.xml"
_ITEMS = {"assessmentItem", "qti-assessment-item"}
_TYPES = ("imsqti_item", "imsqti_test", "imsqti_apipitem")
_TESTS = {"assessmentTest", "qti-assessment-test"}


def read_qti_item(content: bytes) -> Reading:
    """The one question of an item file."""
    root = parse_xml(content)
    if not is_item(root):
        raise Unreadable("Berkas XML ini bukan butir QTI.", requirement="qti-item")
    notebook = Notebook("qti")
    _read(root, notebook, place=f"butir {root.get('identifier', '1')}", find=lambda name: None)
    return notebook.reading()


def read_qti_package(content: bytes) -> Reading:
    """The questions of a package, in the order of its manifest."""
    archive = open_zip(content)
    notebook = Notebook("qti")
    for path in _item_paths(archive, notebook):
        if path not in archive:
            notebook.leave("Berkas butir ini tidak ada di dalam paket.", place=f"butir {path}")
            continue
        try:
            root = archive.xml(path)
        except Unreadable as wrong:
            notebook.leave(str(wrong), place=f"butir {path}")
            continue
        if local(root) in _TESTS:
            notebook.notes.append("Susunan tes QTI tidak diambil, hanya butir-butirnya.")
            continue
        if not is_item(root):
            notebook.leave("Berkas ini bukan butir QTI 2 atau 3.", place=f"butir {path}")
            continue
        place = f"butir {root.get('identifier', path)} ({path})"
        _read(root, notebook, place=place, find=_beside(archive, path))
    if not notebook.lines:
        raise Unreadable("Paket ini tidak berisi butir QTI.", requirement="qti-items")
    return notebook.reading()


def _read(
    root: Element, notebook: Notebook, *, place: str, find: Callable[[str], bytes | None]
) -> None:
    shelf = Shelf(files=notebook.files)
    try:
        questions = read_items(root, shelf, find)
    except LeftOut as reason:
        notebook.leave(str(reason), place=place, name=root.get("title", ""), notes=shelf.notes)
        return
    for at, question in enumerate(questions, start=1):
        part = f"{place}, bagian {at}" if len(questions) > 1 else place
        notebook.take(question, place=part, notes=shelf.notes)


def _item_paths(archive: Archive, notebook: Notebook) -> list[str]:
    manifest = next((n for n in archive.names if PurePosixPath(n).name == MANIFEST), None)
    if manifest is None:
        notebook.notes.append("Paket tanpa imsmanifest.xml; semua butir di dalamnya dibaca.")
        return sorted(name for name in archive.names if name.lower().endswith(".xml"))
    root = archive.xml(manifest)
    if local(root) != "manifest":
        raise Unreadable("imsmanifest.xml bukan manifes.", requirement="manifest-root")
    folder = PurePosixPath(manifest).parent
    paths = []
    for resource in (node for node in root.iter() if local(node) == "resource"):
        if not resource.get("type", "").lower().startswith(_TYPES):
            continue
        address = resource.get("href") or next(
            (node.get("href", "") for node in resource if local(node) == "file"), ""
        )
        paths.append(_joined(folder, address))
    if not paths:
        raise Unreadable(
            "Manifes paket ini tidak menyebut butir QTI 2 atau 3.", requirement="manifest-items"
        )
    return list(dict.fromkeys(paths))


def _beside(archive: Archive, path: str) -> Callable[[str], bytes | None]:
    folder = PurePosixPath(path).parent

    def find(address: str) -> bytes | None:
        name = _joined(folder, address.partition("?")[0])
        return archive.read(name) if name in archive else None

    return find


def _joined(folder: PurePosixPath, address: str) -> str:
    """A relative address from a folder; one that leaves the package points nowhere."""
    parts: list[str] = [] if address.startswith("/") else list(folder.parts)
    for part in PurePosixPath(unquote(address)).parts:
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in {".", "/"}:
            parts.append(part)
    return "/".join(parts)


def is_item(root: Element) -> bool:
    """Whether the root is an item of version 2 or 3."""
    return local(root) in _ITEMS


def local(node: Element) -> str:
    """A name without its name space."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
