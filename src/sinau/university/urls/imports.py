"""What comes from other systems, and goes to them."""

from django.urls import path

from sinau.university.views import moodle_imports, question_exports, question_imports

urlpatterns = [
    path("kelola/impor/soal/", question_imports.index, name="question_imports"),
    path("kelola/impor/soal/templat/", question_imports.example, name="question_template"),
    path("kelola/impor/soal/<int:pk>/", question_imports.show, name="question_import"),
    path("kelola/impor/soal/<int:pk>/simpan/", question_imports.create, name="question_keep"),
    path("kelola/impor/soal/<int:pk>/batal/", question_imports.remove, name="question_undo"),
    path("kelola/ekspor/soal/<int:pk>/", question_exports.index, name="question_export"),
    path("bank/gambar/<str:name>", question_exports.picture, name="question_picture"),
    path("kelola/impor/moodle/", moodle_imports.index, name="moodle_imports"),
    path("kelola/impor/moodle/<int:pk>/", moodle_imports.show, name="moodle_import"),
    path("kelola/impor/moodle/<int:pk>/simpan/", moodle_imports.create, name="moodle_keep"),
]
