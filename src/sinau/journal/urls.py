"""Addresses of the journal, below /jejak/."""

from django.urls import path

from sinau.journal.views import entries, operations

app_name = "journal"

urlpatterns = [
    path("", entries.index, name="index"),
    path("catatan/<int:pk>/", entries.show, name="entry"),
    path("unduh.xlsx", entries.export, {"form": "xlsx"}, name="export"),
    path("unduh.ndjson", entries.export, {"form": "ndjson"}, name="export_lines"),
    path("pemeriksaan/", entries.check, name="check_new"),
    path("pemeriksaan/<int:pk>/", entries.show_check, name="check"),
    path("operasi/", operations.index, name="operations"),
    path("operasi/kiriman/<int:pk>/", operations.update, name="delivery"),
    path("operasi/kiriman/", operations.update_all, name="deliveries"),
]
