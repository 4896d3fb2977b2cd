"""The addresses of learning by doing, below /belajar/praktik/."""

from django.urls import path

from sinau.practice.views import (
    cycles,
    desk_assignments,
    follow_ups,
    marks,
    papers,
    reviews,
    steps,
    works,
)

app_name = "practice"

urlpatterns = [
    path("", cycles.index, name="index"),
    path("baru/", cycles.new, name="new"),
    path("<int:pk>/", cycles.show, name="cycle"),
    path("<int:pk>/ubah/", cycles.edit, name="edit"),
    path("<int:pk>/catatan/", cycles.create, name="entry"),
    path("<int:pk>/benar/", cycles.update, name="confirm"),
    path("<int:pk>/langkah/<slug:step>/", steps.update, name="step"),
    path("<int:pk>/bukti/", papers.create, name="paper_add"),
    path("<int:pk>/bukti/<int:paper>/", papers.show, name="paper"),
    path("tugas/<int:pk>/", works.show, name="assignment"),
    path("tugas/<int:pk>/kiriman/", marks.index, name="works"),
    path("tugas/<int:pk>/ubah/", desk_assignments.edit, name="assignment_edit"),
    path("tugas/<int:pk>/hapus/", desk_assignments.remove, name="assignment_remove"),
    path("kiriman/<int:pk>/", marks.edit, name="submission"),
    path("kiriman/<int:pk>/berkas/<int:file>/", papers.edit, name="file"),
    path("kiriman/<int:pk>/berkas/<int:file>/hapus/", papers.remove, name="file_remove"),
    path("telaah/<int:pk>/", reviews.edit, name="review"),
    path("kelanjutan/<int:pk>/", follow_ups.edit, name="follow_up"),
    path("kursus/<slug:slug>/tugas/", desk_assignments.index, name="desk"),
    path("kursus/<slug:slug>/tugas/baru/", desk_assignments.new, name="assignment_new"),
]
