"""Reads a backup: its sections in order, the activities in each, its quizzes and its bank."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from xml.etree.ElementTree import Element

from sinau.university.moodle.activities import READERS, Activity, Part
from sinau.university.moodle.backup import Backup, Sitting, Test
from sinau.university.moodle.bank import Bank, read_bank
from sinau.university.moodle.chest import INDEX, Chest, open_chest, text
from sinau.university.moodle.quizzes import read_test
from sinau.university.moodle.words import MODULES, markdown_of
from sinau.university.quizzes.formats.report import LeftOut, Line, Unreadable, short
from sinau.university.quizzes.formats.shelf import Shelf

MOST_ACTIVITIES = 2_000
_ANOTHER_QUIZ = (
    "Kursus mempunyai satu kuis akhir; dari kuis ini hanya soalnya yang dibawa, ke bank."
)


@dataclass
class _Made:
    """A course while it is put together; `loose` waits to become a lesson of its section."""

    shelf_files: dict[str, bytes] = field(default_factory=dict)
    sittings: list[Sitting] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    quiz_lines: list[int] = field(default_factory=list)
    loose: list[Part] = field(default_factory=list)
    title: str = ""

    def flush(self) -> None:
        """What lies loose becomes one lesson under the name of its section."""
        parts = [part for part in self.loose if part.body or part.attachments]
        if parts:
            self.sittings.append(
                Sitting(
                    title=self._free_title(),
                    body="\n\n".join(part.body for part in parts if part.body),
                    attachments=tuple(one for part in parts for one in part.attachments),
                )
            )
        self.loose = []

    def _free_title(self) -> str:
        taken = {one.title for one in self.sittings}
        if self.title not in taken:
            return self.title
        return next(
            name for n in range(2, MOST_ACTIVITIES) if (name := f"{self.title} ({n})") not in taken
        )


def read_backup(name: str, content: bytes) -> Backup:
    """The course of a backup as it can be taken over; `Unreadable` when it is none."""
    chest = open_chest(content)
    index = chest.archive.xml(INDEX)
    about = index.find("information")
    if about is None:
        raise Unreadable("moodle_backup.xml tidak berisi keterangan.", requirement="backup-index")
    if text(about, "details/detail/type") not in {"", "course"}:
        raise Unreadable(
            "Cadangan ini bukan cadangan kursus utuh, tetapi sebagian saja.",
            requirement="backup-course",
        )
    bank = read_bank(chest)
    made = _Made()
    for number, section in enumerate(_sections(chest, about)):
        _read_section(chest, about, section, number, made, bank)
    for at in made.quiz_lines[:-1]:
        line = made.lines[at]
        made.lines[at] = replace(line, notes=(*line.notes, _ANOTHER_QUIZ))
    course = chest.xml("course/course.xml")
    shelf = Shelf(files=made.shelf_files)
    aim = markdown_of(course, "summary", shelf, chest.finder([])) if course is not None else ""
    notes = []
    if chest.xml("users.xml") is not None:
        notes.append("Data peserta di dalam cadangan tidak dibaca.")
    return Backup(
        key=_key(about, content),
        title=short(text(about, "original_course_fullname") or name, 150),
        aim=aim,
        sittings=tuple(made.sittings),
        questions=tuple(bank.notebook.questions),
        tests=tuple(made.tests),
        report=(*made.lines, *bank.notebook.lines),
        notes=tuple(notes),
        files={**made.shelf_files, **bank.notebook.files},
        release=text(about, "moodle_release"),
    )


def _key(about: Element, content: bytes) -> str:
    detail = about.find("details/detail")
    said = detail.get("backup_id", "") if detail is not None else ""
    return said[:100] or sha256(content).hexdigest()


def _sections(chest: Chest, about: Element) -> list[tuple[Element, Element]]:
    """(what the index says, the section itself), in the order of the course."""
    found = []
    for entry in about.findall("contents/sections/section"):
        root = chest.xml(f"{text(entry, 'directory')}/section.xml")
        if root is not None:
            found.append((entry, root))
    return sorted(found, key=lambda pair: _number(text(pair[1], "number")))


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else 0


def _read_section(
    chest: Chest,
    about: Element,
    section: tuple[Element, Element],
    number: int,
    made: _Made,
    bank: Bank,
) -> None:
    entry, root = section
    named = text(root, "name")
    made.title = short(named or ("Pengantar" if number == 0 else f"Bagian {number}"), 150)
    shelf = Shelf(files=made.shelf_files)
    context = chest.everywhere("course", {text(entry, "sectionid"), root.get("id", "")})
    summary = markdown_of(root, "summary", shelf, chest.finder(context))
    made.loose = [Part(body=summary)] if summary else []
    notes = tuple(shelf.notes)
    if text(root, "visible") == "0":
        notes += ("Bagian ini tersembunyi di Moodle.",)
    if summary or named:
        made.lines.append(
            Line(place=f"bagian {number}", name=made.title, kind="bagian", taken=True, notes=notes)
        )
    for activity in _activities(chest, about, entry, root):
        _read_activity(chest, activity, f"bagian {number}", made, bank)
    made.flush()


def _activities(chest: Chest, about: Element, entry: Element, root: Element) -> list[Element]:
    """The activities of a section in the order it shows them."""
    here = text(entry, "sectionid")
    found = [
        node
        for node in about.findall("contents/activities/activity")[:MOST_ACTIVITIES]
        if text(node, "sectionid") == here
    ]
    order = {number: at for at, number in enumerate(text(root, "sequence").split(","))}
    return sorted(found, key=lambda node: order.get(text(node, "moduleid"), len(order)))


def _read_activity(chest: Chest, entry: Element, place: str, made: _Made, bank: Bank) -> None:
    kind = text(entry, "modulename")
    title = short(text(entry, "title"), 150)
    called = MODULES.get(kind, kind or "tanpa nama")
    shelf = Shelf(files=made.shelf_files)
    try:
        activity = _activity(chest, entry, kind, shelf)
        if kind == "quiz":
            test = read_test(activity, bank)
            made.tests.append(test)
            made.quiz_lines.append(len(made.lines))
        elif kind in READERS:
            parts = READERS[kind](activity)
            _put(parts, made)
        else:
            raise LeftOut(f"Jenis kegiatan “{called}” tidak dikenal di sini.")
    except LeftOut as reason:
        made.lines.append(
            Line(place=place, name=title, kind=called, taken=False, notes=(str(reason),))
        )
        return
    made.lines.append(
        Line(place=place, name=title, kind=called, taken=True, notes=tuple(shelf.notes))
    )


def _activity(chest: Chest, entry: Element, kind: str, shelf: Shelf) -> Activity:
    folder = text(entry, "directory")
    root = chest.xml(f"{folder}/{kind}.xml")
    node = root.find(kind) if root is not None else None
    if root is None or node is None:
        raise LeftOut("Isinya tidak ada di dalam cadangan.")
    module = chest.xml(f"{folder}/module.xml")
    if text(module, "visible") == "0":
        shelf.note("Kegiatan ini tersembunyi di Moodle.")
    return Activity(
        chest=chest,
        node=node,
        kind=kind,
        context=root.get("contextid", ""),
        folder=folder,
        title=short(text(node, "name") or text(entry, "title"), 150),
        listed=short(text(entry, "title"), 150),
        shelf=shelf,
    )


def _put(parts: list[Part], made: _Made) -> None:
    """A part with a title is a lesson of its own, one without lies loose in its section."""
    for part in parts:
        if not part.title:
            made.loose.append(part)
            continue
        made.flush()
        made.sittings.append(
            Sitting(title=part.title, body=part.body, attachments=part.attachments)
        )
