"""The addresses of the answer desk."""

from django.urls import path

from sinau.ask.views import handovers, questions, ratings, repeats, unanswered

app_name = "ask"

urlpatterns = [
    path("", questions.index, name="index"),
    path("kirim/", questions.create, name="create"),
    path("pertanyaan-saya/", questions.mine, name="mine"),
    path("belum-terjawab/", unanswered.index, name="unanswered"),
    path("<int:pk>/", questions.show, name="show"),
    path("<int:pk>/lagi/", repeats.create, name="repeat"),
    path("<int:pk>/penilaian/", ratings.create, name="rating"),
    path("<int:pk>/komunitas/", handovers.new, name="hand_over"),
]
