"""Paths: where they are walked, and where they are written."""

from django.urls import path

from sinau.university.views import desk_paths, path_steps, paths, prerequisites

_DESK = "kelola/jalur/<slug:slug>/"

urlpatterns = [
    path("jalur/<slug:slug>/", paths.show, name="path"),
    path("jalur/<slug:slug>/ikut/", paths.create, name="path_enrolment"),
    path("jalur/<slug:slug>/langkah/<int:key>/", path_steps.show, name="path_step"),
    path("kelola/jalur/", desk_paths.index, name="path_desks"),
    path("kelola/jalur-baru/", desk_paths.new, name="path_new"),
    path(_DESK, desk_paths.show, name="path_desk"),
    path(f"{_DESK}ubah/", desk_paths.edit, name="path_edit"),
    path(f"{_DESK}terbit/", desk_paths.publish, name="path_publish"),
    path(f"{_DESK}tarik/", desk_paths.withdraw, name="path_withdraw"),
    path(f"{_DESK}urutan/", desk_paths.update_order, name="path_order"),
    path(f"{_DESK}langkah/baru/<slug:kind>/", desk_paths.new_step, name="path_step_new"),
    path(f"{_DESK}langkah/<int:key>/", desk_paths.edit_step, name="path_step_edit"),
    path(f"{_DESK}langkah/<int:key>/tempat/", desk_paths.update_step, name="path_step_move"),
    path(f"{_DESK}peserta/", desk_paths.walkers, name="path_walkers"),
    path(f"{_DESK}peserta/<int:pk>/", desk_paths.walker, name="path_walker"),
    path("kelola/kursus/<slug:slug>/syarat/", prerequisites.index, name="prerequisites"),
    path(
        "kelola/kursus/<slug:slug>/syarat/<int:pk>/cabut/",
        prerequisites.remove,
        name="prerequisite_remove",
    ),
]
