"""The addresses of the search."""

from django.urls import path

from sinau.search.views import explanations, results, suggestions

app_name = "search"

urlpatterns = [
    path("", results.index, name="index"),
    path("saran/", suggestions.index, name="suggestions"),
    path("jelaskan/", explanations.show, name="explanation"),
]
