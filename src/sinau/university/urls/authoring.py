"""Where lessons are written, read over, translated and copied; and where their files stand."""

from django.urls import path

from sinau.university.views import (
    checks,
    course_copies,
    course_files,
    lesson_drafts,
    lesson_reviews,
    lesson_versions,
    translations,
)

urlpatterns = [
    path(
        "kursus/<slug:slug>/pelajaran/<int:position>/periksa/",
        checks.create,
        name="lesson_check",
    ),
    path("kursus/<slug:slug>/berkas/<str:key>/", course_files.show, name="course_file"),
    path("kelola/kursus/<slug:slug>/berkas/", course_files.index, name="course_files"),
    path("kelola/kursus/<slug:slug>/berkas/baru/", course_files.create, name="course_file_new"),
    path("kelola/kursus/<slug:slug>/salin/", course_copies.new, name="course_copy"),
    path("kelola/kursus/<slug:slug>/terjemahan/", translations.edit, name="course_translation"),
    path("kelola/kursus/<slug:slug>/pelajaran/<int:pk>/", lesson_drafts.edit, name="lesson_edit"),
    path(
        "kelola/kursus/<slug:slug>/pelajaran/<int:pk>/salin/",
        course_copies.create,
        name="lesson_copy",
    ),
    path(
        "kelola/kursus/<slug:slug>/pelajaran/<int:pk>/versi/",
        lesson_versions.index,
        name="lesson_versions",
    ),
    path("versi/<int:pk>/", lesson_versions.show, name="lesson_version"),
    path("versi/<int:pk>/terbit/", lesson_versions.create, name="lesson_publish"),
    path("versi/<int:pk>/pulihkan/", lesson_versions.update, name="lesson_restore"),
    path("versi/<int:pk>/buang/", lesson_versions.remove, name="lesson_draft_remove"),
    path("versi/<int:pk>/pemeriksa/", lesson_reviews.create, name="lesson_review_ask"),
    path("versi/<int:pk>/pendapat/", lesson_reviews.update, name="lesson_review"),
    path("versi/<int:pk>/catatan/", lesson_reviews.edit, name="lesson_remark"),
    path("pemeriksaan/", lesson_reviews.index, name="lesson_reviews"),
]
