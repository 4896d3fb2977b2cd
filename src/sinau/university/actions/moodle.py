"""Make a draft course of a Moodle backup: read, look at, keep."""

from __future__ import annotations

from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person
from sinau.ui.markdown import plain
from sinau.university.actions.bank import keep_category, write_many_to_bank
from sinau.university.actions.courses import write_course
from sinau.university.actions.importing import drawer
from sinau.university.actions.lessons import write_lesson
from sinau.university.events import MoodleCourseImported
from sinau.university.models import BankQuestion, Course, Lesson, MoodleImport, QuestionCategory
from sinau.university.moodle import Backup, Sitting, read_backup
from sinau.university.pictures import address, keep_pictures, with_addresses

AIM = 600


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
    for sitting in reading.sittings:
        _write_sitting(run.course, sitting, list(reading.files), by)
    if reading.questions:
        _write_questions(run.course, reading, by)
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
        aim = str(_("Kursus yang dipindahkan dari Moodle; tulis tujuannya di sini."))
    course = Course(agency=agency, title=reading.title, aim=aim[:AIM])
    return write_course(course, by=by)


def _write_sitting(course: Course, sitting: Sitting, files: list[str], by: Person) -> None:
    body = sitting.body
    for name in files:
        body = body.replace(f"]({name})", f"]({address(name)})")
    write_lesson(Lesson(course=course, title=sitting.title, body=body, minutes=0), by=by)


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


def _waiting(digest: str) -> str:
    return f"imports/{digest}.mbz"
