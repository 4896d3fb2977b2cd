"""Where lessons are written, read over, translated and copied; and where their files stand."""

from django.urls import path

from sinau.university.views import checks, course_files, lesson_drafts

urlpatterns = [
    path(
        "kursus/<slug:slug>/pelajaran/<int:position>/periksa/",
        checks.create,
        name="lesson_check",
    ),
    path("kursus/<slug:slug>/berkas/<str:key>/", course_files.show, name="course_file"),
    path("kelola/kursus/<slug:slug>/berkas/", course_files.index, name="course_files"),
    path("kelola/kursus/<slug:slug>/pelajaran/<int:pk>/", lesson_drafts.edit, name="lesson_edit"),
    path("kelola/kursus/<slug:slug>/berkas/baru/", course_files.create, name="course_file_new"),
]
