"""The addresses of innovation."""

from django.urls import path

from sinau.innovation.views import gates, ideas, pilots, plans, uses

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
    path("<int:pk>/uji-coba/", pilots.new, name="pilot_new"),
    path("<int:pk>/penerapan/", pilots.launch, name="launch"),
    path("<int:pk>/penghentian/", pilots.stop, name="stop"),
    path("<int:pk>/tinjauan/", pilots.review, name="use_review"),
]
