"""Make a draft course of a Moodle backup: read, look at, keep."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person
from sinau.ui.markdown import plain
from sinau.university.actions.bank import keep_category, write_many_to_bank
from sinau.university.actions.courses import write_course
from sinau.university.actions.files import FileNotKept, keep_file
from sinau.university.actions.importing import drawer
from sinau.university.actions.lessons import new_lesson, publish_lesson, write_blocks
from sinau.university.actions.quizzes import add_draw, add_question, set_rules
from sinau.university.events import MoodleCourseImported
from sinau.university.lessons.blocks import BlockData, Document, Image, Text
from sinau.university.models import (
    BankQuestion,
    Course,
    CourseFile,
    FileKind,
    Lesson,
    MoodleImport,
    QuestionCategory,
)
from sinau.university.moodle import Ask, Backup, Sitting, read_backup
from sinau.university.pictures import address, keep_pictures, with_addresses

AIM = 600
_FILM = gettext_lazy(
    "“%(name)s” tersimpan di berkas kursus; tampilkan di pelajaran sesudah ada takarir atau transkripnya."
)
_PICTURE = re.compile(r"!\[([^\]]+)\]\(([0-9a-f]{24}\.\w+)\)")
PASS_PERCENT = 70


class BackupIsGone(Refused):
    """The file that was looked at is no longer there and has to be given again."""


class NothingInBackup(Refused):
    """A course is made of a backup when at least one lesson or question can be taken."""


@transaction.atomic
def look_at_backup(
    agency: Agency, reading: Backup, *, content: bytes, name: str, by: Person
) -> MoodleImport:
    """What the backup would become can be looked at; the file waits. The same backup waits once."""
    digest = sha256(content).hexdigest()
    run = MoodleImport.objects.select_for_update().filter(agency=agency, backup=reading.key).first()
    if run is not None and run.kept_at:
        return run
    run = _described(run or MoodleImport(agency=agency, backup=reading.key), reading, name, by)
    run.digest = digest
    run.save()
    if not default_storage.exists(_waiting(digest)):
        default_storage.save(_waiting(digest), ContentFile(content))
    return run


def keep_backup(run: MoodleImport, *, by: Person) -> MoodleImport:
    """The waiting backup becomes a draft course; one that became one already stays as it is."""
    if run.kept_at:
        return run
    place = _waiting(run.digest)
    if not default_storage.exists(place):
        raise BackupIsGone(_("Berkas cadangannya sudah tidak ada. Unggah lagi berkas yang sama."))
    with default_storage.open(place) as kept:
        reading = read_backup(run.name, kept.read())
    run = import_moodle_course(reading, run.agency, by=by, name=run.name)
    default_storage.delete(place)
    return run


@transaction.atomic
def import_moodle_course(
    reading: Backup, agency: Agency, *, by: Person, name: str = ""
) -> MoodleImport:
    """The backup is a draft course of the agency with lessons, bank and quiz; twice is once."""
    run = MoodleImport.objects.select_for_update().filter(agency=agency, backup=reading.key).first()
    if run is not None and run.kept_at:
        return run
    if not reading.sittings and not reading.questions:
        raise NothingInBackup(
            _("Tidak ada pelajaran atau soal yang dapat diambil dari cadangan ini.")
        )
    run = _described(run or MoodleImport(agency=agency, backup=reading.key), reading, name, by)
    keep_pictures(reading.files)
    run.course = _write_course(agency, reading, by)
    lost = _write_sittings(run.course, reading, by)
    for line in run.report:
        line["notes"] += lost.get(line["name"], [])
    kept = _write_questions(run.course, reading, by) if reading.questions else []
    if reading.tests:
        _write_quiz(run.course, reading, kept, by)
    run.kept_by, run.kept_at = by, now()
    run.save()
    announce(
        MoodleCourseImported(
            import_id=run.pk, course_id=run.course.pk, title=run.title, name=run.name
        ),
        by=by,
    )
    return run


def _described(run: MoodleImport, reading: Backup, name: str, by: Person) -> MoodleImport:
    """The row says what this backup holds."""
    run.name, run.title = (name or reading.title)[:200], reading.title
    run.report = [line.to_data() for line in reading.report]
    run.notes = list(reading.notes)
    run.left = len(reading.left_out)
    run.taken = len(reading.report) - run.left
    run.read_by, run.read_at = by, now()
    return run


def _write_course(agency: Agency, reading: Backup, by: Person) -> Course:
    aim = plain(reading.aim)
    if not aim:
        aim = _("Kursus yang dipindahkan dari Moodle; tulis tujuannya di sini.")
    course = Course(agency=agency, title=reading.title, aim=aim[:AIM])
    return write_course(course, by=by)


def _write_sittings(course: Course, reading: Backup, by: Person) -> dict[str, list[str]]:
    """Each sitting is a lesson; what a lesson cannot show is named by the part it belongs to."""
    lost: dict[str, list[str]] = defaultdict(list)
    for sitting in reading.sittings:
        blocks = [*_reading_blocks(course, sitting, reading.files, by)]
        for one in sitting.attachments:
            try:
                kept = keep_file(course, ContentFile(one.content, name=one.name), by=by)
            except FileNotKept as no:
                lost[one.of].append(
                    _("Dokumen “%(name)s” tidak dibawa. %(why)s") % {"name": one.name, "why": no}
                )
                continue
            if kept.kind == FileKind.IMAGE:
                blocks.append(Image(file=kept.key, alt=one.title))
            elif kept.kind == FileKind.DOCUMENT:
                blocks.append(Document(file=kept.key, title=one.title))
            else:
                lost[one.of].append(str(_FILM) % {"name": one.name})
        if blocks:
            lesson = new_lesson(Lesson(course=course, title=sitting.title), by=by)
            publish_lesson(write_blocks(lesson, blocks, by=by, title=sitting.title), by=by)
    return lost


def _reading_blocks(
    course: Course, sitting: Sitting, files: Mapping[str, bytes], by: Person
) -> Iterator[BlockData]:
    """Words as text, a picture that stands alone and is said in words as a picture."""
    words: list[str] = []
    for paragraph in sitting.body.split("\n\n"):
        shown = _PICTURE.fullmatch(paragraph.strip())
        kept = _picture(course, shown[2], files, by) if shown else None
        if shown is None or kept is None:
            words.append(_addressed(paragraph, files))
            continue
        if words:
            yield Text(markdown="\n\n".join(words))
            words = []
        yield Image(file=kept.key, alt=plain(shown[1])[:300])
    if any(one.strip() for one in words):
        yield Text(markdown="\n\n".join(words))


def _picture(
    course: Course, name: str, files: Mapping[str, bytes], by: Person
) -> CourseFile | None:
    try:
        return keep_file(course, ContentFile(files[name], name=name), by=by)
    except (FileNotKept, KeyError):
        return None


def _addressed(words: str, files: Mapping[str, bytes]) -> str:
    """A picture within a line is shown where those of questions are."""
    for name in files:
        words = words.replace(f"]({name})", f"]({address(name)})")
    return words


def _write_questions(course: Course, reading: Backup, by: Person) -> list[BankQuestion]:
    """The questions lie in the bank below the name of the course, in Moodle's own categories."""
    root = keep_category(course.agency, course.title[:100])
    by_path: dict[str, list[int]] = {}
    for at, question in enumerate(reading.questions):
        by_path.setdefault(question.category, []).append(at)
    kept: dict[int, BankQuestion] = {}
    for path, places in by_path.items():
        category: QuestionCategory = drawer(root, path)
        asked = [with_addresses(reading.questions[at]) for at in places]
        for at, row in zip(places, write_many_to_bank(category, asked, by=by), strict=True):
            kept[at] = row
    return [kept[at] for at in sorted(kept)]


def _write_quiz(course: Course, reading: Backup, kept: list[BankQuestion], by: Person) -> None:
    """The last quiz of the course is the one that proves it, still a draft."""
    test = reading.tests[-1]
    quiz = set_rules(
        course,
        pass_percent=test.pass_percent or PASS_PERCENT,
        attempts_per_day=0,
        attempts_in_all=min(test.attempts, 1000),
        minutes=min(test.minutes, 1440),
        by=by,
    )
    root = keep_category(course.agency, course.title[:100])
    for place in test.places:
        points = max(place.points.quantize(Decimal("0.01")), Decimal("0.01"))
        if isinstance(place, Ask):
            add_question(quiz, kept[place.question], by=by, points=points)
        else:
            add_draw(quiz, drawer(root, place.category), draws=1, by=by, points=points)


def _waiting(digest: str) -> str:
    return f"imports/{digest}.mbz"
