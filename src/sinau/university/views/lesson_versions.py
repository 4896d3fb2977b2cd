"""The versions of a lesson: what they say, what changed, which one learners read."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import publish_lesson, remove_draft, restore_version
from sinau.university.actions.lessons import waits_for
from sinau.university.forms.authoring import OpinionForm, PublishForm, ReviewerForm
from sinau.university.forms.blocks import KIND_LABELS
from sinau.university.lessons.blocks import source_of
from sinau.university.lessons.comparing import Change, Piece, compare
from sinau.university.models import Course, Language, LessonReview, LessonVersion
from sinau.university.showing import show_blocks
from sinau.university.views.desk_courses import kept_course


def readable_version(request: PersonRequest, pk: int) -> LessonVersion:
    """A version this person keeps, or was asked to read; else 404."""
    return get_object_or_404(
        LessonVersion.objects.readable_by(request.user).select_related(
            "lesson__course__agency", "by", "published_by", "follows"
        ),
        pk=pk,
    )


def kept_version(request: PersonRequest, pk: int) -> LessonVersion:
    """A version of a course in this officer's charge, or 404."""
    return get_object_or_404(
        LessonVersion.objects.filter(
            lesson__course__in=Course.objects.kept_by(request.user)
        ).select_related("lesson__course__agency", "lesson__current"),
        pk=pk,
    )


@signed_in
def index(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    """All of them, language by language."""
    course = kept_course(request, slug)
    lesson = get_object_or_404(course.lessons.select_related("current"), pk=pk)
    versions = list(
        lesson.versions.select_related("by", "published_by")
        .annotate(n=Count("blocks"))
        .order_by("-number")
    )
    groups = []
    for code, label in Language.choices:
        mine = [version for version in versions if version.language == code]
        newest = next((version for version in mine if not version.is_draft), None)
        behind = bool(newest and code != "id" and newest.follows_id != lesson.current_id)
        groups.append({"code": code, "label": label, "versions": mine, "behind": behind})
    return render(
        request,
        "university/lesson_versions.html",
        {"course": course, "lesson": lesson, "groups": groups},
    )


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The version as learners will read it, or what it changes; with what reviewers said."""
    return version_page(request, readable_version(request, pk))


def version_page(
    request: PersonRequest,
    version: LessonVersion,
    *,
    reviewer_form: ReviewerForm | None = None,
    opinion_form: OpinionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a version, with a form that has something to say."""
    keeps = Course.objects.kept_by(request.user).filter(pk=version.lesson.course_id).exists()
    before = _before(version)
    changes = _changes(before, version) if before else []
    remarks: dict[str, list[object]] = {}
    for said in version.remarks.select_related("by"):
        remarks.setdefault(said.block_key, []).append(said)
    blocks = show_blocks(version, request.user)
    mine = version.reviews.filter(reviewer=request.user).first()
    missing = waits_for(version) if version.is_draft else []
    return render(
        request,
        "university/lesson_version.html",
        {
            "version": version,
            "lesson": version.lesson,
            "course": version.lesson.course,
            "keeps": keeps,
            "before": before,
            "changes": [(change, KIND_LABELS[change.kind]) for change in changes],
            "changed": any(change.state != "same" for change in changes),
            "blocks": [(block, remarks.get(block.key, [])) for block in blocks],
            "reviews": version.reviews.select_related("reviewer__agency").prefetch_related(
                "opinions"
            ),
            "missing": missing,
            "mine": mine,
            "can_review": mine is not None and version.is_draft,
            "shows_changes": request.GET.get("lihat") == "perubahan",
            "reviewer_form": reviewer_form or ReviewerForm(),
            "opinion_form": opinion_form or OpinionForm(),
            "publish_form": PublishForm(),
        },
        status=status,
    )


def _before(version: LessonVersion) -> LessonVersion | None:
    """What it is compared with: the version before it in its language."""
    earlier = version.lesson.versions.filter(language=version.language, number__lt=version.number)
    return earlier.first()


def _changes(before: LessonVersion, version: LessonVersion) -> list[Change]:
    return compare(_pieces(before), _pieces(version))


def _pieces(version: LessonVersion) -> list[Piece]:
    return [
        Piece(key=block.key, kind=block.kind, words=source_of(block.value))
        for block in version.blocks.all()
    ]


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Learners read this version from now on."""
    version = kept_version(request, pk)
    publish_lesson(version, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, _("Versi ini terbit. Peserta membacanya mulai sekarang."))
    return redirect("university:lesson_versions", version.lesson.course.slug, version.lesson_id)


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """The draft says again what this version said."""
    version = kept_version(request, pk)
    draft = restore_version(version, by=request.user)
    messages.success(request, _("Isi versi ini menjadi draf. Peserta belum melihatnya."))
    return redirect(draft)


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Throw a draft away; before that, say what goes."""
    version = get_object_or_404(LessonVersion.objects.drafts(), pk=kept_version(request, pk).pk)
    lesson = version.lesson
    if request.method == "POST":
        remove_draft(version, by=request.user)
        messages.success(request, _("Draf dibuang."))
        return redirect("university:lesson_versions", lesson.course.slug, lesson.pk)
    context = {
        "version": version,
        "lesson": lesson,
        "course": lesson.course,
        "remark_count": version.remarks.count(),
        "review_count": LessonReview.objects.filter(version=version).count(),
    }
    return render(request, "university/lesson_draft_remove.html", context)
