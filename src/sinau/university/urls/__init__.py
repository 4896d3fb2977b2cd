"""The addresses of the university, below /belajar/, room by room."""

from django.urls import path

from sinau.university.urls import attending, certificates, classes, desk, duties, learning, paths
from sinau.university.views import course_lists

app_name = "university"

urlpatterns = [
    path("", course_lists.index, name="index"),
    *learning.urlpatterns,
    *classes.urlpatterns,
    *attending.urlpatterns,
    *certificates.urlpatterns,
    *desk.urlpatterns,
    *paths.urlpatterns,
    *duties.urlpatterns,
]
