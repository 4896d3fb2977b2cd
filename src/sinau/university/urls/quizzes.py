"""The bank of questions, the desk of a quiz, essays and item analysis."""

from django.urls import path

from sinau.university.views import attempts, bank, desk_quizzes, essays, items

urlpatterns = [
    path("kelas/<int:pk>/kuis/<slug:purpose>/", attempts.class_index, name="class_quiz"),
    path(
        "kelas/<int:pk>/kuis/<slug:purpose>/mulai/",
        attempts.class_create,
        name="class_attempt_start",
    ),
    path("kelola/kursus/<slug:slug>/kuis/", desk_quizzes.show, name="quiz_desk"),
    path(
        "kelola/kelas/<int:pk>/kuis/<slug:purpose>/",
        desk_quizzes.class_show,
        name="class_quiz_desk",
    ),
    path("kelola/kuis/<int:pk>/terbit/", desk_quizzes.create, name="quiz_publish"),
    path("kelola/kuis/<int:pk>/dari-bank/", desk_quizzes.pick, name="quiz_pick"),
    path("kelola/kuis/<int:pk>/acak/", desk_quizzes.draw, name="quiz_draw"),
    path("kelola/kuis/<int:pk>/soal/<int:position>/", desk_quizzes.edit, name="slot_edit"),
    path("kelola/kuis/<int:pk>/soal/<int:position>/urutan/", desk_quizzes.update, name="slot_move"),
    path(
        "kelola/kuis/<int:pk>/soal/<int:position>/hapus/", desk_quizzes.remove, name="slot_remove"
    ),
    path("kelola/kuis/<int:pk>/uraian/", essays.index, name="essays"),
    path("kelola/kuis/<int:pk>/uraian/<int:answer>/", essays.edit, name="essay"),
    path("kelola/kuis/<int:pk>/butir/", items.index, name="items"),
    path("kelola/kuis/<int:pk>/butir.xlsx", items.export, name="items_export"),
    path("kelola/bank/", bank.index, name="bank"),
    path("kelola/bank/kategori/", bank.categories, name="bank_categories"),
    path("kelola/bank/baru/", bank.new, name="bank_new"),
    path("kelola/bank/<int:pk>/", bank.show, name="bank_question"),
    path("kelola/bank/<int:pk>/ubah/", bank.edit, name="bank_edit"),
    path("kelola/bank/<int:pk>/tarik/", bank.remove, name="bank_retire"),
    path("kelola/bank/<int:pk>/pakai/", bank.update, name="bank_restore"),
]
