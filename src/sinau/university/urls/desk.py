"""The officer's desk."""

from django.urls import path

from sinau.university.views import (
    class_papers,
    class_publications,
    class_rooms,
    class_sessions,
    desk_classes,
    desk_courses,
    desk_lessons,
    desks,
    progress,
    publications,
    reservations,
)

urlpatterns = [
    path("kelola/", desks.index, name="office"),
    path("kelola/materi-awal/", desks.create, name="starters"),
    path("kelola/kursus/baru/", desk_courses.new, name="course_new"),
    path("kelola/kursus/<slug:slug>/", desk_courses.show, name="course_desk"),
    path("kelola/kursus/<slug:slug>/ubah/", desk_courses.edit, name="course_edit"),
    path("kelola/kursus/<slug:slug>/peserta/", desk_courses.index, name="learners"),
    path("kelola/kursus/<slug:slug>/terbit/", publications.create, name="course_publish"),
    path("kelola/kursus/<slug:slug>/tarik/", publications.remove, name="course_withdraw"),
    path("kelola/kursus/<slug:slug>/pelajaran/baru/", desk_lessons.new, name="lesson_new"),
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
    path("kelola/kelas/<int:pk>/sesi/<int:session>/notulen/", class_papers.edit, name="minutes"),
    path("kelola/kelas/<int:pk>/bahan/baru/", class_papers.new, name="material_new"),
    path(
        "kelola/kelas/<int:pk>/bahan/<int:material>/hapus/",
        class_papers.remove,
        name="material_remove",
    ),
    path("kelola/kelas/<int:pk>/cadangan/", reservations.index, name="reservations"),
    path(
        "kelola/kelas/<int:pk>/cadangan/<int:reservation>/lepas/",
        reservations.remove,
        name="reservation_release",
    ),
    path("kelola/ruang/", class_rooms.index, name="class_rooms"),
    path("kelola/ruang/baru/", class_rooms.new, name="class_room_new"),
    path("kelola/ruang/<int:pk>/", class_rooms.edit, name="class_room_edit"),
    path("kelola/ruang/<int:pk>/tutup/", class_rooms.remove, name="class_room_close"),
    path("kemajuan/", progress.index, name="progress"),
]
