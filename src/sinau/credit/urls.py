"""Addresses of the JP ledger."""

from django.urls import path

from sinau.credit.views import agencies, book, entries, reversals, rules, targets

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
    path("aturan/", rules.index, name="rules"),
    path("aturan/baru/", rules.new, name="rule_new"),
    path("aturan/<int:pk>/", rules.show, name="rule"),
    path("aturan/<int:pk>/versi-baru/", rules.new, name="rule_version"),
    path("aturan/target/<int:pk>/", targets.show, name="target"),
    path("aturan/target/<int:pk>/versi-baru/", targets.new, name="target_version"),
]
