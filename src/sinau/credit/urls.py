"""Addresses of the JP ledger."""

from django.urls import path

from sinau.credit.views import (
    agencies,
    book,
    checks,
    closings,
    entries,
    recomputations,
    reversals,
    rules,
    targets,
)

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
    path("tutup/", closings.index, name="closings"),
    path("tutup/<slug:code>/<int:year>/<int:month>/", closings.new, name="closing_new"),
    path(
        "tutup/<slug:code>/<int:year>/<int:month>/temuan/",
        closings.accept_findings,
        name="closing_findings",
    ),
    path(
        "tutup/<slug:code>/<int:year>/<int:month>/penutupan/",
        closings.create,
        name="closing_create",
    ),
    path("penutupan/<int:pk>/", closings.show, name="closing"),
    path("penutupan/<int:pk>/ringkasan/", closings.summary, name="closing_summary"),
    path("penutupan/<int:pk>/unduh/", closings.export, name="closing_export"),
    path("ringkasan/", checks.show, name="check"),
    path("ringkasan/<str:code>/", checks.show, name="check_code"),
    path("hitung-ulang/", recomputations.index, name="recomputations"),
    path("hitung-ulang/baru/", recomputations.create, name="recomputation_create"),
    path("hitung-ulang/<int:pk>/", recomputations.show, name="recomputation"),
    path("aturan/", rules.index, name="rules"),
    path("aturan/baru/", rules.new, name="rule_new"),
    path("aturan/<int:pk>/", rules.show, name="rule"),
    path("aturan/<int:pk>/versi-baru/", rules.new, name="rule_version"),
    path("aturan/target/<int:pk>/", targets.show, name="target"),
    path("aturan/target/<int:pk>/versi-baru/", targets.new, name="target_version"),
]
