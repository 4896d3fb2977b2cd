"""The addresses of evaluation, below /belajar/evaluasi/."""

from django.urls import path

from sinau.evaluation.views import answers, evaluations, indicators, invitations, questionnaires

app_name = "evaluation"

urlpatterns = [
    path("", evaluations.index, name="index"),
    path("<int:pk>/", evaluations.show, name="show"),
    path("<int:pk>/indikator/", evaluations.edit, name="indicator_choice"),
    path("undangan/", invitations.index, name="invitations"),
    path("undangan/<int:pk>/", invitations.show, name="invitation"),
    path("isi/<str:token>/", answers.new, name="answer"),
    path("pertanyaan/", questionnaires.index, name="questionnaires"),
    path("pertanyaan/<int:pk>/<str:level>/", questionnaires.edit, name="questionnaire"),
    path("layanan/", indicators.index, name="indicators"),
    path("layanan/baru/", indicators.new, name="indicator_new"),
    path("layanan/<int:pk>/", indicators.show, name="indicator"),
]
