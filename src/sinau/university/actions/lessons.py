"""Write the lessons of a course, version after version, and give learners the newest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F, Max, Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.courses import recount, tell_written
from sinau.university.events import LessonPublished
from sinau.university.lessons.blocks import (
    MOST_BLOCKS,
    BadBlock,
    BlockData,
    Text,
    bytes_of,
    files_of,
    minutes_of,
    read_block,
    write_block,
)
from sinau.university.models import (
    Block,
    Course,
    CourseFile,
    Language,
    Lesson,
    LessonReview,
    LessonVersion,
    Opinion,
)
from sinau.university.models.lessons import new_key


class LessonNotReady(Refused):
    """A draft is published when every block can stand, and those who were asked have read it."""


@transaction.atomic
def write_lesson(lesson: Lesson, *, by: Person, body: str | None = None) -> Lesson:
    """A lesson of one text, published at once; the same words again make no new version.

    `body` (or `lesson.body`) is the text. A new lesson stands last; one without minutes gets its reading time.
    """
    lesson.body = lesson.body if body is None else body
    minutes = lesson.minutes
    new_lesson(lesson, by=by)
    if not lesson.body and lesson.current_id:
        return lesson
    blocks = [Text(markdown=lesson.body)]
    current = lesson.current
    if current and current.title == lesson.title and current.data_blocks == blocks:
        return lesson
    draft = write_blocks(lesson, blocks, by=by, title=lesson.title)
    publish_lesson(draft, by=by)
    lesson.refresh_from_db()
    if minutes and minutes != lesson.minutes:
        lesson.minutes = minutes
        lesson.save(update_fields=["minutes"])
    return lesson


@transaction.atomic
def write_lessons(course: Course, lessons: Sequence[Lesson], *, by: Person) -> None:
    """Many new lessons of one text each at once, published, after those the course has."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    last = _last_position(course)
    for position, lesson in enumerate(lessons, start=last + 1):
        block = Text(markdown=lesson.body)
        lesson.course, lesson.position, lesson.updated_at = course, position, now()
        lesson.size_bytes = bytes_of([block])
        lesson.minutes = lesson.minutes or minutes_of([block])
    Lesson.objects.bulk_create(lessons)
    versions = [
        LessonVersion(
            lesson=lesson,
            number=1,
            title=lesson.title,
            by=by,
            at=now(),
            changed_at=now(),
            minutes=lesson.minutes,
            size_bytes=lesson.size_bytes,
            published_at=now(),
            published_by=by,
        )
        for lesson in lessons
    ]
    LessonVersion.objects.bulk_create(versions)
    Block.objects.bulk_create(
        Block(version=version, position=1, kind="text", data={"markdown": version.lesson.body})
        for version in versions
    )
    for version in versions:
        version.lesson.current = version
    Lesson.objects.bulk_update(lessons, ["current"])
    recount(course)
    tell_written(course, gettext_noop("pelajaran"), by)


@transaction.atomic
def new_lesson(lesson: Lesson, *, by: Person) -> Lesson:
    """The course has a place for this lesson, at the end; one it has already is kept."""
    course = Course.objects.select_for_update().get(pk=lesson.course_id)
    lesson.updated_at = now()
    if lesson.pk is None:
        lesson.position = _last_position(course) + 1
        lesson.save()
        tell_written(course, gettext_noop("pelajaran"), by, title=lesson.title)
    return lesson


def _last_position(course: Course) -> int:
    return course.lessons.aggregate(last=Max("position"))["last"] or 0


