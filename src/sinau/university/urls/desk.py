"""The officer's desk."""

from django.urls import path

from sinau.university.views import (
    class_publications,
    class_sessions,
    desk_classes,
    desk_courses,
    desk_lessons,
    desks,
    progress,
    publications,
)

urlpatterns = [
    path("kelola/", desks.index, name="office"),
    path("kelola/kursus/baru/", desk_courses.new, name="course_new"),
    path("kelola/kursus/<slug:slug>/", desk_courses.show, name="course_desk"),
    path("kelola/kursus/<slug:slug>/ubah/", desk_courses.edit, name="course_edit"),
    path("kelola/kursus/<slug:slug>/peserta/", desk_courses.index, name="learners"),
    path("kelola/kursus/<slug:slug>/terbit/", publications.create, name="course_publish"),
    path("kelola/kursus/<slug:slug>/tarik/", publications.remove, name="course_withdraw"),
    path("kelola/kursus/<slug:slug>/pelajaran/baru/", desk_lessons.new, name="lesson_new"),
    path("kelola/kursus/<slug:slug>/pelajaran/<int:pk>/", desk_lessons.edit, name="lesson_edit"),
    path(
        "kelola/kursus/<slug:slug>/pelajaran/<int:pk>/urutan/",
        desk_lessons.update,
        name="lesson_move",
    ),
    path(
        "kelola/kursus/<slug:slug>/pelajaran/<int:pk>/hapus/",
        desk_lessons.remove,
        name="lesson_remove",
    ),
    path("kelola/kelas/baru/", desk_classes.new, name="class_new"),
    path("kelola/kelas/<int:pk>/", desk_classes.show, name="class_desk"),
    path("kelola/kelas/<int:pk>/ubah/", desk_classes.edit, name="class_edit"),
    path("kelola/kelas/<int:pk>/terbit/", class_publications.create, name="class_publish"),
    path("kelola/kelas/<int:pk>/tarik/", class_publications.remove, name="class_withdraw"),
    path("kelola/kelas/<int:pk>/sesi/baru/", class_sessions.new, name="session_new"),
    path("kelola/kelas/<int:pk>/sesi/<int:session>/", class_sessions.edit, name="session_edit"),
    path(
        "kelola/kelas/<int:pk>/sesi/<int:session>/hapus/",
        class_sessions.remove,
        name="session_remove",
    ),
    path("kemajuan/", progress.index, name="progress"),
]
