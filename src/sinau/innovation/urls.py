"""The addresses of innovation."""

from django.urls import path

from sinau.innovation.views import (
    assessments,
    evaluations,
    gates,
    ideas,
    pilots,
    plans,
    signatures,
    uses,
)

app_name = "innovation"

urlpatterns = [
    path("", ideas.index, name="index"),
    path("baru/", ideas.new, name="new"),
    path("daftar-ai/", uses.index, name="register"),
    path("daftar-ai/<slug:slug>/", uses.show, name="use"),
    path("uji-coba/<int:pk>/", pilots.show, name="pilot"),
    path("uji-coba/<int:pk>/hasil/", pilots.end, name="pilot_end"),
    path("<int:pk>/", ideas.show, name="show"),
    path("<int:pk>/ubah/", ideas.edit, name="edit"),
    path("<int:pk>/pengajuan/", ideas.propose, name="propose"),
    path("<int:pk>/dukungan/", ideas.support, name="support"),
    path("<int:pk>/perangkat-daerah/", ideas.partners, name="partners"),
    path("<int:pk>/rencana/", plans.show, name="plan"),
    path("<int:pk>/rencana/mulai/", plans.create, name="plan_begin"),
    path("<int:pk>/rencana/<slug:part>/", plans.edit, name="plan_part"),
    path("<int:pk>/data-pribadi/", plans.privacy, name="privacy"),
    path("<int:pk>/gerbang/", gates.show, name="gate"),
    path("<int:pk>/gerbang/pembukaan/", gates.reopen, name="reopen"),
    path("<int:pk>/dampak/", assessments.show, name="impact"),
    path("<int:pk>/dampak/selesai/", assessments.finish, name="impact_finish"),
    path("<int:pk>/dampak/<slug:section>/", assessments.edit, name="impact_section"),
    path("<int:pk>/tanda-tangan/", signatures.index, name="signatures"),
    path("<int:pk>/tanda-tangan/<slug:seat>/", signatures.new, name="sign"),
    path("tanda-tangan/<int:pk>/penarikan/", signatures.remove, name="unsign"),
    path("<int:pk>/pengecualian/", signatures.exceptions, name="exceptions"),
    path("pengecualian/<int:pk>/persetujuan/", signatures.agree, name="exception_agree"),
    path("pengecualian/<int:pk>/penarikan/", signatures.withdraw, name="exception_withdraw"),
    path("<int:pk>/evaluasi/", evaluations.show, name="evaluation"),
    path("<int:pk>/evaluasi/soal/", evaluations.upload, name="evaluation_upload"),
    path("<int:pk>/evaluasi/soal/unduh/", evaluations.export, name="evaluation_export"),
    path("<int:pk>/evaluasi/soal/baku/", evaluations.standard, name="evaluation_standard"),
    path("<int:pk>/evaluasi/baru/", evaluations.new, name="run_new"),
    path("evaluasi/<int:pk>/", evaluations.run, name="run"),
    path("evaluasi/<int:pk>/penilaian/", evaluations.rate, name="run_rate"),
    path("evaluasi/<int:pk>/unduh/", evaluations.log, name="run_log"),
    path("<int:pk>/pemantauan/", pilots.monitor, name="monitor"),
    path("<int:pk>/pengakhiran/", pilots.retire, name="retire"),
    path("<int:pk>/uji-coba/", pilots.new, name="pilot_new"),
    path("<int:pk>/penerapan/", pilots.launch, name="launch"),
    path("<int:pk>/penghentian/", pilots.stop, name="stop"),
    path("<int:pk>/tinjauan/", pilots.review, name="use_review"),
]
