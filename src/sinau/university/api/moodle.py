"""Backups of Moodle courses, brought in by programs."""

from __future__ import annotations

from typing import Any

from sinau.kernel.api import (
    ApiRequest,
    Field,
    File,
    Form,
    Router,
    Schema,
    Status,
    UploadedFile,
    answers,
    needs,
)
from sinau.university.actions.moodle import import_moodle_course
from sinau.university.api.questions import LineOut, kept_agency, unreadable
from sinau.university.api.scopes import COURSES_WRITE
from sinau.university.models import MoodleImport
from sinau.university.moodle import read_backup
from sinau.university.quizzes.formats import Unreadable

router = Router(tags=["universitas"])
prefix = "moodle"
largest_body = 300 * 1024 * 1024


class MoodleImportOut(Schema):
    """What came of a backup."""

    id: int
    backup: str = Field(description="Nama yang diberikan Moodle kepada cadangan ini.")
    title: str
    course: str = Field(description="Alamat pendek (slug) draf kursusnya.")
    taken: int
    left: int
    notes: list[str]
    report: list[LineOut]
    url: str


class MoodleImportIn(Schema):
    """Whose draft the course becomes."""

    agency: str = Field(
        "", max_length=40, description="Kode perangkat daerah; kosong: tempat orang ini bekerja."
    )


@router.post(
    "/import",
    auth=needs(COURSES_WRITE),
    response=answers(200, MoodleImportOut, 201, MoodleImportOut),
)
def import_backup(
    request: ApiRequest,
    said: Form[MoodleImportIn],
    file: File[UploadedFile],
) -> Status[dict[str, Any]]:
    """Cadangan kursus Moodle (.mbz) menjadi draf kursus; cadangan yang sama menjadi satu draf saja."""
    agency = kept_agency(request, said.agency)
    try:
        reading = read_backup(file.name or "", file.read())
    except Unreadable as bad:
        raise unreadable(bad) from bad
    before = agency_has(agency.pk, reading.key)
    run = import_moodle_course(reading, agency, by=request.user, name=file.name or "")
    body = {
        "id": run.pk,
        "backup": run.backup,
        "title": run.title,
        "course": run.course.slug if run.course else "",
        "taken": run.taken,
        "left": run.left,
        "notes": run.notes,
        "report": run.report,
        "url": request.build_absolute_uri(run.get_absolute_url()),
    }
    return Status(200 if before else 201, body)


def agency_has(agency: int, backup: str) -> bool:
    """Whether the backup became a course of the agency already."""
    return MoodleImport.objects.filter(agency=agency, backup=backup, kept_at__isnull=False).exists()
