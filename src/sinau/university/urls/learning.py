"""Where one learns alone."""

from django.urls import path

from sinau.university.views import attempts, courses, lessons

urlpatterns = [
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
]