@transaction.atomic
def write_blocks(
    lesson: Lesson,
    blocks: Iterable[BlockData],
    *,
    by: Person,
    title: str = "",
    note: str = "",
    language: str = Language.INDONESIAN,
    keys: Sequence[str] = (),
) -> LessonVersion:
    """The draft of the lesson holds these blocks; there is one draft a language, begun if need be.

    `keys` are the names of the blocks in the version before, in the same order; a block without
    one gets a new name.
    """
    blocks = list(blocks)
    _check(lesson.course, blocks)
    draft = draft_of_lesson(lesson, by=by, language=language)
    draft.title = title or draft.title
    draft.note, draft.by, draft.changed_at = note, by, now()
    _measure(draft, lesson.course, blocks)
    draft.save()
    draft.blocks.all().delete()
    names = [*keys, *[""] * len(blocks)]
    Block.objects.bulk_create(
        Block(
            version=draft,
            position=position,
            key=names[position - 1] or new_key(),
            kind=block.kind,
            data=write_block(block),
        )
        for position, block in enumerate(blocks, start=1)
    )
    return draft


def _check(course: Course, blocks: Sequence[BlockData]) -> None:
    """Each block stands, there are not too many, and the files are of this course."""
    if len(blocks) > MOST_BLOCKS:
        raise LessonNotReady(_("Satu pelajaran memuat paling banyak 100 blok. Bagi menjadi dua."))
    reasons: list[str | Promise] = []
    for position, block in enumerate(blocks, start=1):
        try:
            read_block(block.kind, write_block(block))
        except BadBlock as trouble:
            reasons.append(_("Blok %(n)s: %(why)s") % {"n": position, "why": str(trouble.message)})
    wanted = {key for block in blocks for key in files_of(block)}
    if CourseFile.objects.filter(course=course, key__in=wanted).count() < len(wanted):
        reasons.append(_("Ada berkas yang tidak tersimpan di kursus ini. Unggah lebih dulu."))
    if reasons:
        raise LessonNotReady(_("Pelajaran ini belum dapat disimpan."), reasons=reasons)


def _measure(version: LessonVersion, course: Course, blocks: Sequence[BlockData]) -> None:
    keys = [key for block in blocks for key in files_of(block)]
    sums = CourseFile.objects.filter(course=course, key__in=keys).aggregate(
        size=Sum("size", filter=Q(kind__in=["image", "video"])), seconds=Sum("seconds")
    )
    version.size_bytes, version.media_bytes = bytes_of(blocks), sums["size"] or 0
    version.minutes = minutes_of(blocks, sums["seconds"] or 0)


@transaction.atomic
def draft_of_lesson(
    lesson: Lesson, *, by: Person, language: str = Language.INDONESIAN
) -> LessonVersion:
    """The draft of the lesson in this language; begun with what is published when there is none."""
    Lesson.objects.select_for_update().get(pk=lesson.pk)
    versions = lesson.versions.filter(language=language)
    draft = versions.drafts().first()
    if draft:
        return draft
    last = versions.first()
    begun_from = last or lesson.current
    draft = LessonVersion.objects.create(
        lesson=lesson,
        language=language,
        number=last.number + 1 if last else 1,
        title=begun_from.title if begun_from else lesson.title,
        by=by,
        at=now(),
        changed_at=now(),
        follows=lesson.current if language != Language.INDONESIAN else None,
    )
    if begun_from:
        copy_blocks(begun_from, draft)
    return draft


def copy_blocks(source: LessonVersion, target: LessonVersion) -> None:
    """The target holds what the source holds, block by block under the same names."""
    target.blocks.all().delete()
    Block.objects.bulk_create(
        Block(
            version=target,
            position=block.position,
            key=block.key,
            kind=block.kind,
            data=block.data,
        )
        for block in source.blocks.all()
    )
    target.minutes, target.size_bytes = source.minutes, source.size_bytes
    target.media_bytes, target.changed_at = source.media_bytes, now()
    target.save()


@transaction.atomic
def restore_version(version: LessonVersion, *, by: Person) -> LessonVersion:
    """The draft says what this version said; what is published stays as it is."""
    draft = draft_of_lesson(version.lesson, by=by, language=version.language)
    if draft.pk == version.pk:
        return draft
    draft.title, draft.by = version.title, by
    draft.note = str(_("Dipulihkan dari versi %(n)s") % {"n": version.number})
    copy_blocks(version, draft)
    return draft


