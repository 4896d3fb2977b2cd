"""Addresses of the summaries."""

from django.urls import path

from sinau.insight.views import rows, summaries

app_name = "insight"
urlpatterns = [
    path("", summaries.index, name="index"),
    path("<slug:figure>/", rows.show, name="rows"),
    path("<slug:figure>/unduh/", rows.export, name="rows_export"),
]
