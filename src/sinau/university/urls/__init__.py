"""The addresses of the university, below /belajar/, room by room."""

from django.urls import path

from sinau.university.urls import (
    attending,
    authoring,
    certificates,
    classes,
    desk,
    doubts,
    duties,
    imports,
    learning,
    paths,
    quizzes,
)
from sinau.university.views import course_lists

app_name = "university"

urlpatterns = [
    path("", course_lists.index, name="index"),
    *learning.urlpatterns,
    *authoring.urlpatterns,
    *classes.urlpatterns,
    *attending.urlpatterns,
    *certificates.urlpatterns,
    *desk.urlpatterns,
    *imports.urlpatterns,
    *quizzes.urlpatterns,
    *doubts.urlpatterns,
    *paths.urlpatterns,
    *duties.urlpatterns,
]
