"""The addresses of the answer desk."""

from django.urls import path

from sinau.ask.views import (
    gaps,
    handovers,
    languages,
    public,
    quality,
    questions,
    ratings,
    repeats,
    summaries,
    trials,
)

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
    path("umum/", public.index, name="public"),
    path("mutu/", quality.index, name="quality"),
    path("pengaturan/", languages.index, name="settings"),
    path("pengaturan/model/", languages.new, name="language_new"),
    path("pengaturan/model/<int:pk>/persetujuan/", languages.approve, name="language_approve"),
    path("pengaturan/model/<int:pk>/penolakan/", languages.remove, name="language_remove"),
    path("pengaturan/model/akhir/", languages.end, name="language_end"),
    path("pengaturan/panggilan/", languages.calls, name="calls"),
    path("pengaturan/umum/", languages.public, name="public_set"),
    path("pengaturan/penggunaan/", languages.use, name="desk_use"),
    path("ujian/", trials.index, name="trials"),
    path("ujian/mulai/", trials.create, name="trial_start"),
    path("ujian/soal/", trials.questions, name="trial_questions"),
    path("ujian/soal/excel/", trials.export, name="trial_export"),
    path("ujian/soal/unggah/", trials.upload, name="trial_upload"),
    path("ujian/soal/baru/", trials.new, name="trial_new"),
    path("ujian/soal/<int:pk>/", trials.edit, name="trial_edit"),
    path("ujian/soal/<int:pk>/hapus/", trials.remove, name="trial_remove"),
    path("ujian/<int:pk>/", trials.show, name="run"),
    path("ujian/<int:pk>/penilaian/", trials.judge_one, name="judge"),
    path("ujian/<int:pk>/penerbitan/", trials.publish, name="trial_publish"),
    path("<int:pk>/", questions.show, name="show"),
    path("<int:pk>/rangkuman/", summaries.create, name="summary"),
    path("<int:pk>/rangkuman/batal/", summaries.remove, name="summary_stop"),
    path("<int:pk>/hapus/", questions.remove, name="remove"),
    path("<int:pk>/kepastian/", questions.confirm, name="confirm"),
    path("<int:pk>/lagi/", repeats.create, name="repeat"),
    path("<int:pk>/penilaian/", ratings.create, name="rating"),
    path("<int:pk>/komunitas/", handovers.new, name="hand_over"),
]
