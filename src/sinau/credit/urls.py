"""Addresses of the JP ledger."""

from django.urls import path

from sinau.credit.views import agencies, book, entries, reversals

app_name = "credit"
urlpatterns = [
    path("", book.index, name="index"),
    path("unduh/", book.export, name="export"),
    path("catatan/<int:pk>/", entries.show, name="entry"),
    path("catatan/<int:pk>/pembatalan/", reversals.new, name="reversal"),
    path("pegawai/<int:pk>/", book.show, name="person"),
    path("pegawai/<int:pk>/unduh/", book.export, name="person_export"),
    path("perangkat-daerah/", agencies.index, name="agencies"),
    path("perangkat-daerah/unduh/", agencies.export, name="agencies_export"),
]
