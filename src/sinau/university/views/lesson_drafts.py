"""Write the draft of a lesson: one form of blocks that works without scripts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.kernel.embedding import find_embed, offer_embeds
from sinau.kernel.refusals import Refused
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import write_blocks
from sinau.university.actions.files import keep_file
from sinau.university.forms.blocks import (
    KIND_ICONS,
    KIND_LABELS,
    QUESTION_LABELS,
    TONE_LABELS,
    Row,
    act_on,
    blocks_of,
    choices_to_fill,
    row_of,
    rows_of_post,
)
from sinau.university.models import Language, Lesson, LessonVersion
from sinau.university.views.desk_courses import kept_course


@signed_in
def edit(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """The blocks of the draft; each button of the form keeps all that is typed."""
    course = kept_course(request, slug)
    lesson = get_object_or_404(course.lessons.select_related("current"), pk=pk)
    lesson.course = course
    language = _language(request)
    if request.method != "POST":
        version = _version(lesson, language)
        rows = [row_of(block) for block in version.blocks.all()] if version else []
        title = version.title if version else lesson.title
        return _page(request, lesson, language, rows, title, _note(version))
    rows = rows_of_post(request.POST)
    title, note = request.POST.get("title", "").strip()[:150], request.POST.get("note", "")[:200]
    action = request.POST.get("aksi", "simpan")
    ready = _keep_uploads(request, lesson, rows)
    if action in ("simpan", "lihat", "periksa") and ready:
        blocks = blocks_of(rows)
        if blocks is not None and title:
            draft = write_blocks(
                lesson,
                blocks,
                by=request.user,
                title=title,
                note=note,
                language=language,
                keys=[row.key for row in rows],
            )
            messages.success(request, _("Draf disimpan."))
            if action == "simpan":
                here = request.path + (f"?bahasa={language}" if language != "id" else "")
                return redirect(here)
            return redirect(draft)
        return _page(request, lesson, language, rows, title, note, status=422)
    verb, _colon, key = action.partition(":")
    rows = act_on(rows, action)
    for row in rows:
        if verb == "cari" and row.key == key:
            row.found = offer_embeds(request.user, row.words)
    return _page(request, lesson, language, rows, title, note, status=200 if ready else 422)


def _language(request: PersonRequest) -> str:
    said = request.GET.get("bahasa", "id")
    return said if said in Language.values else str(Language.INDONESIAN)


def _version(lesson: Lesson, language: str) -> LessonVersion | None:
    """The draft in this language, or what it would begin with."""
    return lesson.versions.filter(language=language).first() or lesson.current


def _note(version: LessonVersion | None) -> str:
    return version.note if version and version.is_draft else ""


def _keep_uploads(request: PersonRequest, lesson: Lesson, rows: list[Row]) -> bool:
    """Files sent along are kept and stand in their blocks; False when one was refused."""
    ready = True
    for row in rows:
        for name in ("file", "captions"):
            sent = request.FILES.get(f"{row.key}-{name}-baru")
            if sent is None:
                continue
            try:
                row.said[name] = keep_file(lesson.course, sent, by=request.user).key
            except Refused as refusal:
                row.error_field, row.error, ready = name, str(refusal.message), False
    return ready


def _page(
    request: PersonRequest,
    lesson: Lesson,
    language: str,
    rows: list[Row],
    title: str,
    note: str,
    status: int = 200,
) -> HttpResponse:
    for row in rows:
        if row.kind == "check":
            row.choices = choices_to_fill(row)
        if row.kind == "embed" and row.said.get("address"):
            row.embed = find_embed(request.user, row.said["address"])
    draft = lesson.versions.drafts().filter(language=language).first()
    files = list(lesson.course.files.all())
    return render(
        request,
        "university/lesson_editor.html",
        {
            "course": lesson.course,
            "lesson": lesson,
            "language": language,
            "language_label": Language(language).label,
            "languages": Language.choices,
            "draft": draft,
            "doubts": lesson.doubts.open(),
            "rows": rows,
            "title": title,
            "note": note,
            "title_missing": status == 422 and not title,
            "errors": [row for row in rows if row.error],
            "kinds": [(kind, label, KIND_ICONS[kind]) for kind, label in KIND_LABELS.items()],
            "tones": list(TONE_LABELS.items()),
            "question_kinds": list(QUESTION_LABELS.items()),
            "files": {
                kind: [file for file in files if file.kind == kind]
                for kind in ("image", "video", "captions", "document")
            },
        },
        status=status,
    )
