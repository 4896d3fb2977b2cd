"""Files of questions, brought in by programs."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

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
from sinau.kernel.api.problems import Problem
from sinau.people.access import within
from sinau.people.models import Agency, Role
from sinau.university.actions import import_questions, keep_category
from sinau.university.api.scopes import QUESTIONS_WRITE
from sinau.university.quizzes.formats import Unreadable, read_questions

router = Router(tags=["universitas"])
prefix = "questions"
largest_body = 50 * 1024 * 1024


class LineOut(Schema):
    """What came of one part of a file."""

    place: str = Field(description="Tempatnya di dalam berkas: baris, nomor soal, atau butir.")
    name: str
    kind: str
    taken: bool
    notes: list[str] = Field(description="Yang berubah atau hilang; bila tidak diambil, alasannya.")


class QuestionImportOut(Schema):
    """What came of a file of questions."""

    id: int
    format: str
    category: str
    taken: int = Field(description="Soal yang dapat diambil.")
    left: int = Field(description="Soal yang tidak diambil.")
    added: int = Field(description="Soal baru di bank; yang sudah ada tidak ditambahkan lagi.")
    notes: list[str]
    report: list[LineOut]
    url: str


class QuestionImportIn(Schema):
    """Where the questions go."""

    category: str = Field(
        min_length=1, max_length=100, description="Nama kategori; dibuat bila belum ada."
    )
    agency: str = Field(
        "", max_length=40, description="Kode perangkat daerah; kosong: tempat orang ini bekerja."
    )


@router.post(
    "/import",
    auth=needs(QUESTIONS_WRITE),
    response=answers(200, QuestionImportOut, 201, QuestionImportOut),
)
def import_file(
    request: ApiRequest,
    said: Form[QuestionImportIn],
    file: File[UploadedFile],
) -> Status[dict[str, Any]]:
    """Soal dari berkas GIFT, Aiken, Moodle XML, QTI, atau Excel masuk ke bank; diulang, tidak ada yang bertambah."""
    agency = kept_agency(request, said.agency)
    try:
        reading = read_questions(file.name or "", file.read())
    except Unreadable as bad:
        raise unreadable(bad) from bad
    name = said.category.strip()
    if not name:
        raise Problem(422, _("Tulis nama kategorinya."))
    category = keep_category(agency, name)
    run = import_questions(category, reading, by=request.user, name=file.name or "")
    body = {
        "id": run.pk,
        "format": run.format,
        "category": category.label,
        "taken": run.taken,
        "left": run.left,
        "added": len(run.added),
        "notes": run.notes,
        "report": run.report,
        "url": request.build_absolute_uri(run.get_absolute_url()),
    }
    return Status(201 if run.added else 200, body)


def kept_agency(request: ApiRequest, code: str) -> Agency:
    """An agency in the charge of the person of the token: the one named, or their own."""
    kept = Agency.objects.open_now().filter(within("", request.user, Role.OFFICER))
    if code:
        return get_object_or_404(kept, code=code)
    return get_object_or_404(kept, pk=request.user.agency_id)


def unreadable(bad: Unreadable) -> Problem:
    """The whole file is refused, by the requirement it breaks."""
    return Problem(
        422,
        str(bad),
        slug="unreadable-file",
        requirement=bad.requirement,
        errors=[{"field": "file", "place": "file", "detail": str(bad), "code": bad.requirement}],
    )
