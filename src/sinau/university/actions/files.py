"""Keep files of a course, known by what is in them."""

from __future__ import annotations

import hashlib
from typing import BinaryIO, cast

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.lessons.files import BadFile, Known, recognise
from sinau.university.models import Course, CourseFile


class FileNotKept(Refused):
    """A file is kept when it is what lessons can show."""


class FileInUse(Refused):
    """A file stays as long as a version shows it."""


@transaction.atomic
def keep_file(course: Course, file: File[bytes], *, by: Person) -> CourseFile:
    """The course has this file; the same content a second time is the same file."""
    stream = cast(BinaryIO, file)
    try:
        known = recognise(stream, file.size)
    except BadFile as trouble:
        raise FileNotKept(trouble.message) from trouble
    content: File[bytes] = ContentFile(known.text.encode()) if known.text else file
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    kept, is_new = CourseFile.objects.get_or_create(
        course=course,
        key=digest.hexdigest(),
        defaults={
            "name": _name(file.name or "", known),
            "kind": known.kind,
            "media_type": known.media_type,
            "size": content.size,
            "width": known.width,
            "height": known.height,
            "seconds": known.seconds,
            "by": by,
            "at": now(),
        },
    )
    if is_new and not default_storage.exists(kept.stored_at):
        content.seek(0)
        default_storage.save(kept.stored_at, content)
    return kept


def _name(name: str, known: Known) -> str:
    """What people called it, with the ending of what it is."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    clean = "".join(c for c in stem if c.isprintable() and c not in '"<>|:*?')[:120].strip()
    return f"{clean or known.kind}.{known.extension}"


@transaction.atomic
def remove_file(file: CourseFile) -> None:
    """The course has the file no longer; refused while a version of a lesson shows it."""
    shown = file.course.lessons.filter(versions__blocks__data__file=file.key)
    captions = file.course.lessons.filter(versions__blocks__data__captions=file.key)
    if shown.exists() or captions.exists():
        raise FileInUse(_("Berkas ini dipakai di salah satu versi pelajaran, jadi tetap disimpan."))
    key, place = file.key, file.stored_at
    file.delete()
    if not CourseFile.objects.filter(key=key).exists():
        transaction.on_commit(lambda: default_storage.delete(place))
