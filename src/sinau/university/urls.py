"""The addresses of the university, below /belajar/."""

from django.urls import path

from sinau.university.views import (
    attempts,
    attendance,
    certificate_files,
    certificates,
    class_publications,
    class_sessions,
    classes,
    course_lists,
    courses,
    desk_classes,
    desk_courses,
    desk_lessons,
    desk_quizzes,
    desks,
    lessons,
    participants,
    progress,
    publications,
    registrations,
    rooms,
)

app_name = "university"

urlpatterns = [
    path("", course_lists.index, name="index"),
    # ── learning alone ──────────────────────────────────────────────────────
    path("kursus/<slug:slug>/", courses.show, name="course"),
    path("kursus/<slug:slug>/ikut/", courses.create, name="enrolment"),
    path("kursus/<slug:slug>/pelajaran/<int:position>/", lessons.show, name="lesson"),
    path("kursus/<slug:slug>/pelajaran/<int:position>/lanjut/", lessons.create, name="lesson_read"),
    path("kursus/<slug:slug>/kuis/", attempts.index, name="quiz"),
    path("kursus/<slug:slug>/kuis/mulai/", attempts.create, name="attempt_start"),
    path("kuis/<int:pk>/", attempts.show, name="attempt"),
    path("kuis/<int:pk>/soal/<int:position>/", attempts.edit, name="answer"),
    path("kuis/<int:pk>/periksa/", attempts.new, name="attempt_check"),
    path("kuis/<int:pk>/kirim/", attempts.update, name="attempt_submit"),
    # ── learning together ───────────────────────────────────────────────────
    path("kelas/<int:pk>/", classes.show, name="class"),
    path("kelas/<int:pk>/pendaftaran/", registrations.create, name="registration"),
    path("kelas/<int:pk>/pendaftaran/batal/", registrations.remove, name="registration_cancel"),
    path("kelas/<int:pk>/layar/", rooms.show, name="room"),
    path("kelas/<int:pk>/peserta/", participants.index, name="participants"),
    path("kelas/<int:pk>/peserta/tambah/", participants.new, name="participants_add"),
    path("kelas/<int:pk>/peserta/simpan/", participants.create, name="participants_save"),
    path(
        "kelas/<int:pk>/peserta/<int:registration>/keluarkan/",
        participants.remove,
        name="participant_remove",
    ),
    path(
        "kelas/<int:pk>/peserta/<int:registration>/hadir/<int:session>/",
        attendance.edit,
        name="attendance_mark",
    ),
    path("kelas/<int:pk>/daftar-hadir/", participants.show, name="attendance_list"),
    path("kelas/<int:pk>/tutup/", classes.update, name="class_close"),
    # ── being in the room ───────────────────────────────────────────────────
    path("hadir/", attendance.new, name="digits"),
    path("hadir/catat/", attendance.create, name="attendance_confirm"),
    path("hadir/tercatat/<int:pk>/", attendance.show, name="attendance"),
    path("hadir/<str:token>/", attendance.update, name="scan"),
    # ── certificates ────────────────────────────────────────────────────────
    path("sertifikat/", certificates.index, name="certificates"),
    path("sertifikat/<str:code>/", certificates.show, name="certificate"),
    path("sertifikat/<str:code>/unduh/", certificate_files.show, name="certificate_file"),
    path("sertifikat/<str:code>/cabut/", certificates.remove, name="certificate_revoke"),
    # ── the officer's desk ──────────────────────────────────────────────────
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
    path("kelola/kursus/<slug:slug>/kuis/", desk_quizzes.show, name="quiz_desk"),
    path("kelola/kursus/<slug:slug>/kuis/terbit/", desk_quizzes.create, name="quiz_publish"),
    path("kelola/kursus/<slug:slug>/kuis/soal/baru/", desk_quizzes.new, name="question_new"),
    path(
        "kelola/kursus/<slug:slug>/kuis/soal/<int:position>/",
        desk_quizzes.edit,
        name="question_edit",
    ),
    path(
        "kelola/kursus/<slug:slug>/kuis/soal/<int:position>/hapus/",
        desk_quizzes.remove,
        name="question_remove",
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
