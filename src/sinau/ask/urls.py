"""The addresses of the answer desk."""

from django.urls import path

from sinau.ask.views import gaps, handovers, questions, ratings, repeats

app_name = "ask"

urlpatterns = [
    path("", questions.index, name="index"),
    path("kirim/", questions.create, name="create"),
    path("pertanyaan-saya/", questions.mine, name="mine"),
    path("belum-terjawab/", gaps.index, name="unanswered"),
    path("belum-terjawab/<int:pk>/", gaps.show, name="gap"),
    path("belum-terjawab/<int:pk>/coba/", gaps.attempt, name="gap_attempt"),
    path("belum-terjawab/<int:pk>/terusan/", gaps.forward, name="gap_forward"),
    path("belum-terjawab/<int:pk>/gabungan/", gaps.merge, name="gap_merge"),
    path("belum-terjawab/<int:pk>/pisahan/", gaps.split, name="gap_split"),
    path("<int:pk>/", questions.show, name="show"),
    path("<int:pk>/hapus/", questions.remove, name="remove"),
    path("<int:pk>/lagi/", repeats.create, name="repeat"),
    path("<int:pk>/penilaian/", ratings.create, name="rating"),
    path("<int:pk>/komunitas/", handovers.new, name="hand_over"),
]