def waits_for(version: LessonVersion) -> list[LessonReview]:
    """Those who were asked to read the draft and have not approved it as it stands now."""
    asked = version.reviews.select_related("reviewer").prefetch_related("opinions")
    return [review for review in asked if not _approves(review, version)]


def _approves(review: LessonReview, version: LessonVersion) -> bool:
    said = list(review.opinions.all())
    return bool(said) and said[0].opinion == Opinion.APPROVED and said[0].at >= version.changed_at


@transaction.atomic
def publish_lesson(version: LessonVersion, *, by: Person, reason: str = "") -> LessonVersion:
    """Learners read this version from now on; a published one stays as it is.

    Who was asked to read it and has not approved is named, unless a reason is given.
    """
    version = (
        LessonVersion.objects.select_for_update(of=("self",))
        .select_related("lesson__course")
        .get(pk=version.pk)
    )
    if not version.is_draft:
        return version
    if not version.blocks.exists():
        raise LessonNotReady(_("Tulis paling sedikit satu blok sebelum menerbitkan."))
    missing = waits_for(version)
    if missing and not reason.strip():
        names = [
            _("Belum disetujui oleh %(name)s.") % {"name": review.reviewer.full_name}
            for review in missing
        ]
        raise LessonNotReady(
            _("Draf ini masih menunggu pemeriksa. Terbitkan dengan alasan bila mendesak."),
            reasons=names,
        )
    version.published_at, version.published_by = now(), by
    version.published_without = reason.strip()[:300] if missing else ""
    if version.language != Language.INDONESIAN:
        version.follows = version.follows or version.lesson.current
    version.save()
    if version.language == Language.INDONESIAN:
        _show(version)
    _tell_published(version, by)
    return version


def _show(version: LessonVersion) -> None:
    lesson = version.lesson
    lesson.current, lesson.title, lesson.minutes = version, version.title, version.minutes
    lesson.size_bytes, lesson.media_bytes = version.size_bytes, version.media_bytes
    lesson.updated_at = now()
    lesson.save()
    recount(Course.objects.select_for_update().get(pk=lesson.course_id))


def _tell_published(version: LessonVersion, by: Person) -> None:
    announce(
        LessonPublished(
            course_id=version.lesson.course_id,
            lesson_id=version.lesson_id,
            title=version.title,
            version=version.number,
            language=version.language,
            reason=version.published_without,
        ),
        by=by,
    )


@transaction.atomic
def remove_draft(version: LessonVersion, *, by: Person) -> None:
    """The draft is thrown away; a published version stays."""
    if version.is_draft:
        version.delete()
        tell_written(version.lesson.course, gettext_noop("draf yang dibuang dari"), by)


@transaction.atomic
def remove_lesson(lesson: Lesson, *, by: Person) -> None:
    """The lesson is gone and those after it move up. Who read it keeps their completion."""
    course = Course.objects.select_for_update().get(pk=lesson.course_id)
    title, position = lesson.title, lesson.position
    lesson.delete()
    course.lessons.filter(position__gt=position).update(position=F("position") - 1)
    recount(course)
    tell_written(course, gettext_noop("daftar pelajaran tanpa"), by, title=title)


@transaction.atomic
def move_lesson(lesson: Lesson, *, up: bool, by: Person) -> None:
    """The lesson changes places with its neighbour; at the edge nothing happens."""
    course = Course.objects.select_for_update().get(pk=lesson.course_id)
    other = course.lessons.filter(position=lesson.position + (-1 if up else 1)).first()
    if other is None:
        return
    lesson.position, other.position = other.position, lesson.position
    Lesson.objects.bulk_update([lesson, other], ["position"])
    tell_written(course, gettext_noop("urutan pelajaran"), by, title=lesson.title)
