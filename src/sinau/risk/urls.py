"""The addresses of risk."""

from django.urls import path

from sinau.risk.views import (
    actions,
    decisions,
    exports,
    frameworks,
    incidents,
    notices,
    registers,
    risks,
)

app_name = "risk"

urlpatterns = [
    path("", risks.index, name="index"),
    path("unduh/", exports.show, name="export"),
    path("tindak-lanjut/", actions.index, name="actions"),
    path("tindak-lanjut/<int:pk>/selesai/", actions.complete, name="action_done"),
    path("insiden/", incidents.index, name="incidents"),
    path("insiden/lapor/", incidents.new, name="incident_new"),
    path("insiden/<int:pk>/", incidents.show, name="incident"),
    path("insiden/<int:pk>/telaah/", incidents.edit, name="incident_triage"),
    path("insiden/<int:pk>/penutupan/", incidents.close, name="incident_close"),
    path("insiden/<int:pk>/pemberitahuan/", notices.new, name="notice_new"),
    path("pemberitahuan/<int:pk>/", notices.edit, name="notice"),
    path("pemberitahuan/<int:pk>/surat.pdf", notices.show, name="notice_paper"),
    path("pemberitahuan/<int:pk>/pengiriman/", notices.send, name="notice_sent"),
    path("pemberitahuan/<int:pk>/pembatalan/", notices.lift, name="notice_lifted"),
    path("acuan/", frameworks.index, name="frameworks"),
    path("acuan/<int:pk>/", frameworks.show, name="framework"),
    path("register/", registers.index, name="registers"),
    path("register/baru/", registers.new, name="register_new"),
    path("register/<int:pk>/", registers.show, name="register"),
    path("register/<int:pk>/ubah/", registers.edit, name="register_edit"),
    path("register/<int:pk>/risiko-baru/", risks.new, name="new"),
    path("<int:pk>/", risks.show, name="show"),
    path("<int:pk>/ubah/", risks.edit, name="edit"),
    path("<int:pk>/penilaian/", risks.assess, name="assess"),
    path("<int:pk>/penanganan/", actions.treat, name="treat"),
    path("<int:pk>/tindakan/", actions.new, name="action_new"),
    path("<int:pk>/tinjauan/", decisions.review, name="review"),
    path("<int:pk>/penerimaan/", decisions.accept, name="accept"),
    path("<int:pk>/penutupan/", decisions.close, name="close"),
    path("<int:pk>/pembukaan/", decisions.reopen, name="reopen"),
]
