"""Addresses of the personnel services."""

from django.urls import path

from sinau.personnel.views import (
    advice,
    cancellations,
    decisions,
    desk,
    drafts,
    leaves,
    letters,
    services,
    withdrawals,
)

app_name = "personnel"
urlpatterns = [
    path("", services.index, name="index"),
    path("meja/", desk.index, name="desk"),
    path("meja/unduh/", desk.export, name="desk_export"),
    path("cuti/draf/", drafts.new, name="draft"),
    path("cuti/draf/hapus/", drafts.remove, name="draft_remove"),
    path("cuti/draf/periksa/", drafts.show, name="draft_check"),
    path("cuti/draf/<slug:step>/", drafts.edit, name="draft_step"),
    path("cuti/", leaves.create, name="leave_create"),
    path("cuti/<int:pk>/", leaves.show, name="leave"),
    path("cuti/<int:pk>/terkirim/", leaves.sent, name="leave_sent"),
    path("cuti/<int:pk>/perbaikan/", drafts.again, name="leave_again"),
    path("cuti/<int:pk>/pertimbangan/", advice.create, name="advice"),
    path("cuti/<int:pk>/keputusan/", decisions.create, name="decision"),
    path("cuti/<int:pk>/penarikan/", withdrawals.create, name="withdrawal"),
    path("cuti/<int:pk>/pembatalan/", cancellations.new, name="cancellation"),
    path("cuti/<int:pk>/surat/", letters.download, name="letter"),
    path("surat/<str:code>/", letters.check, name="letter_check"),
    path("<slug:slug>/", services.show, name="service"),
]
